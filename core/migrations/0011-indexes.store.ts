/** Indexes that others have taken the place of: an item bears many, and each costs at every change of it. */
import { Comments } from '../inbox/comments.store.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';

const REPLACED = [
  [
    Items,
    [
      'tenantId_1_deadline.dueAt_1__id_1',
      'tenantId_1_severity_-1__id_1',
      'tenantId_1_accountId_1_author.id_1',
      'tenantId_1_accountId_1_firstFetchedAt_1',
    ],
  ],
  [Comments, ['tenantId_1_accountId_1_parentId_1']],
] as const;

/** Safe to run again: what is gone is left alone. */
export async function dropIndexesOf(
  db: Db,
  collection: typeof Items | typeof Comments,
  names: readonly string[],
): Promise<void> {
  const { collection: native } = collection(db);
  const there = new Set((await native.indexes()).map(({ name }) => name));
  for (const name of names) if (there.has(name)) await native.dropIndex(name);
}

export async function dropReplacedIndexes(db: Db): Promise<void> {
  for (const [collection, replaced] of REPLACED) await dropIndexesOf(db, collection, replaced);
}
