/** Items that a worker looks for by what they wait for, not by who may see them. */

import { type ClientSession, type Db, overAllTenants } from '../kernel/db.ts';
import type { Item } from './item.ts';
import { Items } from './items.store.ts';

/** Items whose post is being fetched. At most 1,000: the rest is told by the next ones. */
export async function itemsAwaitingContext(
  db: Db,
  key: { tenantId: string; accountId: string; postId: string },
): Promise<string[]> {
  const found = await Items(db)
    .find(
      { tenantId: key.tenantId, accountId: key.accountId, postId: key.postId, context: 'pending' },
      { _id: 1 },
    )
    .limit(1000)
    .lean<{ _id: string }[]>();
  return found.map(({ _id }) => _id);
}

/** Snoozed items whose time has come, in the whole installation. */
export function wokenItems(db: Db, now: Date): Promise<{ _id: string; tenantId: string }[]> {
  return Items(db)
    .find(
      { status: 'snoozed', snoozedUntil: { $lte: now } },
      { _id: 1, tenantId: 1 },
      overAllTenants('the sweeper serves the whole installation'),
    )
    .limit(500)
    .lean<{ _id: string; tenantId: string }[]>();
}

/** Posts that items have waited for since before `before`, at most 100 at a time. */
export async function postsAwaited(db: Db, before: Date) {
  const found = await Items(db)
    .find(
      { context: 'pending', postId: { $type: 'string' }, firstFetchedAt: { $lte: before } },
      { tenantId: 1, accountId: 1, postId: 1 },
      overAllTenants('the sweeper serves the whole installation'),
    )
    .limit(500)
    .lean<{ tenantId: string; accountId: string; postId: string }[]>();
  const distinct = new Map(found.map((post) => [`${post.accountId} ${post.postId}`, post]));
  return [...distinct.values()].slice(0, 100);
}

/** Items that wait for one of these citizens to write again. */
export function itemsWaitingFor(
  db: Db,
  key: { tenantId: string; accountIds: readonly string[]; authorIds: readonly string[] },
  session: ClientSession,
): Promise<Item[]> {
  if (key.authorIds.length === 0) return Promise.resolve([]);
  return Items(db)
    .find(
      {
        tenantId: key.tenantId,
        accountId: { $in: [...key.accountIds] },
        'author.id': { $in: [...key.authorIds] },
        status: 'waiting',
      },
      null,
      { session },
    )
    .lean<Item[]>();
}
