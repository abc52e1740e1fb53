/** Pictures and films of a post, of either version of the API. Pure. */
import type { Attachment } from '../../core/inbox/comment.ts';
import { beginningOf } from '../../core/inbox/text-form.ts';
import { isRecord, type Json, linkOf, textOf } from '../shared/read.ts';

/** X shows four; a body may claim any number. */
const MAX_ATTACHMENTS = 20;
/** In UTF-16 units; X's own limit is 1,000 characters. */
const MAX_ALT_LENGTH = 1_000;
const FILMS = new Set<unknown>(['video', 'animated_gif']);

export interface Media {
  readonly attachments: readonly Attachment[];
  /** The t.co links that stand for them in the text. */
  readonly links: ReadonlySet<string>;
}

export const NO_MEDIA: Media = { attachments: [], links: new Set() };

/** The film itself in its best quality; a list for streaming is no file. */
function filmOf({ variants }: Json): string | null {
  const files = (Array.isArray(variants) ? variants : [])
    .filter(isRecord)
    .filter(({ content_type: type }) => type === 'video/mp4')
    .sort((a, b) => rateOf(b) - rateOf(a));
  return files.length === 0 ? null : linkOf(files[0]?.url);
}

const rateOf = ({ bit_rate: now, bitrate: before }: Json): number => Number(now ?? before) || 0;

function altOf({ alt_text: now, ext_alt_text: before }: Json): { alt?: string } {
  const text = (textOf(now) ?? textOf(before) ?? '').trim();
  return text === '' ? {} : { alt: beginningOf(text, MAX_ALT_LENGTH) };
}

/** A film without a file is shown by its still. */
function attachmentOf(media: Json): Attachment | null {
  const info = isRecord(media.video_info) ? media.video_info : media;
  const film = FILMS.has(media.type) ? filmOf(info) : null;
  const still = linkOf(media.media_url_https) ?? linkOf(media.preview_image_url) ?? linkOf(media.url);
  const url = film ?? still;
  if (url === null) return null;
  return { type: film === null ? 'image' : 'video', url, state: 'unfetched', ...altOf(media) };
}

function attachmentsOf(list: readonly Json[]): readonly Attachment[] {
  const found = new Map<string, Attachment>();
  for (const media of list) {
    const attachment = attachmentOf(media);
    if (attachment !== null && found.size < MAX_ATTACHMENTS) found.set(attachment.url, attachment);
  }
  return [...found.values()];
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/**
 * `attachments.media_keys` names what stands in `includes.media`; where that is not sent, the links in the text stay,
 * since they are all that leads to the pictures.
 */
export function mediaOf(post: Json, included: unknown, urls: unknown): Media {
  const keys = isRecord(post.attachments) ? post.attachments.media_keys : null;
  if (!Array.isArray(keys)) return NO_MEDIA;
  const known = listOf(included).filter((media) => keys.includes(media.media_key));
  const attachments = attachmentsOf(known);
  if (attachments.length === 0) return NO_MEDIA;
  const links = listOf(urls).filter((entity) => keys.includes(entity.media_key) || isOfMedia(entity));
  return { attachments, links: linksOf(links) };
}

const isOfMedia = ({ expanded_url: target }: Json): boolean =>
  typeof target === 'string' && /\/status\/\d+\/(?:photo|video)\/\d+$/u.test(target);

/** `extended_entities` tells films from pictures, `entities` calls all of them pictures (platforms.md 5.3). */
export function legacyMediaOf(...places: readonly unknown[]): Media {
  for (const place of places) {
    const list = isRecord(place) ? listOf(place.media) : [];
    if (list.length > 0) return { attachments: attachmentsOf(list), links: linksOf(list) };
  }
  return NO_MEDIA;
}

function linksOf(list: readonly Json[]): ReadonlySet<string> {
  return new Set(list.flatMap(({ url }) => (typeof url === 'string' ? [url] : [])));
}
