/** A comment that is hidden, shown again or gone. Author, text and creation time are never touched. */
import type { Account } from '../accounts/account.ts';
import { isOpen } from '../actions/action.ts';
import { stopDeadline } from '../deadlines/life.ts';
import type { Deadline } from '../deadlines/state.ts';
import type { RemovedBy } from '../moderation/removal.ts';
import type { Comment } from './comment.ts';
import type { VisibilityChange } from './comment-change.ts';
import type { NewEvent } from './event.ts';
import { type IngestContext, type Ingested, onClock } from './ingest-context.ts';
import type { Item } from './item.ts';

/** Whom the platform names beside a removal; nobody it names is anybody it might have been. */
function removerOf({ removedBy, author }: Comment, account: Pick<Account, 'externalId'>): RemovedBy {
  if (removedBy === undefined) return 'unknown';
  if (removedBy === account.externalId) return 'page';
  return removedBy === author?.id ? 'author' : 'unknown';
}

/** What a comment's visibility says of its item when that is made. */
export function visibilityEvent(
  comment: Comment,
  { deliveryId, account }: Pick<IngestContext, 'deliveryId' | 'account'>,
): NewEvent[] {
  const { visibility, removedAt, visibilityAt } = comment;
  const at = (time: Date | null) => (time === null ? {} : { at: time.toISOString() });
  if (visibility === 'removed') {
    const data = { deliveryId, ...at(removedAt), by: removerOf(comment, account) };
    return [{ type: 'comment.removed', data }];
  }
  return visibility === 'hidden'
    ? [{ type: 'comment.hidden', data: { deliveryId, ...at(visibilityAt) } }]
    : [];
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
    return { item, newEvents: [...visibilityEvent(comment, context), ...closing] };
  }
  if (item.visibility === comment.visibility) return { item, newEvents: [] };
  if (change.type === 'hidden') return { item, newEvents: visibilityEvent(comment, context) };
  return { item, newEvents: [{ type: 'comment.unhidden', data: { deliveryId: context.deliveryId } }] };
}
