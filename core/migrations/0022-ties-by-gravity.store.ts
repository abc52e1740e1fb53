/**
 * Of what is due at the same instant the gravest comes first: the indexes that know it stand beside those that did not.
 * And what people corrected has its place by their word.
 */
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { placeOf } from '../inbox/projection/place.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';
import { dropIndexesOf } from './0011-indexes.store.ts';

const REPLACED = [
  'tenantId_1_status_1_deadline.dueAt_1__id_1',
  'tenantId_1_accountId_1_status_1_deadline.dueAt_1__id_1',
  'tenantId_1_assignee_1_status_1_deadline.dueAt_1__id_1',
  'tenantId_1_accountId_1_registration.class_1_deadline.dueAt_1__id_1',
  'tenantId_1_accountId_1_deadline.state_1_deadline.dueAt_1__id_1',
];

async function placeCorrected(db: Db): Promise<void> {
  const corrected = Items(db)
    .find(
      { 'corrections.0': { $exists: true } },
      null,
      overAllTenants('a migration brings the whole installation to its shape'),
    )
    .lean<Item[]>()
    .cursor() as unknown as AsyncIterable<Item>;
  for await (const item of corrected) {
    const { _id, tenantId, version, seq } = item;
    // What changes it meanwhile gives it its place.
    await Items(db).updateOne({ tenantId, _id, version, seq }, { $set: placeOf(item) });
  }
}

/** Safe to run again. An older process beside this one sorts in memory until it is gone. */
export async function breakTiesByGravity(db: Db): Promise<void> {
  await placeCorrected(db);
  await dropIndexesOf(db, Items, REPLACED);
}
