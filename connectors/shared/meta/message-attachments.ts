import type { Attachment } from '../../../core/inbox/comment.ts';
import { isRecord, type Json, linkOf } from '../read.ts';
import { listOf } from './entry.ts';

/** More than a person sends at once. */
const MAX_ATTACHMENTS = 100;

/** A story is a picture or a film, which nobody says: it expires, so it is looked at as a picture first. */
const TYPES = new Map<unknown, Attachment['type']>([
  ['image', 'image'],
  ['animated_image', 'image'],
  ['story_mention', 'image'],
  ['ig_story', 'image'],
  ['sticker', 'sticker'],
  ['video', 'video'],
  ['ig_reel', 'video'],
  ['reel', 'video'],
  ['audio', 'file'],
  ['file', 'file'],
  ['share', 'link'],
  ['ig_post', 'link'],
  ['post', 'link'],
  ['fallback', 'link'],
]);

/**
 * Pictures, films, shares, stickers, the story that mentions the account and the one that is answered, each address
 * once. Nearly all of these addresses expire, or stop when what they show is deleted.
 */
export function messageAttachments(message: Json): readonly Attachment[] {
  const found = new Map<string, Attachment['type']>();
  const add = (type: Attachment['type'] | undefined, address: unknown): void => {
    const url = linkOf(address);
    if (url !== null && type !== undefined && found.size < MAX_ATTACHMENTS && !found.has(url))
      found.set(url, type);
  };
  for (const attachment of listOf(message.attachments)) {
    if (!isRecord(attachment)) continue;
    const payload = isRecord(attachment.payload) ? attachment.payload : {};
    const isSticker = payload.sticker_id !== undefined;
    add(isSticker ? 'sticker' : TYPES.get(attachment.type), payload.url ?? attachment.url);
  }
  add('sticker', isRecord(message.sticker) ? message.sticker.url : message.sticker);
  const answered =
    isRecord(message.reply_to) && isRecord(message.reply_to.story) ? message.reply_to.story : {};
  add('image', answered.url);
  return [...found].map(([url, type]) => ({ type, url, state: 'unfetched' }));
}
