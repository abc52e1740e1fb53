/** The shape of every command on one item: read it in the transaction, let a pure rule say what happens, write both. */

import type { ClientSession, Db } from '../kernel/db.ts';
import { notFound } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';
import type { Happening } from './event.ts';
import type { Item } from './item.ts';
import { Items, writeInbox } from './items.store.ts';
import { stamp } from './stamp.ts';

export function itemById(
  db: Db,
  key: { tenantId: string; id: string },
  session: ClientSession,
): Promise<Item | null> {
  return Items(db).findOne({ tenantId: key.tenantId, _id: key.id }, null, { session }).lean<Item>();
}

/** Writes what happened to an item that was read in the same transaction. No happening: nothing is written. */
export async function recordHappenings(
  db: Db,
  item: Item,
  what: { happenings: readonly Happening[]; actor: Actor; at: Date; session: ClientSession },
): Promise<Item> {
  if (what.happenings.length === 0) return item;
  const stamped = stamp(item, what.happenings, what);
  await writeInbox(
    db,
    { comments: [], items: [{ before: item, after: stamped.item }], events: stamped.events },
    what.session,
  );
  return stamped.item;
}

/** Reads the item in the transaction and writes what happens to it. Throws `not_found`. */
export async function changeItem(
  db: Db,
  key: { tenantId: string; id: string },
  by: { happeningsOf: (fresh: Item) => readonly Happening[]; actor: Actor; at: Date; session: ClientSession },
): Promise<Item> {
  const { happeningsOf, ...rest } = by;
  const fresh = await itemById(db, key, by.session);
  if (fresh === null) throw notFound('item');
  return recordHappenings(db, fresh, { ...rest, happenings: happeningsOf(fresh) });
}
