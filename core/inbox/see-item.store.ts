/** A person has an item on screen. Only the first time counts; the account may be looked through with it. */
import { noteLookedThrough } from '../deadlines/supervision.store.ts';
import { type Db, transaction } from '../kernel/db.ts';
import type { Actor } from '../kernel/roles.ts';
import { recordNewEvents } from './change-item.store.ts';
import type { Item } from './item.ts';
import { itemById } from './items.store.ts';

export async function seeItem(
  { db, now }: { readonly db: Db; now(): Date },
  { item, actor }: { readonly item: Item; readonly actor: Actor },
): Promise<void> {
  if (item.firstSeenAt !== null) return;
  const { tenantId, accountId, _id: id } = item;
  await transaction(db, async (session) => {
    const fresh = await itemById(db, { tenantId, id }, session);
    if (fresh === null || fresh.firstSeenAt !== null) return;
    const newEvents = [{ type: 'item.seen' as const, data: {} }];
    await recordNewEvents(db, fresh, { newEvents, actor, at: now(), session });
  });
  await noteLookedThrough(db, { tenantId, accountId, now: now() });
}
