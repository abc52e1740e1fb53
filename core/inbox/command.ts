/** What a moderator's request does: pure, from item and request to new events and, for what goes out, a stored row. */

import type { Account } from '../accounts/account.ts';
import { type Action, type ActionType, isOutward, type Removal, UNDOABLE } from '../actions/action.ts';
import type { ActionRequest } from '../actions/actions.contract.ts';
import { seenText } from '../actions/seen-text.ts';
import { DAY_MS } from '../deadlines/civil.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import { checkAlsoCloses, confirmHide, countItem, waitForCitizen } from '../deadlines/clock-commands.ts';
import { reopenDeadline, stopDeadline } from '../deadlines/life.ts';
import { gravestIn } from '../images/image-verdicts.ts';
import { commentGone, invalid } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';
import { needsConsent, refuted, waitingForConsent } from '../moderation/disinformation.ts';
import { axesFor } from '../moderation/removal.ts';
import type { NewEvent } from './event.ts';
import { closedByRemoval } from './ingest-visibility.ts';
import type { Item } from './item.ts';
import { offeredOn } from './offered.ts';
import { register } from './register-command.ts';
import { type Typed, tagged, typedIn } from './typed-by-person.ts';

export interface CommandContext {
  readonly account: Account;
  readonly actor: Actor;
  readonly now: Date;
  readonly undoMs: number;
  readonly clock: WorkingClock;
  /** The house rules in force: a removal cites them. */
  readonly rulesVersion: number | null;
  readonly actionId: string;
  readonly noteId: string;
  /** The items that a reply is to close with it, as the store has them. */
  readonly others?: readonly Item[];
}

export interface Commanded {
  readonly newEvents: readonly NewEvent[];
  /** What the person typed, for the item alone. */
  readonly typed?: Typed | undefined;
  /** A row for the worker, or the finished row of something done at once. */
  readonly action: Action;
}

type Of<T extends ActionType> = Extract<ActionRequest, { type: T }>;
type RemovalRequest = Of<'hide' | 'delete' | 'ban'>;

type Reasoned = Pick<RemovalRequest, 'reason' | 'axis' | 'note' | 'claim'>;

function removalOf(request: Reasoned, context: CommandContext): Removal {
  const { reason, axis, note } = request;
  if (!axesFor(reason).includes(axis)) throw invalid(`The reason ${reason} cannot rest on ${axis}.`);
  if (context.rulesVersion === null) throw invalid('The account has no house rules that a removal can cite.');
  const claim = refuted(reason, request.claim);
  return {
    reason,
    axis,
    rulesVersion: context.rulesVersion,
    note: note || null,
    ...(claim === null ? {} : { claim }),
  };
}

function checkPossible(item: Item, type: ActionType, account: Account): void {
  const capability = type === 'unhide' ? 'hide' : type;
  const possible: Readonly<Record<string, boolean | undefined>> = {
    ...offeredOn(item.kind, account.capabilities),
  };
  if (isOutward(type) && possible[capability] !== true) throw invalid(`The platform offers no ${type} here.`);
  if (isOutward(type) && type !== 'ban' && item.visibility === 'removed') throw commentGone();
  if (type === 'hide' && item.visibility === 'hidden') throw invalid('The comment is hidden already.');
  if (type === 'unhide' && item.visibility === 'public') throw invalid('The comment is not hidden.');
}

/** What a request takes from the public's sight, or stands behind the hide of, and why. */
function removalIn(request: ActionRequest, context: CommandContext): Removal | null {
  if (isRemoval(request)) return removalOf(request, context);
  if (request.type !== 'confirm' || !needsConsent({ reason: request.reason })) return null;
  return removalOf(
    { reason: 'disinformation', axis: request.axis ?? 'houseRule', claim: request.claim },
    context,
  );
}

function isRemoval(request: ActionRequest): request is RemovalRequest {
  return request.type === 'hide' || request.type === 'delete' || request.type === 'ban';
}

function outward(request: ActionRequest, context: CommandContext): NewEvent[] {
  const { type } = request;
  const removal = removalIn(request, context);
  const cited = removal && { reason: removal.reason, axis: removal.axis, rulesVersion: removal.rulesVersion };
  const requested: NewEvent = {
    type: 'action.requested',
    data: { actionId: context.actionId, type, ...cited },
  };
  if (!needsConsent(removal)) return [requested];
  return waitingForConsent(requested, { _id: context.actionId, type });
}

function close(item: Item, request: Of<'close'>, { now, clock, noteId }: CommandContext): NewEvent[] {
  if (item.status === 'closed') throw invalid('The item is closed already.');
  const noted = request.note === undefined ? {} : { noteId };
  if (request.reason === 'answered-elsewhere' && request.note === undefined)
    throw invalid('Say in a sentence how and when it was answered.');
  const reason = request.reason.startsWith('answered') ? 'answered' : 'closed';
  const deadline = stopDeadline(item.deadline, { reason, at: now.getTime() }, clock);
  return [
    { type: 'item.closed', data: { reason: request.reason, ...noted } },
    ...(deadline === item.deadline
      ? []
      : [{ type: 'deadline.stopped' as const, data: { reason: request.reason, deadline } }]),
  ];
}

function reopen(item: Item, { now, clock }: CommandContext): NewEvent[] {
  if (item.status === 'open') throw invalid('The item is open already.');
  // A clock would run for an answer that nobody can be given. What is decided of it as a record needs no open item.
  if (item.visibility === 'removed') throw commentGone();
  const deadline = reopenDeadline(item.deadline, now.getTime(), clock);
  return [
    { type: 'item.reopened', data: { reason: 'person' } },
    ...(deadline === item.deadline
      ? []
      : [{ type: 'deadline.resumed' as const, data: { reason: 'reopened', deadline } }]),
  ];
}

function correct(item: Item, request: Of<'correct'>): NewEvent[] {
  const { category, as, other } = request;
  if (as === 'other' && (other === undefined || other === category))
    throw invalid('Name the other category.');
  if (as === 'withdrawn' && !item.corrections.some((correction) => correction.category === category))
    throw invalid('There is no correction of this category to take back.');
  const verdict = gravestIn(item.verdicts, category);
  const judged = { revision: item.revision, score: verdict?.score ?? null, level: verdict?.level ?? null };
  const replaced = as === 'other' ? (other ?? null) : null;
  const data = { category, as, other: replaced, classifier: item.classifier ?? 'none', judged };
  return [{ type: 'verdict.corrected', data }];
}

const LONGEST_SNOOZE_MS = 366 * DAY_MS;

function snooze(item: Item, request: Of<'snooze'>, now: Date): NewEvent[] {
  if (item.status === 'closed') throw invalid('The item is closed: reopen it first.');
  // It would wake open, with a clock that stands still.
  if (item.status === 'waiting') throw invalid('The item waits for the citizen: reopen it first.');
  const until = new Date(request.until);
  if (until <= now) throw invalid('Choose a time in the future.');
  if (until.getTime() > now.getTime() + LONGEST_SNOOZE_MS) throw invalid('Choose a time within a year.');
  return [{ type: 'item.snoozed', data: { until: until.toISOString() } }];
}

function newEventsOf(item: Item, request: ActionRequest, context: CommandContext): NewEvent[] {
  switch (request.type) {
    case 'close':
      return close(item, request, context);
    case 'reopen':
      return reopen(item, context);
    case 'assign':
      return [{ type: 'item.assigned', data: { to: request.to } }];
    case 'snooze':
      return snooze(item, request, context.now);
    case 'tag':
      return [{ type: 'item.tagged', data: tagged(request.tag) }];
    case 'note':
      return [{ type: 'item.noted', data: { noteId: context.noteId } }];
    case 'register':
      return register(item, request);
    case 'correct':
      return correct(item, request);
    case 'wait':
      return waitForCitizen(item, context);
    case 'confirm': {
      // Of disinformation it is said now whether it can be confirmed, and done when a second person agrees.
      const confirmed = confirmHide(item, request, context);
      return needsConsent({ reason: request.reason }) ? outward(request, context) : confirmed;
    }
    case 'count':
      return countItem(item, request.counts, context.clock);
    case 'reply':
      checkAlsoCloses(item, context.others ?? [], request.alsoCloses ?? []);
      return outward(request, context);
    default:
      return outward(request, context);
  }
}

/** With the revisions that the person saw of each. */
function alsoClosing(alsoCloses: readonly string[], others: readonly Item[]) {
  const revisions = new Map(others.map(({ _id, revision }) => [_id, revision]));
  const untold = others.filter(({ newText }) => newText != null).map(({ _id }) => _id);
  return {
    alsoCloses,
    alsoRevisions: alsoCloses.map((id) => revisions.get(id) ?? 0),
    ...(untold.length > 0 ? { alsoUntold: untold } : {}),
  };
}

/** Throws 422 with words for the person when the request makes no sense for the item as it stands. */
export function command(item: Item, request: ActionRequest, context: CommandContext): Commanded {
  const { type } = request;
  checkPossible(item, type, context.account);
  const newEvents = newEventsOf(item, request, context);
  const waits = UNDOABLE.has(type) ? context.undoMs : 0;
  const goesOut = isOutward(type);
  const removal = removalIn(request, context);
  const held = needsConsent(removal);
  return {
    newEvents,
    typed: typedIn(item, request),
    action: {
      _id: context.actionId,
      tenantId: item.tenantId,
      accountId: item.accountId,
      itemId: item._id,
      type,
      state: held ? 'blocked' : goesOut ? 'pending' : 'done',
      actor: context.actor,
      createdAt: context.now,
      notBefore: new Date(context.now.getTime() + waits),
      finishedAt: goesOut || held ? null : context.now,
      text: type === 'reply' ? request.text : null,
      removal,
      ...(goesOut || held ? seenText(item) : {}),
      ...('answerOwed' in request && request.answerOwed ? { answerOwed: true } : {}),
      ...('alsoCloses' in request && request.alsoCloses !== undefined
        ? alsoClosing(request.alsoCloses, context.others ?? [])
        : {}),
      captureId: null,
      remoteId: null,
      cause: held ? 'second-person' : null,
      attempts: 0,
      sentAt: null,
      lease: null,
    },
  };
}

/** What follows for item and clock when an outward action has come to its end. */
export function finishAction(
  item: Item,
  action: Action,
  end: Pick<Action, 'state' | 'cause' | 'remoteId'> & {
    at: Date;
    now: Date;
    clock: WorkingClock;
    /** When the platform told that the comment was removed, if it has. */
    goneAt: Date | null;
  },
): NewEvent[] {
  const { state, cause, remoteId, at, now, clock } = end;
  const { type, _id: actionId } = action;
  const finished: NewEvent = {
    type: 'action.finished',
    data: { actionId, type, state, cause, remoteId, at: state === 'done' ? at.toISOString() : null },
  };
  if (state !== 'done') return [finished, ...closedSinceGone(item, type, end)];
  if (type === 'unhide')
    return [finished, ...(item.status === 'closed' ? reopenAfterUnhide(item, now, clock) : [])];
  const stops = type === 'reply' ? 'answered' : type === 'hide' || type === 'delete' ? 'removed' : null;
  // A removal by the machine keeps its clock until a person has confirmed it (deadlines.md).
  const runsOn = stops === 'removed' && (action.actor.kind === 'machine' || action.answerOwed === true);
  if (stops === null || runsOn) return [finished];
  const deadline = stopDeadline(item.deadline, { reason: stops, at: at.getTime() }, clock);
  return [
    finished,
    ...(deadline === item.deadline
      ? []
      : [{ type: 'deadline.stopped' as const, data: { reason: stops, deadline } }]),
    ...(item.status === 'closed' ? [] : [{ type: 'item.closed' as const, data: { reason: stops } }]),
  ] as NewEvent[];
}

/** The platform told of a removal while ours was under way, which was to close the item and now does not. */
function closedSinceGone(
  item: Item,
  type: ActionType,
  { goneAt, now, clock }: { goneAt: Date | null; now: Date; clock: WorkingClock },
): NewEvent[] {
  if (type !== 'delete' || item.visibility !== 'removed' || item.status === 'closed') return [];
  return closedByRemoval(item.deadline, goneAt ?? now, { clock, now });
}

function reopenAfterUnhide(item: Item, now: Date, clock: WorkingClock): NewEvent[] {
  if (item.closeReason !== 'removed') return [];
  const deadline = reopenDeadline(item.deadline, now.getTime(), clock);
  return [
    { type: 'item.reopened', data: { reason: 'unhidden' } },
    { type: 'deadline.resumed', data: { reason: 'unhidden', deadline } },
  ];
}
