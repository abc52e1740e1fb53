/**
 * What a look at the platform did not find any more, as a delivery of our own: it is stored, journaled and ingested like
 * any other, so that a removal that nobody told us of has its place among the changes. Pure.
 */
import type { Entry } from '../actions/connector.ts';
import { COMMENT_KINDS, type Comment, type CommentKind } from './comment.ts';

export type Vanished = Pick<Comment, 'kind' | 'externalId' | 'parentId' | 'postId'>;

/** `at`: when the look began. */
export function vanishedBody(account: string, at: Date, comments: readonly Vanished[]): Buffer {
  return Buffer.from(JSON.stringify({ vanished: { account, at: at.toISOString(), comments } }));
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function vanishedOf(raw: unknown): Vanished | null {
  const { kind, externalId, parentId, postId } = raw as Record<string, unknown>;
  if (typeof externalId !== 'string' || !COMMENT_KINDS.includes(kind as CommentKind)) return null;
  return {
    kind: kind as CommentKind,
    externalId,
    parentId: textOrNull(parentId),
    postId: textOrNull(postId),
  };
}

/** Who removed them nobody said, nor when: it was before the look. @throws on what {@link vanishedBody} did not write. */
export function readVanished(body: Uint8Array): readonly Entry[] {
  const { vanished } = JSON.parse(Buffer.from(body).toString('utf8')) as {
    vanished: { account: string; at: string; comments: readonly unknown[] };
  };
  const sentAt = new Date(vanished.at);
  const changes = vanished.comments.flatMap((raw) => {
    const comment = vanishedOf(raw);
    return comment === null
      ? []
      : [{ change: { type: 'removed' as const, ...comment, by: null, at: null }, raw }];
  });
  return [{ accountExternalId: vanished.account, sentAt, changes }];
}
