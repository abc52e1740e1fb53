/** Of an author only this municipality's own decisions are shown, with date and reason, and not for ever (rule 12). */

import { DAY_MS } from '../deadlines/civil.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import type { RemovalReason } from '../moderation/removal.ts';
import type { Item } from './item.ts';
import { Items, scopeFilter } from './items.store.ts';

/** A decision is no longer shown beside its author's other comments. */
const SHOWN_DAYS = 180;
const MOST = 10;

export interface EarlierDecision {
  readonly itemId: string;
  readonly reason: RemovalReason;
  /** Since when the comment is out of the public's sight. Epoch ms. */
  readonly at: number;
}

/**
 * Removals on the same account that a person asked for or stands behind, that were carried out, and that stand: newest
 * first. What failed, was undone or was restored is no decision on anybody.
 */
export async function decisionsOnAuthor(
  db: Db,
  scope: Scope,
  author: {
    readonly accountId: string;
    readonly authorId: string;
    readonly exceptItem: string;
    readonly now: Date;
  },
): Promise<EarlierDecision[]> {
  const since = author.now.getTime() - SHOWN_DAYS * DAY_MS;
  const items = await Items(db)
    .find(
      {
        tenantId: scope.tenantId,
        ...scopeFilter(scope, author.accountId),
        'author.id': author.authorId,
        _id: { $ne: author.exceptItem },
        'removal.knownAt': { $gte: since },
        'removal.keptAt': null,
        visibility: { $in: ['hidden', 'removed'] },
        $or: [{ 'removal.axis': { $ne: null } }, { personDecided: true }],
      },
      { removal: 1 },
    )
    .sort({ 'removal.knownAt': -1 })
    .limit(MOST)
    .lean<Pick<Item, '_id' | 'removal'>[]>();
  return items.flatMap(({ _id: itemId, removal }) => {
    const at = removal?.hiddenAt ?? removal?.removedAt ?? null;
    // What its author took away, or somebody on the platform, is no decision of this municipality.
    const isOurs = removal?.removedBy === 'us' || removal?.hiddenBy === 'us' || removal?.axis != null;
    return removal?.reason && at !== null && isOurs ? [{ itemId, reason: removal.reason, at }] : [];
  });
}
