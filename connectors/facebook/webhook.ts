/** Hop 5 for Facebook Pages (platforms.md 1.1-1.4): bytes in, closed types out. Pure: no clock, no I/O. */
import type { Change, DeliveryReader } from '../../core/actions/connector.ts';
import { parseLossless } from '../shared/lossless-json.ts';
import type { EntryContext } from '../shared/meta/entry.ts';
import { entriesOf, jsonOf, readEntry } from '../shared/meta/envelope.ts';
import { MESSAGE_FIELDS, readMessage } from '../shared/meta/messages.ts';
import { tellsOfHiding } from '../shared/meta/tells-of-hiding.ts';
import { ignored, unknown } from '../shared/meta/words.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { readFeed } from './feed.ts';
import { readMention, readRating } from './other-fields.ts';
import { nameOf } from './words.ts';

export { metaWebhook as webhook } from '../shared/meta/webhook.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body, JSON.parse) !== null,
  tellsOfHiding: (body) => tellsOfHiding(reader, body),
  parseDelivery: (body) => (envelope(body) ?? []).map((entry) => readEntry(entry, readChange)),
  withText,
};

const isPage = (object: unknown): boolean => object === 'page';

/** The entries of `{object: 'page', entry: [...]}`; null for anything else. */
function envelope(
  body: Uint8Array,
  parse: (text: string) => unknown = parseLossless,
): readonly unknown[] | null {
  return entriesOf(jsonOf(body, parse), isPage);
}

/** `fetched` says of the bytes that they are ours: the platform sent the rest. */
function withText(body: Uint8Array, externalId: string, text: string): Buffer | null {
  for (const entry of (envelope(body) ?? []).toReversed()) {
    if (!isRecord(entry)) continue;
    const untold = readEntry(entry, readChange).changes.findLast(
      ({ change }) => change.type === 'untold-edit' && change.externalId === externalId,
    );
    if (untold === undefined || !isRecord(untold.raw) || !isRecord(untold.raw.value)) continue;
    const words = untold.raw.field === 'ratings' ? { review_text: text } : { message: text };
    const change = { field: untold.raw.field, value: { ...untold.raw.value, ...words } };
    const completed = { id: entry.id, time: entry.time, changes: [change] };
    return Buffer.from(JSON.stringify({ object: 'page', fetched: true, entry: [completed] }));
  }
  return null;
}

const READERS = new Map<unknown, (value: Json, entryContext: EntryContext) => Change>([
  ['feed', readFeed],
  ['mention', readMention],
  ['ratings', readRating],
]);

/** Every reader answers for every value, so that one bad change never costs its batch. */
function readChange(raw: unknown, entryContext: EntryContext): readonly Change[] {
  return [changeOf(raw, entryContext)];
}

function changeOf(raw: unknown, entryContext: EntryContext): Change {
  if (!isRecord(raw)) return unknown('change');
  const changeName = nameOf(raw.field) || 'change';
  if (MESSAGE_FIELDS.has(raw.field) && isRecord(raw.value))
    return readMessage(raw.value, entryContext, 'messaging');
  const read = READERS.get(raw.field);
  if (read === undefined) return raw.field === 'follow' ? ignored(changeName) : unknown(changeName);
  return isRecord(raw.value) ? read(raw.value, entryContext) : unknown(changeName, 'value');
}
