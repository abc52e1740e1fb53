/** The shape of every command on one item: read it in the transaction, let a pure rule say what happens, write both. */

import type { ClientSession, Db } from '../kernel/db.ts';
import { notFound } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';
import { applyNewEvents } from './apply-new-events.ts';
import type { NewEvent } from './event.ts';
import type { Item } from './item.ts';
import { Items, writeInbox } from './items.store.ts';

export function itemById(
  db: Db,
  key: { tenantId: string; id: string },
  session: ClientSession,
): Promise<Item | null> {
  return Items(db).findOne({ tenantId: key.tenantId, _id: key.id }, null, { session }).lean<Item>();
}

/** Writes what happened to an item that was read in the same transaction. No event: nothing is written. */
export async function recordNewEvents(
  db: Db,
  item: Item,
  what: { newEvents: readonly NewEvent[]; actor: Actor; at: Date; session: ClientSession },
): Promise<Item> {
  if (what.newEvents.length === 0) return item;
  const applied = applyNewEvents(item, what.newEvents, what);
  await writeInbox(
    db,
    { comments: [], items: [{ before: item, after: applied.item }], events: applied.events },
    what.session,
  );
  return applied.item;
}

/** Reads the item in the transaction and writes what happens to it. Throws `not_found`. */
export async function changeItem(
  db: Db,
  key: { tenantId: string; id: string },
  by: { newEventsOf: (fresh: Item) => readonly NewEvent[]; actor: Actor; at: Date; session: ClientSession },
): Promise<Item> {
  const { newEventsOf: happeningsOf, ...rest } = by;
  const fresh = await itemById(db, key, by.session);
  if (fresh === null) throw notFound('item');
  return recordNewEvents(db, fresh, { ...rest, newEvents: happeningsOf(fresh) });
}
