/** Texts of comments that were edited often, each in a row of its own. Never changed once written. */
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Comment, Revision } from './comment.ts';
import { type NumberedRevision, numbered, revisionOrder } from './revisions.ts';

interface RevisionRow extends NumberedRevision {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly commentId: string;
  /** {@link revisionOrder} */
  readonly order: number;
}

export const Revisions = collection<RevisionRow>(
  'revisions',
  {
    accountId: String,
    commentId: String,
    number: Number,
    order: Number,
    text: String,
    at: Date,
    receivedAt: Date,
    deliveryId: String,
    sha256: String,
    edited: Boolean,
    attachments: [Object],
    textLeftOut: Boolean,
  },
  [{ keys: { tenantId: 1, commentId: 1, order: 1, number: 1 } }],
);

type Key = Readonly<Pick<RevisionRow, 'tenantId' | 'commentId'>>;

export const rowsOf = (comment: Comment, moved: readonly NumberedRevision[]): RevisionRow[] =>
  moved.map((revision) => ({
    ...revision,
    _id: derivedId(comment._id, 'revision', String(revision.number)),
    tenantId: comment.tenantId,
    accountId: comment.accountId,
    commentId: comment._id,
    order: revisionOrder(revision),
  }));

export async function insertRevisions(
  db: Db,
  rows: readonly RevisionRow[],
  session: ClientSession,
): Promise<void> {
  if (rows.length > 0) await Revisions(db).insertMany([...rows], { session, lean: true });
}

function revisionOf(row: RevisionRow): NumberedRevision {
  const { _id, tenantId, accountId, commentId, order, ...revision } = row;
  return revision;
}

/** The rows beside this place in time, at most one on each side. */
export async function revisionsBeside(
  db: Db,
  { tenantId, commentId, order }: Key & { readonly order: number },
  session: ClientSession,
): Promise<NumberedRevision[]> {
  const beside = async (where: object, direction: 1 | -1) => {
    const row = await Revisions(db)
      .findOne({ tenantId, commentId, order: where }, null, { session })
      .sort({ order: direction, number: direction })
      .lean<RevisionRow>();
    return row === null ? [] : [revisionOf(row)];
  };
  // One after the other: a transaction's session carries one operation at a time.
  const before = await beside({ $lte: order }, -1);
  return [...before, ...(await beside({ $gt: order }, 1))];
}

/** Every text that these comments have had, in the order of arrival. */
export async function allRevisions(
  db: Db,
  tenantId: string,
  comments: readonly Pick<Comment, '_id' | 'revisions' | 'moved'>[],
): Promise<ReadonlyMap<string, readonly Revision[]>> {
  const ids = comments.flatMap(({ _id, moved }) => (moved ? [_id] : []));
  const rows =
    ids.length === 0
      ? []
      : await Revisions(db)
          .find({ tenantId, commentId: { $in: ids } })
          .lean<RevisionRow[]>();
  const byComment = Map.groupBy(rows, ({ commentId }) => commentId);
  return new Map(
    comments.map((comment) => {
      const moved = (byComment.get(comment._id) ?? []).map(revisionOf);
      const whole = [...moved, ...numbered(comment)].sort((a, b) => a.number - b.number);
      return [comment._id, moved.length === 0 ? comment.revisions : whole];
    }),
  );
}

/** The newest `limit` by the platform's clock of those that stand in rows, in any order. */
export async function newestMoved(
  db: Db,
  { tenantId, commentId, limit }: Key & { readonly limit: number },
): Promise<NumberedRevision[]> {
  const rows = await Revisions(db)
    .find({ tenantId, commentId })
    .sort({ order: -1, number: -1 })
    .limit(limit)
    .lean<RevisionRow[]>();
  return rows.map(revisionOf);
}
