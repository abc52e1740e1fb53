/** The reply that stopped the clock, so that its removal can set it going again. */
import { commentId } from '../../kernel/ids.ts';
import type { ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';

function answeredByAfter(item: Item, event: ModerationEvent): string | null | undefined {
  switch (event.type) {
    case 'comment.answered':
      return event.data.replyId;
    case 'action.finished': {
      const { type, state, remoteId } = event.data;
      const stops = type === 'reply' && state === 'done' && item.deadline.stoppedAt === null;
      return stops && remoteId !== null ? commentId(item.accountId, remoteId) : item.answeredBy;
    }
    case 'item.closed':
      return event.data.replyId ?? item.answeredBy;
    case 'item.reopened':
    case 'deadline.resumed':
      return item.answeredBy === undefined ? undefined : null;
    default:
      return item.answeredBy;
  }
}

export function reduceAnsweredBy(item: Item, event: ModerationEvent): Partial<Item> {
  const answeredBy = answeredByAfter(item, event);
  return answeredBy === item.answeredBy ? {} : { answeredBy: answeredBy ?? null };
}
