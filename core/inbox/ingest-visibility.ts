/** A comment that is hidden, shown again or gone. Author, text and creation time are never touched. */
import { isOpen } from '../actions/action.ts';
import { stopDeadline } from '../deadlines/life.ts';
import type { Deadline } from '../deadlines/state.ts';
import type { Comment } from './comment.ts';
import type { VisibilityChange } from './comment-change.ts';
import type { NewEvent } from './event.ts';
import { type IngestContext, type Ingested, onClock } from './ingest-context.ts';
import type { Item } from './item.ts';

/** What a comment's visibility says of its item when that is made. */
export function visibilityEvent(comment: Comment, deliveryId: string): NewEvent[] {
  if (comment.visibility === 'removed') return [{ type: 'comment.removed', data: { deliveryId } }];
  return comment.visibility === 'hidden' ? [{ type: 'comment.hidden', data: { deliveryId } }] : [];
}

/** A comment that is gone from the platform needs no answer; its records outcome is still to be decided. */
export function closedByRemoval(
  deadline: Deadline,
  at: Date,
  context: Pick<IngestContext, 'clock' | 'now'>,
): NewEvent[] {
  const stopped = stopDeadline(deadline, { reason: 'removed', at: onClock(at, context) }, context.clock);
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

/** remove, hide and unhide, as far as the comment itself has changed by it. */
export function applyVisibility(
  item: Item | null,
  { before, comment, change, at }: VisibilityChange,
  context: IngestContext,
): Ingested {
  if (item === null || comment === before) return { item, newEvents: [] };
  if (change.type === 'removed') {
    const closing =
      item.status === 'closed' || isOwnRemoval(item) ? [] : closedByRemoval(item.deadline, at, context);
    return { item, newEvents: [...visibilityEvent(comment, context.deliveryId), ...closing] };
  }
  if (item.visibility === comment.visibility) return { item, newEvents: [] };
  const type = change.type === 'hidden' ? 'comment.hidden' : 'comment.unhidden';
  return { item, newEvents: [{ type, data: { deliveryId: context.deliveryId } }] };
}
