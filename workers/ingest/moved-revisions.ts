/** What stands beside a late text in time, of a comment whose older texts have rows of their own. */
import { type Comment, currentRevision } from '../../core/inbox/comment.ts';
import { isUpsert, timeOf } from '../../core/inbox/comment-change.ts';
import { revisionsBeside } from '../../core/inbox/revisions.store.ts';
import { type NumberedRevision, revisionOrder } from '../../core/inbox/revisions.ts';
import type { ClientSession, Db } from '../../core/kernel/db.ts';
import type { BatchChange } from './batch.ts';

export type MovedNeighbours = ReadonlyMap<string, readonly NumberedRevision[]>;

/** Where in time the change wants a place among the older ones; null: beside what the comment itself holds. */
function placeOf(read: BatchChange, comment: Comment | undefined): number | null {
  const { account, delivery, sentAt, change } = read;
  const current = comment?.moved && currentRevision(comment.revisions);
  if (!current || !isUpsert(change)) return null;
  const origin = { account, deliveryId: delivery._id, receivedAt: delivery.receivedAt, sentAt };
  const order = revisionOrder({ at: timeOf(change, origin), edited: change.type === 'edited' });
  return order < revisionOrder(current) ? order : null;
}

export async function movedNeighbours(
  db: Db,
  { changes, comments }: { changes: readonly BatchChange[]; comments: readonly Comment[] },
  session: ClientSession,
): Promise<MovedNeighbours> {
  const known = new Map(comments.map((comment) => [comment._id, comment]));
  const found = new Map<string, Map<number, NumberedRevision>>();
  for (const read of changes) {
    const comment = known.get(read.commentId);
    const order = placeOf(read, comment);
    if (comment === undefined || order === null) continue;
    const beside = await revisionsBeside(
      db,
      { tenantId: comment.tenantId, commentId: comment._id, order },
      session,
    );
    const of = found.get(comment._id) ?? new Map<number, NumberedRevision>();
    for (const revision of beside) of.set(revision.number, revision);
    found.set(comment._id, of);
  }
  return new Map([...found].map(([id, of]) => [id, [...of.values()].sort((a, b) => a.number - b.number)]));
}
