/** What the account's own words in a thread answer, as far as the thread is known: whichever of them came first. */
import { isOpen } from '../../core/deadlines/state.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import type { CommentChange } from '../../core/inbox/comment-change.ts';
import { answerEvents, answerRemoved, restsOn } from '../../core/inbox/ingest-answers.ts';
import type { Answer, IngestContext } from '../../core/inbox/ingest-context.ts';
import type { Item } from '../../core/inbox/item.ts';
import { standing, type ThreadAnswer } from '../../core/inbox/thread-of.ts';
import { type OurReply, REPLY_SHOWN_WITHIN_MS } from './load-known.ts';
import { record } from './record.ts';
import type { WorkingCopy } from './working-copy.ts';

/** How far our clock may run ahead of the platform's, whose times are whole seconds besides. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Stock phrases recur: the words tell only of a reply whose id is not known yet, at the same post, minutes later. */
function hasItsWords(comment: Comment, { remoteId, postId, sentAt, ...reply }: OurReply): boolean {
  const first = comment.revisions[0];
  if (remoteId !== null || sentAt === null || first === undefined || first.text !== reply.text) return false;
  const after = first.at.getTime() - sentAt.getTime();
  return postId === comment.postId && after >= -CLOCK_TOLERANCE_MS && after <= REPLY_SHOWN_WITHIN_MS;
}

const isShownAs =
  (comment: Comment) =>
  (reply: OurReply): boolean =>
    reply.accountId === comment.accountId &&
    (reply.remoteId === comment.externalId || hasItsWords(comment, reply));

/**
 * A reply of ours answers the item that it was written for, whatever it hangs on, and what its person chose. Where that
 * item stands closed already, it is the echo of what has stopped the clock.
 */
export function withItsAnswers(
  copy: WorkingCopy,
  { before, comment }: CommentChange,
  ourReplies: readonly OurReply[],
): { readonly comment: Comment } {
  if (!comment.own || comment === before) return { comment };
  const known = copy.comment(comment._id);
  if (known?.own && known.revisions.length > 0) {
    const { parentId, answers, writtenAt } = known;
    return {
      comment: {
        ...comment,
        parentId,
        ...(answers === undefined ? {} : { answers }),
        ...(writtenAt === undefined ? {} : { writtenAt }),
      },
    };
  }
  const ours = ourReplies.find(isShownAs(comment));
  if (ours === undefined) return { comment };
  const item = copy.item(ours.itemId);
  const isEcho = item !== null && !isOpen(item.deadline);
  // What else its person chose is answered once it has its end, as they saw it.
  const chosen = ours.alsoCloses === undefined ? undefined : [ours.itemId];
  const answers = isEcho ? [] : chosen;
  const parentId = ours.itemExternalId ?? comment.parentId;
  const { writtenAt } = ours;
  return { comment: { ...comment, parentId, writtenAt, ...(answers === undefined ? {} : { answers }) } };
}

/** What the account had answered before the comment itself reached us, of all that it answered under its post. */
export function earliestAnswer(all: readonly ThreadAnswer[], comment: Comment): Answer | null {
  const answers = all.filter((answer) => answer.itemId === comment._id && standing(answer));
  const [earliest] = answers;
  if (earliest === undefined) return null;
  return { ...earliest.answer, direct: answers.some(({ answer }) => answer.direct) };
}

function reopen(
  copy: WorkingCopy,
  item: Item,
  gone: {
    readonly reply: Comment;
    readonly answers: readonly ThreadAnswer[];
    readonly context: IngestContext;
  },
): void {
  const { reply, answers, context } = gone;
  const other = answers.find((answer) => answer.itemId === item._id && standing(answer))?.answer ?? null;
  const removed = { at: reply.removedAt ?? context.now, other };
  record(copy, item, { newEvents: answerRemoved(item, removed, context), at: context.now });
}

/**
 * Brings the thread of a comment that has changed to what is answered now. Each answer is looked at anew, which changes
 * nothing where it stands already: so the order in which comments and answers reach us does not matter.
 */
export function settleThread(
  copy: WorkingCopy,
  {
    change: { comment, before },
    answers,
  }: { readonly change: CommentChange; readonly answers: readonly ThreadAnswer[] },
  context: IngestContext,
): void {
  // Its removal may have come before its text.
  const counts = (answer: ThreadAnswer) => standing(answer) || answer.reply._id === comment._id;
  const wasGone = before !== null && before.visibility === 'removed' && before.own;
  for (const { itemId, answer } of wasGone ? [] : answers.filter(counts)) {
    const item = copy.item(itemId);
    if (item !== null && itemId !== comment._id)
      record(copy, item, { newEvents: answerEvents(item, answer, context), at: context.now });
  }
  if (!comment.own || comment.visibility !== 'removed') return;
  for (const item of copy.allItems())
    if (restsOn(item, comment._id)) reopen(copy, item, { reply: comment, answers, context });
}
