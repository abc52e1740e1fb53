/** Comments and threads as the API answers them (platforms.md 4.2). Pure: no clock, no I/O. */
import type { Change } from '../../core/actions/connector.ts';
import type { Author } from '../../core/inbox/comment.ts';
import { textOfHtml } from '../shared/html-text.ts';
import { idOf, isRecord, type Json, personNameOf, textOf, timeOf } from '../shared/read.ts';
import type { GoneComment, Polled } from './polled.ts';
import { kindOf, unknown } from './words.ts';

/** Not shown to the public: awaiting a person, taken for spam by YouTube, or turned down. */
const HIDDEN = new Set<unknown>(['heldForReview', 'likelySpam', 'rejected']);

export interface ReadItem {
  /** Null: the item does not say whose it is. */
  readonly accountId: string | null;
  readonly changes: readonly { readonly change: Change; readonly raw: unknown }[];
}

/** What the answer around a comment says of it. */
interface Around {
  readonly polled: Polled;
  readonly channelId: string | null;
  readonly postId: string | null;
  readonly threadId: string | null;
}

/** The post that a thread or comment stands under: a video, or a post of the channel's community page. */
const postIdOf = (snippet: Json): string | null => idOf(snippet.videoId) ?? idOf(snippet.postId);

/** One item of a list, or a single resource. */
export function readItem(raw: unknown, polled: Polled): ReadItem {
  if (!isRecord(raw)) return unread(raw, polled.channelId, unknown('item'));
  const snippet = isRecord(raw.snippet) ? raw.snippet : null;
  const channelId = polled.channelId ?? idOf(snippet?.channelId);
  const name = kindOf(raw.kind);
  if (name !== 'comment' && name !== 'commentThread' && name !== 'item')
    return unread(raw, channelId, unknown(name));
  if (snippet === null) return unread(raw, channelId, unknown(name, 'snippet'));
  const around = { polled, channelId, postId: postIdOf(snippet), threadId: null };
  if (name === 'commentThread' || snippet.topLevelComment !== undefined)
    return readThread(raw, snippet, around);
  return { accountId: channelId, changes: readComment(raw, raw, around) };
}

const unread = (raw: unknown, accountId: string | null, change: Change): ReadItem => ({
  accountId,
  changes: [{ change, raw }],
});

/** A thread embeds only some of its answers; the look fetches the others. */
function readThread(raw: Json, snippet: Json, around: Around): ReadItem {
  const { topLevelComment: top } = snippet;
  const answers = isRecord(raw.replies) && Array.isArray(raw.replies.comments) ? raw.replies.comments : [];
  const topSnippet = isRecord(top) && isRecord(top.snippet) ? top.snippet : null;
  const channelId = around.channelId ?? idOf(topSnippet?.channelId);
  const postId = around.postId ?? (topSnippet === null ? null : postIdOf(topSnippet));
  const inThread = { ...around, channelId, postId };
  const first = isRecord(top)
    ? readComment(top, raw, inThread)
    : [{ change: unknown('commentThread', 'topLevelComment'), raw }];
  const threadId = idOf(raw.id) ?? (isRecord(top) ? idOf(top.id) : null);
  const others = answers.flatMap((answer: unknown) =>
    isRecord(answer)
      ? readComment(answer, answer, { ...inThread, threadId })
      : [{ change: unknown('comment'), raw: answer }],
  );
  return { accountId: channelId, changes: [...first, ...others] };
}

/** Null where YouTube names nobody: of a channel that was deleted it gives a name without an id. */
function authorOf({ authorChannelId, authorDisplayName }: Json): Author | null {
  const id = idOf(isRecord(authorChannelId) ? authorChannelId.value : authorChannelId);
  return id === null ? null : { id, name: personNameOf(authorDisplayName) };
}

const MARKUP = /<\/?[a-z]|&(?:#x?[\da-f]+|[a-z]+);/iu;

/** What was typed, where YouTube tells it; else what it shows, which is HTML unless it was asked for as text. */
function wordsOf({ textOriginal, textDisplay }: Json, isPlainText: boolean): string | null {
  const typed = textOf(textOriginal);
  if (typed !== null) return typed;
  const shown = textOf(textDisplay);
  // Without any markup both forms are the same, but for line feeds, which only text has.
  return shown === null || isPlainText || !MARKUP.test(shown) ? shown : textOfHtml(shown);
}

/** An answer's id begins with that of the comment it stands under. */
function parentOf(id: string, { parentId }: Json, { threadId, postId }: Around): string | null {
  const above = idOf(parentId) ?? threadId ?? threadOfId(id);
  return above ?? postId;
}

export function threadOfId(id: string): string | null {
  const dot = id.indexOf('.');
  return dot > 0 ? id.slice(0, dot) : null;
}

function permalinkOf(id: string, postId: string | null): string | null {
  if (postId === null) return null;
  const comment = `lc=${encodeURIComponent(id)}`;
  return isVideoId(postId)
    ? `https://www.youtube.com/watch?v=${postId}&${comment}`
    : `https://www.youtube.com/post/${encodeURIComponent(postId)}?${comment}`;
}

/** Videos have eleven signs, posts and comments more. */
export const isVideoId = (id: string): boolean => /^[\w-]{11}$/.test(id);

/** A comment or an answer, and beside it whether the public sees it, where that is told. */
function readComment(comment: Json, raw: unknown, around: Around): ReadItem['changes'] {
  const id = idOf(comment.id);
  if (id === null) return [{ change: unknown('comment', 'id'), raw }];
  const snippet = isRecord(comment.snippet) ? comment.snippet : null;
  if (snippet === null) return [{ change: unknown('comment', 'snippet'), raw }];
  const text = wordsOf(snippet, around.polled.isPlainText);
  if (text === null) return [{ change: unknown('comment', 'textDisplay'), raw }];
  const postId = around.postId ?? postIdOf(snippet) ?? around.polled.videoOf.get(id) ?? null;
  const parentId = parentOf(id, snippet, { ...around, postId });
  const target = { kind: 'comment' as const, externalId: id, parentId, postId };
  const author = authorOf(snippet);
  const [published, updated] = [timeOf(snippet.publishedAt), timeOf(snippet.updatedAt)];
  const isEdited = published !== null && updated !== null && updated > published;
  const written: Change = {
    type: isEdited ? 'edited' : 'added',
    ...target,
    permalink: permalinkOf(id, postId),
    author,
    own: author !== null && author.id === (around.channelId ?? idOf(snippet.channelId)),
    text,
    attachments: [],
    at: isEdited ? updated : (published ?? updated),
  };
  const status = snippet.moderationStatus ?? around.polled.moderationStatus;
  const seen = HIDDEN.has(status) ? 'hidden' : around.polled.shown.has(id) ? 'unhidden' : null;
  if (seen === null) return [{ change: written, raw }];
  // YouTube does not say when: the look that found it is the time.
  const visibility: Change = { type: seen, ...target, at: null };
  return [
    { change: written, raw },
    { change: visibility, raw: { moderationStatus: seen === 'hidden' ? status : 'published' } },
  ];
}

/** It stood on the platform and stands there no more; who took it away is told nowhere. */
export function readGone({ comment, raw }: Polled['gone'][number]): { change: Change; raw: unknown } {
  if (comment === null) return { change: unknown('gone', 'id'), raw };
  const { id, parentId, videoId }: GoneComment = comment;
  const above = parentId ?? threadOfId(id) ?? videoId;
  const target = { kind: 'comment' as const, externalId: id, parentId: above, postId: videoId };
  return { change: { type: 'removed', ...target, at: null }, raw };
}
