/** What a person asks of the clock itself: wait for the citizen, confirm a hide, count or do not count. Pure. */

import type { NewEvent } from '../inbox/event.ts';
import { waitsForJudgement } from '../inbox/ingest-answers.ts';
import type { Item } from '../inbox/item.ts';
import { invalid } from '../kernel/errors.ts';
import { type Axis, axesFor, type RemovalReason } from '../moderation/removal.ts';
import type { WorkingClock } from './clock.ts';
import { pauseDeadline, resumeDeadline, setCounted, stopDeadline } from './life.ts';
import { isOpen } from './state.ts';

/** When, by which clock. */
interface Moment {
  readonly now: Date;
  readonly clock: WorkingClock;
}

/** The clock pauses; an item without a running one waits all the same. */
export function waitForCitizen(item: Item, { now, clock }: Moment): NewEvent[] {
  if (item.status === 'closed') throw invalid('The item is closed: reopen it first.');
  if (item.status === 'waiting') throw invalid('The item waits already.');
  const deadline = pauseDeadline(item.deadline, now.getTime(), clock);
  return [
    { type: 'item.waiting', data: {} },
    ...(deadline === item.deadline
      ? []
      : [{ type: 'deadline.paused' as const, data: { reason: 'waiting', deadline } }]),
  ];
}

/** A machine's or the platform's hide stands: only now does the clock stop (docs/deadlines.md). */
export function confirmHide(
  item: Item,
  { reason, axis }: { readonly reason?: RemovalReason | undefined; readonly axis?: Axis | undefined },
  { now, clock }: Moment,
): NewEvent[] {
  if (reason !== undefined && (axis === undefined || !axesFor(reason).includes(axis)))
    throw invalid(`The reason ${reason} cannot rest on ${axis ?? 'nothing'}.`);
  if (item.visibility === 'public') throw invalid('The comment is not hidden.');
  if (item.status === 'closed') throw invalid('The item is closed already.');
  const deadline = stopDeadline(item.deadline, { reason: 'removed', at: now.getTime() }, clock);
  return [
    { type: 'removal.confirmed', data: reason === undefined || axis === undefined ? {} : { reason, axis } },
    ...(deadline === item.deadline
      ? []
      : [{ type: 'deadline.stopped' as const, data: { reason: 'removed', deadline } }]),
    { type: 'item.closed', data: { reason: 'removed' } },
  ];
}

export function countItem(item: Item, counts: boolean, clock: WorkingClock): NewEvent[] {
  const deadline = setCounted(item.deadline, counts, clock);
  if (deadline === item.deadline)
    throw invalid(
      deadline.startedAt === null
        ? 'The item has no clock.'
        : `The item ${counts ? 'counts' : 'is left out'} already.`,
    );
  const reason = counts ? 'counts' : 'left-out';
  return [{ type: 'deadline.counted', data: { reason, counts, deadline } }];
}

/** Whether what the author has now written belongs to the talk that a waiting item stands in. */
export function isSameTalk(
  waiting: Item,
  fresh: Pick<Item, 'accountId' | 'author' | 'postId' | 'kind'>,
): boolean {
  if (waiting.author === null || fresh.author?.id !== waiting.author.id) return false;
  if (waiting.accountId !== fresh.accountId) return false;
  if (waiting.kind === 'message' || fresh.kind === 'message') return waiting.kind === fresh.kind;
  return waiting.postId !== null && waiting.postId === fresh.postId;
}

/** The snooze is over. One that was closed or waited when it was snoozed, which was possible once, is so again. */
export function wake(item: Item): NewEvent[] {
  if (item.closeReason !== null) return [{ type: 'item.closed', data: { reason: item.closeReason } }];
  if (item.deadline.state === 'paused') return [{ type: 'item.waiting', data: {} }];
  return [{ type: 'item.reopened', data: { reason: 'snooze-over' } }];
}

/** Platforms tell whole seconds, and their clock may be behind ours. */
const CLOCK_TOLERANCE_MS = 60_000;

/** The citizen has written at `at`: the wait is over. What was written before the wait began does not end it. */
export function citizenReturned(item: Item, at: number, clock: WorkingClock): NewEvent[] {
  if (item.status !== 'waiting') return [];
  const { pausedAt } = item.deadline;
  if (pausedAt !== null && at < pausedAt - CLOCK_TOLERANCE_MS) return [];
  const deadline = resumeDeadline(item.deadline, at, clock);
  return [
    { type: 'item.reopened', data: { reason: 'citizen-returned' } },
    ...(deadline === item.deadline
      ? []
      : [{ type: 'deadline.resumed' as const, data: { reason: 'citizen-returned', deadline } }]),
  ];
}

/**
 * The comment was edited at `at`, and nobody can tell to what. That it can wait, or waits for its author, was said of
 * words that no longer stand: somebody must look. What is closed stays so, the item says that the new text did not come.
 */
export function wakeUnread(item: Item, at: number, clock: WorkingClock): NewEvent[] {
  if (item.status === 'waiting') return citizenReturned(item, at, clock);
  return item.status === 'snoozed' ? [{ type: 'item.reopened', data: { reason: 'edited' } }] : [];
}

/** The reply to another comment, and whether its person chose that it answers this one too, or the thread's rule says so. */
interface OtherReply {
  readonly itemId: string;
  /** The comment that it became; null where the platform gave no id. */
  readonly replyId: string | null;
  readonly at: number;
  readonly chosen: boolean;
}

/** The reply to another comment answers this one too. Empty: it is closed already. */
export function closedWith(item: Item, reply: OtherReply, clock: WorkingClock): NewEvent[] {
  const { itemId: answeredWith, replyId, at, chosen } = reply;
  if (item.status === 'closed') return [];
  const deadline = isOpen(item.deadline)
    ? stopDeadline(item.deadline, { reason: 'answered', at }, clock)
    : item.deadline;
  const stopped: NewEvent[] =
    deadline === item.deadline ? [] : [{ type: 'deadline.stopped', data: { reason: 'answered', deadline } }];
  const withReply = replyId === null ? {} : { replyId };
  if (chosen || !waitsForJudgement(item))
    return [...stopped, { type: 'item.closed', data: { reason: 'answered', answeredWith, ...withReply } }];
  if (stopped.length === 0 || replyId === null) return stopped;
  // As the webhook would have it: nobody has judged what it says.
  return [{ type: 'comment.answered', data: { replyId, withThread: true } }, ...stopped];
}

/** @throws 422 unless every one is an open item under the same post, or of the same private talk. */
export function checkAlsoCloses(item: Item, others: readonly Item[], wantedIds: readonly string[]): void {
  const fits = (other: Item) => other.status !== 'closed' && isSamePost(other, item);
  const known = new Set(others.filter(fits).map(({ _id }) => _id));
  if (wantedIds.includes(item._id) || wantedIds.some((id) => !known.has(id)))
    throw invalid('Only open items in the same thread can be closed with it.');
}

function isSamePost(other: Item, item: Item): boolean {
  if (other.kind === 'message' || item.kind === 'message') return isSameTalk(other, item);
  const post = ({ postId, externalId }: Item) => postId ?? externalId;
  return other.accountId === item.accountId && post(other) === post(item);
}
