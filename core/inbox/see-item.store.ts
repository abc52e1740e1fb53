/**
 * A person has an item on screen, up to this revision of its text. For the item only the first time counts; the account
 * may be looked through with it.
 */
import { noteLookedThrough } from '../deadlines/supervision.store.ts';
import { type Db, transaction } from '../kernel/db.ts';
import type { Actor } from '../kernel/roles.ts';
import { recordNewEvents } from './change-item.store.ts';
import type { Item } from './item.ts';
import { itemById } from './items.store.ts';
import { keepReading } from './readings.store.ts';

export async function seeItem(
  { db, now }: { readonly db: Db; now(): Date },
  { item, actor, revision }: { readonly item: Item; readonly actor: Actor; readonly revision: number },
): Promise<void> {
  const { tenantId, accountId, _id: id } = item;
  const seen = { itemId: id, revision: Math.min(revision, item.revision), now: now() };
  await keepReading(db, { tenantId, by: actor.id }, seen);
  if (item.firstSeenAt !== null) return;
  await transaction(db, async (session) => {
    const fresh = await itemById(db, { tenantId, id }, session);
    if (fresh === null || fresh.firstSeenAt !== null) return;
    const newEvents = [{ type: 'item.seen' as const, data: {} }];
    await recordNewEvents(db, fresh, { newEvents, actor, at: now(), session });
  });
  await noteLookedThrough(db, { tenantId, accountId, now: now() });
}
