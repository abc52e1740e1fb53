/** Answers, moderation and deletion. Each is recorded as the call that it was. */
import type { Call, CallType } from '../types.ts';
import { ApiError, commentShape } from './shapes.ts';
import { type Moderation, type SimChannel, type SimComment, standing } from './state.ts';

type Query = ReadonlyMap<string, string>;
export interface Written {
  readonly status: 200 | 204;
  readonly body: unknown;
  readonly calls: readonly Pick<Call, 'type' | 'targetId' | 'message' | 'id'>[];
}

const LONGEST = 10_000;
const TYPES: Readonly<Record<string, CallType>> = {
  heldForReview: 'hide',
  rejected: 'hide',
  published: 'unhide',
};

function found({ state }: SimChannel, id: string, reason: string): SimComment {
  const comment = state.comments.get(id);
  if (comment === undefined || !standing(state, comment)) throw new ApiError(404, reason);
  return comment;
}

/** `POST /comments` */
export function answer(channel: SimChannel, body: unknown): Written {
  const { snippet } = (body ?? {}) as { snippet?: { parentId?: unknown; textOriginal?: unknown } };
  if (typeof snippet?.parentId !== 'string') throw new ApiError(400, 'parentIdMissing');
  const text = snippet.textOriginal;
  if (typeof text !== 'string' || text.trim() === '') throw new ApiError(400, 'commentTextRequired');
  if (text.length > LONGEST) throw new ApiError(400, 'commentTextTooLong');
  const parent = found(channel, snippet.parentId, 'parentCommentNotFound');
  // One level of answers alone.
  if (parent.parentId !== null) throw new ApiError(400, 'operationNotSupported');
  if (channel.state.videos.get(parent.videoId)?.commentsDisabled) throw new ApiError(403, 'commentsDisabled');
  const made = channel.speak({ text: text.trim(), author: channel.state.channel, parentId: parent.id });
  const told = { isPlain: false, withStatus: false, withVideo: true };
  return {
    status: 200,
    body: commentShape(channel.state, made, told),
    calls: [{ type: 'reply', targetId: parent.id, message: text, id: made.id }],
  };
}

/** `POST /comments/setModerationStatus` */
export function moderate(channel: SimChannel, query: Query): Written {
  const status = query.get('moderationStatus') ?? '';
  const bans = query.get('banAuthor') === 'true';
  if (!Object.hasOwn(TYPES, status)) throw new ApiError(400, 'invalidValue');
  if (bans && status !== 'rejected') throw new ApiError(400, 'banWithoutReject');
  const ids = (query.get('id') ?? '').split(',');
  const comments = ids.map((id) => {
    const comment = channel.state.comments.get(id);
    if (comment === undefined || comment.deleted) throw new ApiError(404, 'commentNotFound');
    return comment;
  });
  for (const comment of comments) {
    comment.moderation = status as Moderation;
    if (bans && comment.author !== null) channel.state.banned.add(comment.author.id);
  }
  const type = bans ? 'ban' : (TYPES[status] ?? 'hide');
  return {
    status: 204,
    body: null,
    calls: ids.map((targetId) => ({ type, targetId, message: status })),
  };
}

/** `DELETE /comments`: one's own alone. */
export function erase(channel: SimChannel, query: Query): Written {
  const comment = found(channel, query.get('id') ?? '', 'commentNotFound');
  if (comment.author?.id !== channel.state.channel.id) throw new ApiError(403, 'forbidden');
  channel.remove(comment.id);
  return { status: 204, body: null, calls: [{ type: 'delete', targetId: comment.id }] };
}
