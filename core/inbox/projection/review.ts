/** Where the item stands in the moderators' work: status, visibility, actions, records, and what persons set on it. */
import type { EventData, ModerationEvent } from '../event.ts';
import type { Item, ItemAction, ItemCapture } from '../item.ts';

const ACTIONS_KEPT = 20;

function withAction(item: Item, action: ItemAction): Pick<Item, 'actions'> {
  const others = item.actions.filter(({ id }) => id !== action.id);
  return { actions: [...others, action].slice(-ACTIONS_KEPT) };
}

function finished(item: Item, data: EventData['action.finished']): Partial<Item> {
  const action = withAction(item, {
    id: data.actionId,
    type: data.type,
    state: data.state,
    cause: data.cause,
  });
  if (data.state !== 'done') return action;
  // What is gone stays gone, whatever was done to it meanwhile.
  const isGone = item.visibility === 'removed';
  if (data.type === 'hide') return isGone ? action : { ...action, visibility: 'hidden' };
  if (data.type === 'unhide') return isGone ? action : { ...action, visibility: 'public' };
  if (data.type === 'delete') return { ...action, visibility: 'removed' };
  return action;
}

/** Names every type: one that is added does not compile until somebody has said here what becomes of it. */
export function reduceReview(item: Item, event: ModerationEvent): Partial<Item> {
  switch (event.type) {
    case 'comment.removed':
      return { visibility: 'removed' };
    case 'comment.hidden':
      return { visibility: 'hidden' };
    case 'comment.unhidden':
      return { visibility: 'public' };
    case 'comment.edited-untold':
      return { newText: 'awaited' };
    case 'comment.text-fetched':
    case 'comment.edited':
      // Most items never wait for a text, and say nothing of it.
      return item.newText ? { newText: null } : {};
    case 'comment.text-not-fetched':
      return { newText: 'not-delivered' };
    case 'context.fetched':
      return { context: 'fetched', contextCause: null };
    case 'context.failed':
      return { context: 'failed', contextCause: event.data.cause };
    case 'action.requested': {
      const { actionId: id, type } = event.data;
      return withAction(item, { id, type, state: 'pending', cause: null });
    }
    case 'action.finished':
      return finished(item, event.data);
    case 'capture.sealed': {
      const { captureId: id, manifestSha256, picture: state } = event.data;
      const picture = state === undefined ? {} : { picture: { state, cause: null } };
      return { captures: [...item.captures, { id, state: 'sealed', manifestSha256, ...picture }] };
    }
    case 'capture.picture': {
      const { captureId, state, cause } = event.data;
      const pictured = (capture: ItemCapture): ItemCapture =>
        capture.id === captureId ? { ...capture, picture: { state, cause } } : capture;
      return { captures: item.captures.map(pictured) };
    }
    case 'item.closed':
      return { status: 'closed', closeReason: event.data.reason, snoozedUntil: null };
    case 'item.reopened':
      return { status: 'open', closeReason: null, snoozedUntil: null };
    case 'item.waiting':
      return { status: 'waiting', snoozedUntil: null };
    case 'item.assigned':
      return { assignee: event.data.to };
    case 'item.snoozed':
      return { status: 'snoozed', snoozedUntil: new Date(event.data.until) };
    case 'item.seen':
      return { firstSeenAt: item.firstSeenAt ?? event.at };
    case 'records.decided':
      return { recordsOutcome: event.data.outcome };
    // Another reducer's.
    case 'comment.received':
    case 'media.judged':
    case 'deadline.started':
    case 'deadline.stopped':
    case 'deadline.resumed':
    case 'deadline.paused':
    case 'deadline.recomputed':
    case 'deadline.counted':
    case 'deadline.warned':
    case 'deadline.breached':
    case 'second-opinion.given':
    case 'second-opinion.failed':
    case 'verdict.corrected':
    case 'removal.confirmed':
    case 'hand-over.requested':
    case 'hand-over.changed':
      return {};
    // They stand in the item's line, and change nothing of it.
    case 'comment.older-revision':
    case 'comment.enriched':
    case 'comment.answered':
    case 'classification.failed':
    case 'item.tagged':
    case 'item.noted':
    case 'item.note-withdrawn':
    case 'item.revealed':
    case 'capture.exported':
    case 'deadline.explained':
    case 'removal.consented':
    case 'removal.without-picture':
    case 'capture.failed':
      return {};
  }
}
