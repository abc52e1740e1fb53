import type { Db } from '../kernel/db.ts';
import { Comments } from './comments.store.ts';
import type { Vanished } from './vanished.ts';

/** Posts in one question. */
const AT_ONCE = 200;

/** The comments under these posts that stand by what we know, and that we knew before `before`. */
export async function standingUnder(
  db: Db,
  key: { tenantId: string; accountId: string; postIds: readonly string[]; before: Date },
): Promise<Vanished[]> {
  const { tenantId, accountId, postIds, before } = key;
  const standing: Vanished[] = [];
  for (let from = 0; from < postIds.length; from += AT_ONCE) {
    const found = await Comments(db)
      .find(
        {
          tenantId,
          accountId,
          postId: { $in: postIds.slice(from, from + AT_ONCE) },
          kind: 'comment',
          visibility: { $ne: 'removed' },
          firstFetchedAt: { $lt: before },
        },
        { _id: 0, kind: 1, externalId: 1, parentId: 1, postId: 1 },
      )
      .lean<Vanished[]>();
    standing.push(...found);
  }
  return standing;
}
