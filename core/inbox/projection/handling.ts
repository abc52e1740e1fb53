/** Who took an item up first, and who finished it: what "solved by the first handler" is measured by. Ids only. */
import type { ModerationEvent, NewEvent } from '../event.ts';
import type { Item } from '../item.ts';

const SOLVING: ReadonlySet<string> = new Set(['reply', 'hide', 'delete']);

function solves({ type, data }: NewEvent): boolean {
  if (type === 'item.closed' || type === 'removal.confirmed') return true;
  return type === 'action.requested' && SOLVING.has(data.type);
}

/** Looking is no handling, and neither is explaining a breach afterwards. */
const LOOKING: ReadonlySet<string> = new Set([
  'item.seen',
  'item.revealed',
  'capture.exported',
  'deadline.explained',
]);

/** Absent from the item while no person or key has done anything. */
export function reduceHandling(item: Item, event: ModerationEvent): Partial<Item> {
  const { actor, type } = event;
  if ((actor.kind !== 'person' && actor.kind !== 'token') || LOOKING.has(type)) return {};
  const first = item.handling?.first ?? actor.id;
  const solver = solves(event as NewEvent) ? actor.id : (item.handling?.solver ?? null);
  return { handling: { first, solver } };
}
