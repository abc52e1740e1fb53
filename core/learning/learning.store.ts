/** What the retraining reads: items that were corrected or finished, with what is needed to label their texts. */
import type { Comment, Revision } from '../inbox/comment.ts';
import { Comments } from '../inbox/comments.store.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { allRevisions } from '../inbox/revisions.store.ts';
import type { Db } from '../kernel/db.ts';
import { FLAGGED_LEVELS } from '../moderation/verdict.ts';

const FIELDS = {
  tenantId: 1,
  text: 1,
  author: 1,
  revision: 1,
  corrections: 1,
  verdicts: 1,
  status: 1,
  handling: 1,
  removal: 1,
  publishedAt: 1,
} as const;

export type LearnedItem = Pick<Item, '_id' | Exclude<keyof typeof FIELDS, 'tenantId'>>;

export interface LearningQuery {
  readonly tenantId: string;
  /** Published from here on. */
  readonly from: Date;
  readonly limit: number;
}

/** What may not be kept may not be learned from either: suspected child sexual abuse material leaves no trace. */
const KEPT = {
  recordsOutcome: { $ne: 'no-capture' as const },
  'removal.reason': { $ne: 'csam' as const },
  'media.looks.state': { $ne: 'blocked' as const },
};

/** Newest first. */
export function correctedItems(db: Db, { tenantId, from, limit }: LearningQuery): Promise<LearnedItem[]> {
  return Items(db)
    .find({ tenantId, publishedAt: { $gte: from }, ...KEPT, 'corrections.0': { $exists: true } }, FIELDS)
    .sort({ publishedAt: -1, _id: 1 })
    .limit(limit)
    .lean<LearnedItem[]>();
}

/** Closed by a person or key and never corrected; with a finding or without one. Newest first. */
export function finishedItems(
  db: Db,
  { tenantId, from, limit, found }: LearningQuery & { readonly found: boolean },
): Promise<LearnedItem[]> {
  const finding = { verdicts: { $elemMatch: { level: { $in: FLAGGED_LEVELS } } } };
  return Items(db)
    .find(
      {
        tenantId,
        publishedAt: { $gte: from },
        ...KEPT,
        status: 'closed',
        'handling.solver': { $type: 'string' },
        'corrections.0': { $exists: false },
        ...(found ? finding : { $nor: [finding] }),
      },
      FIELDS,
    )
    .sort({ publishedAt: -1, _id: 1 })
    .limit(limit)
    .lean<LearnedItem[]>();
}

/** All revisions of these comments' texts, in the order they came. */
export async function revisionsOf(
  db: Db,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<ReadonlyMap<string, readonly Revision[]>> {
  const comments = await Comments(db)
    .find({ tenantId, _id: { $in: [...ids] } }, { revisions: 1, moved: 1 })
    .lean<Pick<Comment, '_id' | 'revisions' | 'moved'>[]>();
  return allRevisions(db, tenantId, comments);
}
