/** The parts that comments, posts, mentions and reviews have in common. */
import type { Attachment, Author } from '../../core/inbox/comment.ts';
import { beginningOf } from '../../core/inbox/text-form.ts';
import type { EntryContext } from '../shared/meta/entry.ts';
import { idOf, isRecord, type Json, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';

/** `from`, or `sender_id` of Graph before 2.11; null where the page may not know who wrote. */
export function authorOf(value: Json): Author | null {
  const from = isRecord(value.from) ? value.from : null;
  const id = idOf(from?.id) ?? idOf(value.sender_id);
  return id === null ? null : { id, name: personNameOf(from?.name) ?? personNameOf(value.sender_name) };
}

/**
 * The text as received; '' where there is none (a picture alone has no `message` key); undefined where something
 * other than text stands there, since dropping it silently would lose what was written.
 */
export function messageOf(value: Json): string | undefined {
  const { message } = value;
  if (message === undefined || message === null) return '';
  return textOf(message) ?? undefined;
}

/** An edit that does not say into what. An empty text that is sent as such is one. */
export const isUntold = (value: Json, key: 'message' | 'review_text' = 'message'): boolean =>
  value[key] === undefined || value[key] === null;

/**
 * When an edit was made. Without `edited_time` the sending counts: `created_time` of an edited change may still be
 * the original's, which would put every edit at the same moment.
 */
export function editedAt(value: Json, entryContext: EntryContext): Date | null {
  return timeOf(value.edited_time) ?? latest(entryContext.sentAt, timeOf(value.created_time));
}

/** When it was removed, not when the webhook left. Where it is the comment's own time, core takes the sending. */
export function removedAt(value: Json, entryContext: EntryContext): Date | null {
  return timeOf(value.created_time) ?? entryContext.sentAt;
}

/** Those whom the text names, as far as the webhook says: most say nothing of it. */
export function mentionsOf({ message_tags: tags }: Json): { mentions?: readonly string[] } {
  const list = Array.isArray(tags) ? tags : isRecord(tags) ? Object.values(tags).flat() : [];
  const mentions = list.filter(isRecord).flatMap(({ id }) => idOf(id) ?? []);
  return mentions.length === 0 ? {} : { mentions };
}

/** Of a hide, `created_time` is the moment of hiding (capture of 2023), never of the comment's creation. */
export function visibilityAt(value: Json, entryContext: EntryContext): Date | null {
  return timeOf(value.created_time) ?? entryContext.sentAt;
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

export function postIdOf(value: Json): string | null {
  return idOf(value.post_id) ?? (isRecord(value.post) ? idOf(value.post.id) : null);
}

/** The post's page, or one built from its id, which Facebook redirects. */
export function postLink(value: Json, postId: string): string {
  const post = isRecord(value.post) ? linkOf(value.post.permalink_url) : null;
  return linkOf(value.permalink_url) ?? post ?? `https://www.facebook.com/${encodeURIComponent(postId)}`;
}

/**
 * Facebook's own form, the post's page with `comment_id`: should the id have another shape than supposed, it still
 * leads to the post. Without the post's address, one built from the id.
 */
export function commentLink(value: Json, commentId: string): string {
  const own = linkOf(value.permalink_url);
  if (own !== null) return own;
  const post = isRecord(value.post) ? linkOf(value.post.permalink_url) : null;
  if (post === null) return `https://www.facebook.com/${encodeURIComponent(commentId)}`;
  const link = new URL(post);
  link.searchParams.set('comment_id', commentId.slice(commentId.lastIndexOf('_') + 1));
  return link.href;
}

/** More than any platform lets one person post at once. */
const MAX_ATTACHMENTS = 100;

/** In UTF-16 units; Facebook's own limit is 100. */
const MAX_ALT_LENGTH = 1_000;

/** A photo's `alt_text`: its owner's words, or what Facebook makes of it. */
function altOf(value: Json): string | null {
  const text = textOf(value.alt_text)?.trim() ?? '';
  return text === '' ? null : beginningOf(text, MAX_ALT_LENGTH);
}

/** `photo`, `photos[]`, `video` and `link`, each address once. Facebook's media addresses expire. */
export function attachmentsOf(value: Json): readonly Attachment[] {
  const found = new Map<string, Attachment['type']>();
  const add = (type: Attachment['type'], address: unknown): void => {
    const url = linkOf(address);
    if (url !== null && found.size < MAX_ATTACHMENTS && !found.has(url)) found.set(url, type);
  };
  add('image', value.photo);
  if (Array.isArray(value.photos)) for (const photo of value.photos) add('image', photo);
  add('video', value.video);
  add(LINK_TYPES.get(value.item) ?? 'link', value.link);
  const alt = altOf(value);
  // Of several pictures nobody knows which one the words are about.
  const isAlone = [...found.values()].filter((type) => type === 'image').length === 1;
  const words = (type: Attachment['type']) => (type === 'image' && isAlone && alt !== null ? { alt } : {});
  return found.size === 0
    ? NONE
    : [...found].map(([url, type]) => ({ type, url, state: 'unfetched', ...words(type) }));
}

/** Of a posted picture or film, `link` is the file itself. */
const LINK_TYPES = new Map<unknown, Attachment['type']>([
  ['photo', 'image'],
  ['video', 'video'],
]);
const NONE: readonly Attachment[] = [];
