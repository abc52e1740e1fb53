/**
 * Events -> item: the only place where what happened becomes what stands. Pure; folding all events of an item over
 * its content gives the item as stored, and a test does so.
 */

import type { Deadline } from '../../deadlines/state.ts';
import { decisionWithMedia, withImageVerdicts } from '../../images/image-verdicts.ts';
import { blockAll, type MediaReview, newMediaReview } from '../../images/media.ts';
import { afterCorrection } from '../../learning/correction.ts';
import type { SecondOpinion } from '../../second-opinion/second-opinion.ts';
import type { AlarmFacts, EventData, ModerationEvent, NewEvent } from '../event.ts';
import type { Item, ItemAction } from '../item.ts';
import { graveness } from '../item-content.ts';
import { handlingAfter } from './handling.ts';
import { machineHideAfter, personDecidedAfter } from './machine-track.ts';
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

const raises = ({ categories }: SecondOpinion): boolean => categories.length > 0;

/** It draws attention and does nothing else: the item sorts as flagged, verdicts and decision stay ours. */
const withOpinion = (item: Item, secondOpinion: SecondOpinion): Partial<Item> => ({
  secondOpinion,
  severity: raises(secondOpinion) ? Math.max(item.severity, 1) : item.severity,
});

function alarmed(deadline: Deadline, { level, nextAlarmAt }: AlarmFacts): Deadline {
  return { ...deadline, alarmsRaised: [...deadline.alarmsRaised, level], nextAlarmAt };
}

type By = Pick<ModerationEvent, 'actor' | 'at'>;

/** Null where an older event does not say. */
export function correctionOf(data: EventData['verdict.corrected'], { actor, at }: By) {
  const { category, as, other, classifier } = data;
  const { revision = null, score = null, level = null } = data.judged ?? {};
  return { category, as, other, by: actor, at, classifier, revision, score, level };
}

function scanned(item: Item, media: MediaReview | null, decided: Item['decision']): Partial<Item> {
  const decision = decisionWithMedia(decided, media);
  const verdicts = withImageVerdicts(item.verdicts, media);
  const { severity, abusive } = graveness({ verdicts, decision, media });
  const { secondOpinion: opinion } = item;
  const raised = opinion?.revision === item.revision && raises(opinion);
  return { media, verdicts, decision, severity: raised ? Math.max(severity, 1) : severity, abusive };
}

/** Looks at the pictures of an earlier revision no longer count; a suspicion stays, whatever is edited. */
function newReview(item: Item, revision: number): MediaReview | null {
  const fresh = newMediaReview(item.attachments, revision);
  const blocked = item.media?.looks.find(({ state }) => state === 'blocked');
  return fresh !== null && blocked ? blockAll(fresh, blocked.cause ?? 'report') : fresh;
}

/** A person says that it must not be kept: from now on nobody sees its pictures here. */
const withheld = (item: Item): Partial<Item> =>
  item.media ? scanned(item, blockAll(item.media, 'report'), item.decision) : {};

function changes(
  item: Item,
  { type, data }: NewEvent,
  by: Pick<ModerationEvent, 'actor' | 'at'>,
): Partial<Item> {
  switch (type) {
    case 'comment.received':
    case 'comment.edited':
      return scanned(item, newReview(item, data.revision), data.decision);
    case 'media.judged':
      return {
        ...scanned(item, { revision: data.revision, looks: data.looks }, data.decision),
        policyVersion: data.policy,
      };
    case 'comment.older-revision':
    case 'comment.enriched':
    case 'comment.answered':
    case 'classification.failed':
    case 'item.noted':
    case 'item.revealed':
    case 'deadline.explained':
    case 'removal.confirmed':
    case 'removal.consented':
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
      return {
        ...withAction(item, { id: data.actionId, type: data.type, state: 'pending', cause: null }),
        ...(data.reason === 'csam' && withheld(item)),
      };
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
      return { firstSeenAt: item.firstSeenAt ?? by.at };
    case 'second-opinion.given':
      return withOpinion(item, { ...data, state: 'given', cause: null, at: by.at });
    case 'second-opinion.failed':
      return withOpinion(item, { ...data, state: 'failed', categories: [], at: by.at });
    case 'records.decided':
      return {
        recordsOutcome: data.outcome,
        recordsReference: data.reference,
        ...(data.outcome === 'no-capture' && withheld(item)),
      };
    case 'verdict.corrected':
      return { corrections: afterCorrection(item.corrections, correctionOf(data, by)) };
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
  'media.judged',
  'item.seen',
  'item.revealed',
  'deadline.warned',
  'deadline.breached',
  'deadline.explained',
  'second-opinion.given',
  'second-opinion.failed',
]);

/** Alarms change nothing of what a list shows, since it follows the clock itself, nor does looking: no client need fetch the item anew. */
const UNSHOWN: ReadonlySet<ModerationEvent['type']> = new Set<ModerationEvent['type']>([
  'item.revealed',
  'deadline.warned',
  'deadline.breached',
]);

/** The item after the event. */
export function applyEvent(item: Item, event: ModerationEvent): Item {
  const removal = trackRemoval(item, event);
  const handling = handlingAfter(item, event);
  const machineHide = machineHideAfter(item, event);
  return {
    ...item,
    ...changes(item, event as NewEvent, event),
    ...(removal && { removal }),
    ...(handling && { handling }),
    ...(machineHide && { machineHide }),
    ...(personDecidedAfter(item, event) && { personDecided: true as const }),
    seq: event.seq,
    version: QUIET.has(event.type) ? item.version : item.version + 1,
    updatedAt: event.at > item.updatedAt && !UNSHOWN.has(event.type) ? event.at : item.updatedAt,
  };
}
