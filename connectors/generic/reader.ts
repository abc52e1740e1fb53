/** Hop 5 for a generic source: `{source, events: […]}` as docs/generic.md tells it. Pure: no clock, no I/O. */
import type { Change, DeliveryReader, Entry, Reaction } from '../../core/actions/connector.ts';
import { type Attachment, type Author, COMMENT_KINDS, type CommentKind } from '../../core/inbox/comment.ts';
import { beginningOf } from '../../core/inbox/text-form.ts';
import { textOfHtml } from '../shared/html-text.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { idOf, isRecord, type Json, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body) !== null,
  tellsOfHiding(body) {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    if (!bytes.includes('hidden')) return false;
    const isHide = ({ type }: Change): boolean => type === 'hidden' || type === 'unhidden';
    return reader.parseDelivery(body).some(({ changes }) => changes.some(({ change }) => isHide(change)));
  },
  parseDelivery(body): readonly Entry[] {
    const found = envelope(body);
    if (found === null) return [];
    const changes = found.events.flatMap((raw) =>
      readEvent(raw, found.source).map((change) => ({ change, raw })),
    );
    return [{ accountExternalId: found.source, sentAt: found.sentAt, changes }];
  },
  withText: (body, externalId, text) => {
    const found = envelope(body);
    const raw = found?.events.findLast(
      (event) => isRecord(event) && isUntold(event) && idOf(event.id) === externalId,
    );
    if (!found || !isRecord(raw)) return null;
    const told = { source: found.source, fetched: true, events: [{ ...raw, text }] };
    return Buffer.from(JSON.stringify(told));
  },
};

interface Envelope {
  readonly source: string;
  readonly sentAt: Date | null;
  readonly events: readonly unknown[];
}

function envelope(body: Uint8Array): Envelope | null {
  try {
    const value = parseLossless(decodeUtf8(body));
    if (!isRecord(value) || !Array.isArray(value.events)) return null;
    const source = idOf(value.source);
    return source === null ? null : { source, sentAt: timeOf(value.sentAt), events: value.events };
  } catch {
    return null;
  }
}

const ACTIONS = new Set<unknown>(['created', 'edited', 'deleted', 'hidden', 'unhidden']);
const KINDS = new Set<unknown>(COMMENT_KINDS);

const unknown = (changeName: string): Change[] => [{ type: 'unknown', what: changeName }];

const isUntold = ({ action, text, html }: Json): boolean =>
  action === 'edited' && (text === undefined || text === null) && (html === undefined || html === null);

interface Place {
  readonly kind: CommentKind;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
}

/** What is sent with `visible: false` waits on the source until it is shown: it arrives, and is hidden there. */
function readEvent(raw: unknown, source: string): Change[] {
  if (!isRecord(raw)) return unknown('event');
  if (!ACTIONS.has(raw.action)) return unknown('event lacks action');
  const at = timeOf(raw.time);
  if (raw.kind === 'reaction') return [{ type: 'ignored', what: 'reaction', reaction: reactionOf(raw, at) }];
  const kind = raw.kind ?? 'comment';
  if (!KINDS.has(kind)) return unknown('event lacks kind');
  const externalId = idOf(raw.id);
  if (externalId === null) return unknown('event lacks id');
  const [postId, parentId] = [idOf(raw.postId), idOf(raw.parentId)];
  const place: Place = { kind: kind as CommentKind, externalId, parentId: parentId ?? postId, postId };
  if (raw.action === 'hidden' || raw.action === 'unhidden') return [{ type: raw.action, ...place, at }];
  if (raw.action === 'deleted') return [{ type: 'removed', ...place, by: authorOf(raw.by)?.id ?? null, at }];
  if (isUntold(raw)) return [{ type: 'untold-edit', ...place, at }];
  const written = readWritten(raw, place, { source, at });
  const isHeld = written.type === 'added' && raw.visible === false;
  return isHeld ? [written, { type: 'hidden', ...place, at }] : [written];
}

function readWritten(raw: Json, place: Place, { source, at }: { source: string; at: Date | null }): Change {
  const text = textOfEvent(raw);
  if (text === null) return { type: 'unknown', what: 'event lacks text' };
  const author = authorOf(raw.author);
  return {
    type: raw.action === 'edited' ? 'edited' : 'added',
    ...place,
    permalink: linkOf(raw.url),
    author,
    own: raw.own === true || author?.id === source,
    text,
    attachments: attachmentsOf(raw),
    at,
  };
}

/** `html` where the source keeps its comments so. A picture alone needs neither. */
function textOfEvent({ text, html, attachments }: Json): string | null {
  if (typeof text === 'string') return textOf(text);
  if (text !== undefined && text !== null) return null;
  if (typeof html === 'string') return textOfHtml(textOf(html) ?? '');
  return (html === undefined || html === null) && Array.isArray(attachments) ? '' : null;
}

function authorOf(value: unknown): Author | null {
  const id = isRecord(value) ? idOf(value.id) : null;
  return id === null || !isRecord(value) ? null : { id, name: personNameOf(value.name) };
}

function reactionOf(raw: Json, at: Date | null): Reaction {
  const [postId, parentId] = [idOf(raw.postId), idOf(raw.parentId)];
  const removed = raw.action === 'deleted';
  return { removed, parentId: parentId ?? postId, postId, author: authorOf(raw.author), at };
}

const TYPES = new Set<unknown>(['image', 'video', 'link', 'file', 'sticker']);
const MAX_ATTACHMENTS = 100;
const MAX_ALT_LENGTH = 2_000;

function attachmentsOf({ attachments }: Json): Attachment[] {
  if (!Array.isArray(attachments)) return [];
  return attachments
    .filter(isRecord)
    .slice(0, MAX_ATTACHMENTS)
    .flatMap((attachment) => {
      const url = linkOf(attachment.url);
      if (url === null) return [];
      const type = TYPES.has(attachment.type) ? (attachment.type as Attachment['type']) : 'file';
      const alt = textOf(attachment.alt)?.trim() ?? '';
      const words = alt === '' ? {} : { alt: beginningOf(alt, MAX_ALT_LENGTH) };
      return [{ type, url, state: 'unfetched' as const, ...words }];
    });
}
