/** Comments as the rule of threads reads them (`thread-answers.ts`). */
import { type Comment, currentRevision, publishedAt } from './comment.ts';
import type { Answer } from './ingest-context.ts';
import {
  answeredBy,
  asThread,
  THREAD_RULES,
  type ThreadComment,
  type ThreadReply,
} from './thread-answers.ts';

/** Since when it reads as it does, an edit that was told of without its text included. */
function standsSince({ revisions, untoldAt }: Comment): number {
  const at = currentRevision(revisions)?.at.getTime() ?? Number.POSITIVE_INFINITY;
  return Math.max(at, untoldAt?.getTime() ?? at);
}

export const inThread = (comment: Comment): ThreadComment => ({
  id: comment._id,
  externalId: comment.externalId,
  parentId: comment.parentId,
  postId: comment.postId,
  author: comment.author,
  own: comment.own,
  at: standsSince(comment),
});

const asReply = (comment: Comment): ThreadReply => ({
  parentId: comment.parentId,
  postId: comment.postId,
  at: (comment.writtenAt ?? publishedAt(comment.revisions))?.getTime() ?? 0,
  text: comment.revisions[0]?.text ?? '',
  ...(comment.mentions ? { mentions: comment.mentions } : {}),
  ...(comment.answers ? { answers: comment.answers } : {}),
});

/** An answer of the account, and the item's id that it answers. */
export interface ThreadAnswer {
  readonly itemId: string;
  readonly reply: Comment;
  readonly answer: Answer;
}

const isAnswer = ({ own, parentId, revisions }: Comment): boolean =>
  own && parentId !== null && revisions.length > 0;

/** Everything that the account's own comments among these answer, the earliest first. Those that are gone too. */
export function answersAmong(comments: readonly Comment[]): ThreadAnswer[] {
  const replies = comments.filter(isAnswer);
  if (replies.length === 0) return [];
  const thread = asThread(comments.map(inThread));
  return replies
    .flatMap((reply) => {
      const at = publishedAt(reply.revisions) as Date;
      return answeredBy(asReply(reply), thread, THREAD_RULES[reply.platform]).map(({ id, direct }) => ({
        itemId: id,
        reply,
        answer: { replyId: reply._id, at, direct },
      }));
    })
    .sort((a, b) => a.answer.at.getTime() - b.answer.at.getTime());
}

/** What still stands of them. */
export const standing = ({ reply }: ThreadAnswer): boolean => reply.visibility !== 'removed';
