import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { makeItem } from '../../support/fake-data.ts';

/** Saturday 21 November 2026, 12:00 in Stockholm. */
export const NOON = Date.parse('2026-11-21T11:00:00.000Z');

export const itemWith = (id: string, change: Partial<ItemShape> = {}): ItemShape => ({
  ...makeItem({ text: `text of ${id}` }, id, NOON),
  ...change,
});

export const dueIn = (hours: number): ItemShape['deadline'] => ({
  ...itemWith('x').deadline,
  dueAt: new Date(NOON + hours * 3_600_000).toISOString(),
});
