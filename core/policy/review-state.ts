/**
 * Events -> item: the only place where what happened becomes what stands. Pure; folding all events of an item over
 * its content gives the item as stored, and a test does so.
 */

import type { Deadline } from '../domain/deadline/state.ts';
import type { AlarmFacts, EventData, Happening, ModerationEvent } from '../domain/event.ts';
import type { Item, ItemAction } from '../domain/item.ts';
import type { SecondOpinion } from '../domain/second-opinion.ts';
import { handlingAfter } from './handling.ts';
import { trackRemoval } from './removal-track.ts';

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
  if (data.type === 'hide') return { ...action, visibility: 'hidden' };
  if (data.type === 'unhide') return { ...action, visibility: 'public' };
  if (data.type === 'delete') return { ...action, visibility: 'removed' };
  return action;
}

/** It draws attention and does nothing else: the item sorts as flagged, verdicts and decision stay ours. */
function withOpinion(item: Item, secondOpinion: SecondOpinion): Partial<Item> {
  const raised = secondOpinion.categories.length > 0;
  return { secondOpinion, severity: raised ? Math.max(item.severity, 1) : item.severity };
}

function alarmed(deadline: Deadline, { level, nextAlarmAt }: AlarmFacts): Deadline {
  return { ...deadline, alarmsRaised: [...deadline.alarmsRaised, level], nextAlarmAt };
}

function changes(item: Item, { type, data }: Happening, at: Date): Partial<Item> {
  switch (type) {
    case 'comment.received':
    case 'comment.edited':
    case 'comment.older-revision':
    case 'comment.enriched':
    case 'comment.answered':
    case 'classification.failed':
    case 'item.noted':
    case 'deadline.explained':
    case 'removal.confirmed':
      return {};
    case 'comment.removed':
      return { visibility: 'removed' };
    case 'comment.hidden':
      return { visibility: 'hidden' };
    case 'comment.unhidden':
      return { visibility: 'public' };
    case 'context.fetched':
      return { context: 'fetched', contextCause: null };
    case 'context.failed':
      return { context: 'failed', contextCause: data.cause };
    case 'deadline.started':
    case 'deadline.stopped':
    case 'deadline.resumed':
    case 'deadline.paused':
    case 'deadline.recomputed':
    case 'deadline.counted':
      return { deadline: data.deadline };
    case 'deadline.warned':
    case 'deadline.breached':
      return { deadline: alarmed(item.deadline, data) };
    case 'action.requested':
      return withAction(item, { id: data.actionId, type: data.type, state: 'pending', cause: null });
    case 'action.finished':
      return finished(item, data);
    case 'capture.sealed':
      return {
        captures: [
          ...item.captures,
          { id: data.captureId, state: 'sealed', manifestSha256: data.manifestSha256 },
        ],
      };
    case 'item.closed':
      return { status: 'closed', closeReason: data.reason, snoozedUntil: null };
    case 'item.reopened':
      return { status: 'open', closeReason: null, snoozedUntil: null };
    case 'item.waiting':
      return { status: 'waiting', snoozedUntil: null };
    case 'item.assigned':
      return { assignee: data.to };
    case 'item.snoozed':
      return { status: 'snoozed', snoozedUntil: new Date(data.until) };
    case 'item.tagged':
      return { tags: item.tags.includes(data.tag) ? item.tags : [...item.tags, data.tag] };
    case 'item.seen':
      return { firstSeenAt: item.firstSeenAt ?? at };
    case 'records.decided':
      return { recordsOutcome: data.outcome, recordsReference: data.reference };
    case 'second-opinion.given':
      return withOpinion(item, { ...data, state: 'given', cause: null, at });
    case 'second-opinion.failed':
      return withOpinion(item, { ...data, state: 'failed', categories: [], at });
    case 'verdict.corrected':
      return {
        corrections: [...item.corrections, { category: data.category, as: data.as, other: data.other }],
      };
  }
}

/**
 * What the machine adds without changing what a moderator decides on. It takes its place in the item's line but leaves
 * `version` alone: a post that was fetched, or a warning, must not make a person's answer stale.
 */
const QUIET: ReadonlySet<ModerationEvent['type']> = new Set<ModerationEvent['type']>([
  'context.fetched',
  'context.failed',
  'capture.sealed',
  'comment.enriched',
  'item.seen',
  'deadline.warned',
  'deadline.breached',
  'deadline.explained',
  'second-opinion.given',
  'second-opinion.failed',
]);

/** Alarms change nothing of what a list shows, since it follows the clock itself: no client need fetch the item anew. */
const UNSHOWN: ReadonlySet<ModerationEvent['type']> = new Set<ModerationEvent['type']>([
  'deadline.warned',
  'deadline.breached',
]);

/** The item after the event. */
export function applyEvent(item: Item, event: ModerationEvent): Item {
  const removal = trackRemoval(item, event);
  const handling = handlingAfter(item, event);
  return {
    ...item,
    ...changes(item, event as Happening, event.at),
    ...(removal && { removal }),
    ...(handling && { handling }),
    seq: event.seq,
    version: QUIET.has(event.type) ? item.version : item.version + 1,
    updatedAt: event.at > item.updatedAt && !UNSHOWN.has(event.type) ? event.at : item.updatedAt,
  };
}
