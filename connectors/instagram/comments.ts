/** Fields `comments`, `live_comments` and `mentions` (platforms.md 2.2). Pure: no clock, no I/O. */
import type { Change, Upserted } from '../../core/actions/connector.ts';
import type { Attachment, Author, CommentKind } from '../../core/inbox/comment.ts';
import type { EntryContext } from '../shared/meta/entry.ts';
import { unknown } from '../shared/meta/words.ts';
import { idOf, isRecord, type Json, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';

/** Which object a change is about. */
interface Target {
  readonly kind: CommentKind;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
}

/**
 * A comment under a post, reel, story, ad or live film. Its id stands in `id` or `comment_id`. Of an ad, `media.id` is a
 * copy that nobody sees: the comment belongs to the post that it was made of.
 */
export function readComment(value: Json, entryContext: EntryContext, field: string): readonly Change[] {
  const externalId = idOf(value.id) ?? idOf(value.comment_id);
  if (externalId === null) return [unknown(field, 'id')];
  const media = isRecord(value.media) ? value.media : {};
  const postId = idOf(media.original_media_id) ?? idOf(media.id) ?? idOf(value.media_id);
  const target = { kind: 'comment' as const, externalId, parentId: idOf(value.parent_id) ?? postId, postId };
  return readText(value, { entryContext, target, field });
}

/** Somebody named the account in a comment or a caption elsewhere: ids and nothing else, so the text is fetched. */
export function readMention(value: Json, entryContext: EntryContext): readonly Change[] {
  const postId = idOf(value.media_id);
  const commentId = idOf(value.comment_id) ?? idOf(value.id);
  const externalId = commentId ?? postId;
  if (externalId === null) return [unknown('mentions', 'media_id')];
  const above = commentId === null ? null : postId;
  const target = { kind: 'mention' as const, externalId, parentId: above, postId: above };
  return readText(value, { entryContext, target, field: 'mentions' });
}

interface Read {
  readonly entryContext: EntryContext;
  readonly target: Target;
  readonly field: string;
}

/**
 * `verb` stands only in what we have fetched ourselves (list.ts, webhook.ts): Instagram tells of no edit and of no hide.
 * What comes without its text is there at once, and the text follows.
 */
function readText(value: Json, { entryContext, target, field }: Read): readonly Change[] {
  const { verb } = value;
  if (verb === 'hide' || verb === 'unhide')
    return [{ type: verb === 'hide' ? 'hidden' : 'unhidden', ...target, at: entryContext.sentAt }];
  const isUntold = value.text === undefined || value.text === null;
  const text = isUntold ? '' : textOf(value.text);
  if (text === null) return [unknown(field, 'text')];
  const author = authorOf(value);
  const added: Upserted = {
    type: verb === 'edited' ? 'edited' : 'added',
    ...target,
    permalink: linkOf(value.permalink),
    author,
    own: isOwn(value, entryContext),
    text,
    attachments: attachmentsOf(value),
    at: publishedAt(value, entryContext),
  };
  if (!isUntold) return [added];
  return [added, { type: 'untold-edit', ...target, at: entryContext.sentAt }];
}

/** A webhook tells no time of its own, so the sending counts; of what was fetched it is known. */
function publishedAt(value: Json, entryContext: EntryContext): Date | null {
  const isEdit = value.verb === 'edited';
  return (
    (isEdit ? timeOf(value.edited_time) : (timeOf(value.timestamp) ?? timeOf(value.created_time))) ??
    entryContext.sentAt
  );
}

/** `from`, or a username alone (older shapes): a username is one person's at a time, and then all that is known. */
function authorOf(value: Json): Author | null {
  const from = isRecord(value.from) ? value.from : {};
  const name = personNameOf(from.username) ?? personNameOf(from.name) ?? personNameOf(value.username);
  const id = idOf(from.id) ?? idOf(from.username) ?? idOf(value.username);
  return id === null ? null : { id, name };
}

/** `self_ig_scoped_id` is the account's own id where `from.id` speaks of it in the app's terms. */
function isOwn({ from }: Json, { accountId }: EntryContext): boolean {
  return isRecord(from) && (idOf(from.id) === accountId || idOf(from.self_ig_scoped_id) === accountId);
}

/** Only what was fetched holds any: the picture of a caption that names the account. */
function attachmentsOf(value: Json): readonly Attachment[] {
  const url = linkOf(value.media_url);
  if (url === null) return NONE;
  return [{ type: value.media_type === 'VIDEO' ? 'video' : 'image', url, state: 'unfetched' }];
}
const NONE: readonly Attachment[] = [];
