/** Hop 6, second half: the classified changes applied one after the other to what the store knows. Pure. */
import type { Account } from '../../core/accounts/account.ts';
import { citizenReturned, isSameTalk } from '../../core/deadlines/clock-commands.ts';
import { isOpen } from '../../core/deadlines/state.ts';
import { applyNewEvents } from '../../core/inbox/apply-new-events.ts';
import type { InboxWrite } from '../../core/inbox/change-item.store.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import type { AssessedChange } from '../../core/inbox/comment-change.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import { answerEvents, ingestChange } from '../../core/inbox/ingest.ts';
import { type IngestContext, onClock } from '../../core/inbox/ingest-context.ts';
import type { Item } from '../../core/inbox/item.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { Actor } from '../../core/kernel/roles.ts';
import type { Assessment } from '../../core/moderation/assessment.ts';
import type { WorkerDeps } from '../deps.ts';
import type { StartedPart } from './batch.ts';
import { type Known, type OurReply, REPLY_SHOWN_WITHIN_MS } from './load-known.ts';
import type { MergedChange } from './merge-comments.ts';
import { WorkingCopy } from './working-copy.ts';

const PLATFORM: Actor = { kind: 'platform', id: 'webhook' };

/** An item whose text was classified in this batch, with the assessment that stands; a machine may act on it. */
export interface AssessedItem {
  readonly item: Item;
  readonly assessment: Assessment;
  readonly account: Account;
}

function record(
  copy: WorkingCopy,
  item: Item,
  { newEvents, at }: { readonly newEvents: readonly NewEvent[]; readonly at: Date },
): void {
  const applied = applyNewEvents(item, newEvents, { actor: PLATFORM, at });
  copy.putItem(applied.item, applied.events);
}

/** How far our clock may run ahead of the platform's, whose times are whole seconds besides. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Stock phrases recur: the words tell only of a reply whose id is not known yet, at the same post, minutes later. */
function hasItsWords(comment: Comment, { remoteId, postId, sentAt, ...reply }: OurReply): boolean {
  const first = comment.revisions[0];
  if (remoteId !== null || sentAt === null || first === undefined || first.text !== reply.text) return false;
  const after = first.at.getTime() - sentAt.getTime();
  return postId === comment.postId && after >= -CLOCK_TOLERANCE_MS && after <= REPLY_SHOWN_WITHIN_MS;
}

function isReplyOfOurs(comment: Comment, answered: string | null, ourReplies: readonly OurReply[]): boolean {
  return ourReplies.some(
    (reply) =>
      reply.accountId === comment.accountId &&
      reply.itemId !== answered &&
      (reply.remoteId === comment.externalId || hasItsWords(comment, reply)),
  );
}

/** An answer given outside the tool, seen by webhook. */
function applyAnswer(
  copy: WorkingCopy,
  { comment, ourReplies }: { readonly comment: Comment; readonly ourReplies: readonly OurReply[] },
  context: IngestContext,
): void {
  if (comment.parentId === null) return;
  const answered = commentId(comment.accountId, comment.parentId);
  const item = copy.item(answered);
  const at = comment.revisions[0]?.at;
  if (item === null || at === undefined) return;
  if (isReplyOfOurs(comment, answered, ourReplies)) return;
  // Our own reply, echoed by the platform, has stopped the clock already; an earlier answer of others counts instead.
  if (!isOpen(item.deadline) && isReplyOfOurs(comment, null, ourReplies)) return;
  const newEvents = answerEvents(item.deadline, { replyId: comment._id, at }, context).filter(
    ({ type }) => type !== 'item.closed' || item.status !== 'closed',
  );
  record(copy, item, { newEvents, at: context.now });
}

/** A new comment of the author in the same talk ends our waiting for them. */
function endWaits(copy: WorkingCopy, added: Item, context: IngestContext): void {
  for (const item of copy.allItems()) {
    if (item.status !== 'waiting' || item._id === added._id || !isSameTalk(item, added)) continue;
    const newEvents = citizenReturned(item, onClock(added.publishedAt, context), context.clock);
    record(copy, item, { newEvents, at: context.now });
  }
}

function applyChange(
  copy: WorkingCopy,
  { read, change }: MergedChange<AssessedChange>,
  fixed: Pick<IngestContext, 'clock' | 'now'> & Pick<Known, 'ourReplies'>,
): void {
  const { account, delivery, sentAt, commentId: id } = read;
  const { clock, now, ourReplies } = fixed;
  const asked = { accountId: account._id, externalId: change.comment.externalId };
  const answer = change.kind === 'first-text' ? copy.answerTo(asked) : null;
  const origin = { account, deliveryId: delivery._id, receivedAt: delivery.receivedAt, sentAt };
  const context: IngestContext = { ...origin, now, clock, answer };
  const before = copy.item(id);
  const { item, newEvents } = ingestChange(before, change, context);
  if (change.comment !== change.before) copy.putComment(change.comment);
  if (item !== null && (item !== before || newEvents.length > 0)) record(copy, item, { newEvents, at: now });
  if (change.comment.own && change.before === null)
    applyAnswer(copy, { comment: change.comment, ourReplies }, context);
  if (before === null && item !== null) endWaits(copy, item, context);
}

/** Somebody at the page itself has hidden it and shown it again: no machine knows better. */
const isShownAgain = ({ visibility, visibilityAt }: Comment): boolean =>
  visibility === 'public' && visibilityAt !== null;

/** Of each text the newest assessment, beside the item as the whole batch left it. */
function assessedItems(
  copy: WorkingCopy,
  classified: readonly MergedChange<AssessedChange>[],
): AssessedItem[] {
  const assessments = new Map<string, Omit<AssessedItem, 'item'>>();
  for (const { read, change } of classified)
    if ('assessment' in change)
      assessments.set(read.commentId, { assessment: change.assessment, account: read.account });
  return [...assessments].flatMap(([id, assessed]) => {
    const item = copy.item(id);
    const comment = copy.comment(id);
    return item === null || comment === null || isShownAgain(comment) ? [] : [{ item, ...assessed }];
  });
}

export function apply(
  deps: Pick<WorkerDeps, 'clockOf'>,
  state: Pick<StartedPart, 'now'> & {
    readonly known: Known;
    readonly classified: readonly MergedChange<AssessedChange>[];
  },
): { readonly write: InboxWrite; readonly assessed: readonly AssessedItem[] } {
  const { known, classified, now } = state;
  const copy = new WorkingCopy(known);
  for (const merged of classified) {
    const clock = deps.clockOf(merged.read.account);
    applyChange(copy, merged, { clock, now, ourReplies: known.ourReplies });
  }
  return { write: copy.write(), assessed: assessedItems(copy, classified) };
}
