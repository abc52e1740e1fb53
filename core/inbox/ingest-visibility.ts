/** A comment that is hidden, shown again or gone. Author, text and creation time are never touched. */
import { isOpen } from '../actions/action.ts';
import type { Removed, VisibilityChanged } from '../actions/connector.ts';
import { stopDeadline } from '../deadlines/life.ts';
import type { Deadline } from '../deadlines/state.ts';
import type { Comment } from './comment.ts';
import type { NewEvent } from './event.ts';
import { blank, type IngestContext, type Ingested, type Known, timeOf, unchanged } from './ingest-context.ts';
import type { Item } from './item.ts';

/** What a comment's visibility says of its item when that is made. */
export function visibilityEvent(comment: Comment, deliveryId: string): NewEvent[] {
  if (comment.visibility === 'removed') return [{ type: 'comment.removed', data: { deliveryId } }];
  return comment.visibility === 'hidden' ? [{ type: 'comment.hidden', data: { deliveryId } }] : [];
}

/** A comment that is gone from the platform needs no answer; its records outcome is still to be decided. */
export function closedByRemoval(deadline: Deadline, at: Date, context: IngestContext): NewEvent[] {
  const stopped = stopDeadline(deadline, { reason: 'removed', at: at.getTime() }, context.clock);
  return [
    { type: 'deadline.stopped', data: { reason: 'removed-on-platform', deadline: stopped } },
    { type: 'item.closed', data: { reason: 'removed-on-platform' } },
  ];
}

/** The platform tells of a removal of ours: what became of the clock is the removal's own affair. */
function isOwnRemoval(item: Item): boolean {
  return (
    item.visibility === 'removed' ||
    item.actions.some(({ type, state }) => type === 'delete' && isOpen(state))
  );
}

/** remove, hide and unhide. After a removal nothing changes any more; an older hide never undoes a newer unhide. */
export function applyVisibility(
  known: Known,
  change: Removed | VisibilityChanged,
  context: IngestContext,
): Ingested {
  const before = known.comment ?? blank(change, context);
  const at = timeOf(change, context);
  const { item } = known;
  if (before.visibility === 'removed') return unchanged({ comment: before, item });
  if (change.type === 'removed') {
    const comment: Comment = { ...before, visibility: 'removed', removedAt: at, visibilityAt: at };
    if (item === null) return unchanged({ comment, item });
    const closing =
      item.status === 'closed' || isOwnRemoval(item) ? [] : closedByRemoval(item.deadline, at, context);
    return { comment, item, newEvents: [...visibilityEvent(comment, context.deliveryId), ...closing] };
  }
  if (before.visibilityAt !== null && before.visibilityAt > at) return unchanged({ comment: before, item });
  const visibility = change.type === 'hidden' ? 'hidden' : 'public';
  const comment: Comment = { ...before, visibility, visibilityAt: at };
  if (item === null || item.visibility === visibility) return unchanged({ comment, item });
  const type = change.type === 'hidden' ? 'comment.hidden' : 'comment.unhidden';
  return { comment, item, newEvents: [{ type, data: { deliveryId: context.deliveryId } }] };
}
