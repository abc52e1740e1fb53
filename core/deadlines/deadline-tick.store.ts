/** The clocks of many items at once: what a tick reads, and what it hands to the one writer of items. */

import { applyNewClockEvents } from '../inbox/apply-new-events.ts';
import { writeInbox } from '../inbox/change-item.store.ts';
import type { NewClockEvent } from '../inbox/event.ts';
import type { ClockItem } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { type ClientSession, type Db, overAllTenants } from '../kernel/db.ts';
import { type Clock, dueClocks } from './clocks.store.ts';

export const CLOCK_FIELDS = {
  tenantId: 1,
  accountId: 1,
  version: 1,
  seq: 1,
  policyVersion: 1,
  updatedAt: 1,
  deadline: 1,
} as const satisfies Record<Exclude<keyof ClockItem, '_id'>, 1>;

/** Items with an alarm that has come due, the longest due first: one range read, then the items by their ids. */
export async function itemsWithDueAlarms(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ readonly rows: Clock[]; readonly items: ClockItem[] }> {
  const rows = await dueClocks(db, now, limit);
  if (rows.length === 0) return { rows, items: [] };
  const items = await Items(db)
    .find(
      { _id: { $in: rows.map(({ _id }) => _id) } },
      CLOCK_FIELDS,
      overAllTenants('the tick serves the whole installation'),
    )
    .lean<ClockItem[]>();
  return { rows, items };
}

export interface ClockChange {
  readonly item: ClockItem;
  readonly newEvents: readonly NewClockEvent[];
}

/**
 * Writes what happened to these clocks. Throws `ConcurrentChange` when an item has moved on since it was read; then
 * nothing is written.
 */
export async function writeClocks(
  db: Db,
  changes: readonly ClockChange[],
  recording: {
    readonly actor: { readonly kind: 'machine'; readonly id: string };
    readonly at: Date;
    readonly session: ClientSession;
  },
): Promise<void> {
  const applied = changes
    .filter(({ newEvents }) => newEvents.length > 0)
    .map(({ item, newEvents }) => ({ before: item, ...applyNewClockEvents(item, newEvents, recording) }));
  if (applied.length === 0) return;
  const clocks = applied.map(({ before, item: after }) => ({ before, after }));
  const events = applied.flatMap((change) => change.events);
  await writeInbox(db, { comments: [], items: [], clocks, events }, recording.session);
}
