import type { Comment } from '../../core/inbox/comment.ts';
import { type CommentChange, mergeChange } from '../../core/inbox/comment-change.ts';
import type { WorkerDeps } from '../deps.ts';
import type { BatchChange, StartedPart } from './batch.ts';
import type { Known } from './load-known.ts';

/** A change as it was read, and what it makes of its comment. */
export interface MergedChange<Change = CommentChange> {
  readonly read: BatchChange;
  readonly change: Change;
}

/** One after the other, since a comment may be written, edited and removed in one batch. */
export function mergeComments(
  _deps: WorkerDeps,
  { part, known }: Pick<StartedPart, 'part'> & { readonly known: Known },
) {
  const comments = new Map<string, Comment>();
  for (const comment of [...known.around, ...known.comments]) comments.set(comment._id, comment);
  const withItem = new Set(known.items.map(({ _id }) => _id));
  const merged: MergedChange[] = [];
  for (const read of part.changes) {
    const { account, delivery, sentAt, commentId: id } = read;
    const origin = { account, deliveryId: delivery._id, receivedAt: delivery.receivedAt, sentAt };
    const moved = known.moved.get(id) ?? [];
    const before = { comment: comments.get(id) ?? null, hasItem: withItem.has(id), moved };
    const change = mergeChange(before, read.change, origin);
    comments.set(id, change.comment);
    if (change.kind === 'first-text') withItem.add(id);
    merged.push({ read, change });
  }
  return { merged };
}
