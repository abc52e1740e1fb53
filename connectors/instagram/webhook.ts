/** Hop 5 for Instagram (platforms.md 2.2), of both logins: bytes in, closed types out. Pure: no clock, no I/O. */
import type { Change, DeliveryReader } from '../../core/actions/connector.ts';
import { parseLossless } from '../shared/lossless-json.ts';
import type { EntryContext } from '../shared/meta/entry.ts';
import { entriesOf, jsonOf, readEntry } from '../shared/meta/envelope.ts';
import { MESSAGE_FIELDS, readMessage } from '../shared/meta/messages.ts';
import { tellsOfHiding } from '../shared/meta/tells-of-hiding.ts';
import { ignored, unknown, wordOf } from '../shared/meta/words.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { readComment, readMention } from './comments.ts';

export { metaWebhook as webhook } from '../shared/meta/webhook.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body, JSON.parse) !== null,
  tellsOfHiding: (body) => tellsOfHiding(reader, body),
  parseDelivery: (body) => (envelope(body) ?? []).map((entry) => readEntry(entry, readChange)),
  withText,
};

/** The documentation contradicts itself about `object`; the entry's id says whose it is. */
const OBJECTS: ReadonlySet<unknown> = new Set(['instagram', 'page', 'user', undefined]);

function envelope(
  body: Uint8Array,
  parse: (text: string) => unknown = parseLossless,
): readonly unknown[] | null {
  return entriesOf(jsonOf(body, parse), (object) => OBJECTS.has(object));
}

const FIELDS = new Set([
  ...MESSAGE_FIELDS,
  'comments',
  'live_comments',
  'mentions',
  'story_insights',
  'media',
  'standby',
  'business_login',
]);
const COMMENTS = new Set<unknown>(['comments', 'live_comments']);

function readChange(raw: unknown, entryContext: EntryContext): readonly Change[] {
  if (!isRecord(raw)) return [unknown('change')];
  const { field, value } = raw;
  const changeName = wordOf(FIELDS, field) ?? 'change';
  if (field === 'story_insights') return [ignored(changeName)];
  if (!isRecord(value)) return [unknown(changeName, 'value')];
  if (COMMENTS.has(field)) return readComment(value, entryContext, changeName);
  if (field === 'mentions') return readMention(value, entryContext);
  if (MESSAGE_FIELDS.has(field) || field === 'standby')
    return [readMessage(value, entryContext, field === 'standby' ? 'standby' : 'messaging')];
  return [unknown(changeName)];
}

/** `fetched` says of the bytes that they are ours: the platform sent the rest. */
function withText(body: Uint8Array, externalId: string, text: string): Buffer | null {
  for (const entry of (envelope(body) ?? []).toReversed()) {
    if (!isRecord(entry)) continue;
    const untold = readEntry(entry, readChange).changes.findLast(
      ({ change }) => change.type === 'untold-edit' && change.externalId === externalId,
    );
    if (untold === undefined || !isRecord(untold.raw) || !isRecord(untold.raw.value)) continue;
    const value: Json = { ...untold.raw.value, text, verb: 'edited' };
    const completed = { id: entry.id, time: entry.time, changes: [{ field: untold.raw.field, value }] };
    return Buffer.from(JSON.stringify({ object: 'instagram', fetched: true, entry: [completed] }));
  }
  return null;
}
