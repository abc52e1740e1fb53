/** What hangs on a post: pictures, a film, a link's card, a post that is quoted. Pure. */
import type { Attachment } from '../../core/inbox/comment.ts';
import { beginningOf } from '../../core/inbox/text-form.ts';
import { idOf, isRecord, type Json, linkOf, textOf } from '../shared/read.ts';
import { permalinkOf, recordName } from './uri.ts';

const MAX_ATTACHMENTS = 100;
const MAX_ALT_LENGTH = 2_000;

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

function attachment(type: Attachment['type'], url: string | null, alt: unknown): Attachment[] {
  if (url === null) return [];
  const words = textOf(alt)?.trim() ?? '';
  const described = words === '' ? {} : { alt: beginningOf(words, MAX_ALT_LENGTH) };
  return [{ type, url, state: 'unfetched', ...described }];
}

/** `{ref: {$link}}`, or `{cid}` in records of before 2023. */
function cidOf(blob: unknown): string | null {
  if (!isRecord(blob)) return null;
  const cid = idOf(isRecord(blob.ref) ? blob.ref.$link : blob.cid);
  return cid !== null && /^[a-z0-9]+$/iu.test(cid) ? cid : null;
}

const pictureUrl = (did: string, cid: string | null): string | null =>
  cid === null ? null : `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${cid}@jpeg`;
const filmUrl = (did: string, cid: string | null): string | null =>
  cid === null ? null : `https://video.bsky.app/watch/${encodeURIComponent(did)}/${cid}/playlist.m3u8`;

function picturesIn({ images }: Json, did: string): Attachment[] {
  return listOf(images).flatMap((image) =>
    attachment('image', linkOf(image.fullsize) ?? pictureUrl(did, cidOf(image.image)), image.alt),
  );
}

function filmIn(embed: Json, did: string): Attachment[] {
  const url = linkOf(embed.playlist) ?? filmUrl(did, cidOf(embed.video) ?? (idOf(embed.cid) || null));
  return attachment('video', url, embed.alt);
}

function quoteIn({ record }: Json): Attachment[] {
  const quoted = isRecord(record) ? (isRecord(record.record) ? record.record : record) : {};
  const name = recordName(quoted.uri);
  return name === null ? [] : attachment('link', permalinkOf(name), null);
}

const cardIn = ({ external }: Json): Attachment[] =>
  isRecord(external) ? attachment('link', linkOf(external.uri), external.title) : [];

const READERS = new Map<string, (embed: Json, did: string) => Attachment[]>([
  ['app.bsky.embed.images', picturesIn],
  ['app.bsky.embed.video', filmIn],
  ['app.bsky.embed.external', cardIn],
  ['app.bsky.embed.record', quoteIn],
]);

const plainly = (embed: unknown, did: string): Attachment[] =>
  isRecord(embed) ? (READERS.get(String(embed.$type).replace(/#view$/u, ''))?.(embed, did) ?? []) : [];

/** Of a record, or of the view of one. */
export function attachmentsOf(embed: unknown, did: string): Attachment[] {
  if (!isRecord(embed)) return [];
  // A quotation with a picture of its own.
  const isBoth = /^app\.bsky\.embed\.recordWithMedia(?:#view)?$/u.test(String(embed.$type));
  if (!isBoth) return plainly(embed, did).slice(0, MAX_ATTACHMENTS);
  const quoted = isRecord(embed.record) ? quoteIn(embed.record) : [];
  return [...plainly(embed.media, did), ...quoted].slice(0, MAX_ATTACHMENTS);
}
