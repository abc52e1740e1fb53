/** What an answer of the account on the platform makes of an item, and what its removal does. Pure. */
import { resumeUnanswered, stopDeadline } from '../deadlines/life.ts';
import type { NewEvent } from './event.ts';
import { type Answer, type IngestContext, onClock } from './ingest-context.ts';
import type { Item } from './item.ts';

type AnswerContext = Pick<IngestContext, 'clock' | 'now'> & {
  /** The delivery that told of it, if one did. */
  readonly deliveryId?: string;
  /** The number of the migration that looks at it anew. */
  readonly recomputedBy?: number;
};

const toldBy = ({ deliveryId }: AnswerContext) => (deliveryId === undefined ? {} : { deliveryId });

/** A threat is not settled by an answer to another comment: its clock stops, and a person still looks at it. */
export function waitsForJudgement({ decision, personDecided, removal }: Item): boolean {
  const isUnfinished =
    removal !== undefined &&
    removal.keptAt === null &&
    removal.hiddenAt === null &&
    removal.removedAt === null;
  return isUnfinished || (decision !== 'none' && personDecided !== true);
}

/** Stops the clock at the platform's time and closes the item. Empty: it was answered as early, or closed earlier. */
export function answerEvents(item: Item, answer: Answer, context: AnswerContext): NewEvent[] {
  const { clock, recomputedBy } = context;
  const { replyId, direct } = answer;
  const stop = { reason: 'answered', at: onClock(answer.at, context) } as const;
  const stopped = stopDeadline(item.deadline, stop, clock);
  if (stopped === item.deadline) return [];
  const staysOpen = item.status === 'closed' || (!direct && waitsForJudgement(item));
  const more = {
    ...(direct ? {} : { withThread: true as const }),
    ...(recomputedBy === undefined ? {} : { recomputedBy }),
  };
  return [
    { type: 'comment.answered', data: { ...toldBy(context), replyId, ...more } },
    { type: 'deadline.stopped', data: { reason: 'answered', deadline: stopped } },
    ...(staysOpen ? [] : [{ type: 'item.closed' as const, data: { reason: 'answered' as const } }]),
  ];
}

/** Whether the item stands answered by this reply, and by no person's own word. */
export const restsOn = (item: Item, replyId: string): boolean =>
  item.answeredBy === replyId &&
  item.deadline.stopReason === 'answered' &&
  (item.closeReason === null || item.closeReason === 'answered') &&
  item.visibility !== 'removed';

/** The reply on which it rests is gone: another one takes its place, or the answer is owed again. */
export function answerRemoved(
  item: Item,
  removed: { readonly at: Date; readonly other: Answer | null },
  context: AnswerContext,
): NewEvent[] {
  const { clock } = context;
  if (removed.other !== null) {
    const { replyId, direct } = removed.other;
    const more = direct ? {} : { withThread: true as const };
    return [{ type: 'comment.answered', data: { ...toldBy(context), replyId, ...more } }];
  }
  const deadline = resumeUnanswered(item.deadline, onClock(removed.at, context), clock);
  const reopens = item.status === 'closed' && item.closeReason === 'answered';
  return [
    ...(reopens ? [{ type: 'item.reopened' as const, data: { reason: 'answer-removed' as const } }] : []),
    { type: 'deadline.resumed', data: { reason: 'answer-removed', deadline } },
  ];
}
