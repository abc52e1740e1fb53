/** Hop 5 for Facebook Pages (platforms.md 1.1-1.4): bytes in, closed types out. Pure: no clock, no I/O. */
import type {
  Change,
  DeliveryReader,
  Entry,
  Handshake,
  WebhookConnector,
  WebhookSecrets,
} from '../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { idOf, isRecord, type Json, textOf, timeOf } from '../shared/read.ts';
import { hasHubSignature, isOneOf, verifyHubSignature } from '../shared/signature.ts';
import { readFeed } from './feed.ts';
import { readMention, readMessaging, readRating } from './other-fields.ts';
import type { EntryContext } from './parts.ts';
import { ignored, nameOf, unknown } from './words.ts';

export const webhook: WebhookConnector = {
  contentTypes: ['application/json'],
  handshake,
  isSigned: hasHubSignature,
  verify: (body, headers, secrets) => verifyHubSignature(body, headers, secrets.signing),
};

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body, JSON.parse) !== null,
  tellsOfHiding,
  parseDelivery: (body) => (envelope(body, parseLossless) ?? []).map(readEntry),
  withText,
};

/** Some frameworks turn the dots of `hub.mode` into underscores. The challenge goes back as it came, as text. */
function handshake(query: Readonly<Record<string, unknown>>, secrets: WebhookSecrets): Handshake {
  const parameter = (name: string): string | null =>
    textOf(query[`hub.${name}`]) ?? textOf(query[`hub_${name}`]);
  const challenge = parameter('challenge');
  const known = isOneOf(parameter('verify_token') ?? '', secrets.verifyTokens);
  if (!known || challenge === null || parameter('mode') !== 'subscribe') return { ok: false };
  return { ok: true, body: challenge, contentType: 'text/plain; charset=utf-8' };
}

/** The entries of `{object: 'page', entry: [...]}`; null for anything else. */
function envelope(body: Uint8Array, parse: (text: string) => unknown): readonly unknown[] | null {
  try {
    const parsed = parse(decodeUtf8(body));
    return isRecord(parsed) && parsed.object === 'page' && Array.isArray(parsed.entry) ? parsed.entry : null;
  } catch {
    return null;
  }
}

/** An entry that does not say whose it is has the account id '': recorded, and nobody's. */
function readEntry(entry: unknown): Entry {
  if (!isRecord(entry)) return unreadableEntry(entry, 'entry');
  const accountId = idOf(entry.id);
  if (accountId === null) return unreadableEntry(entry, 'entry', 'id');
  const entryContext = { accountId, sentAt: timeOf(entry.time) };
  const changes = [
    ...listOf(entry.changes).map((raw) => ({ change: readChange(raw, entryContext), raw })),
    ...listOf(entry.messaging).map((raw) => ({ change: readMessaging(raw, 'messaging'), raw })),
    ...listOf(entry.standby).map((raw) => ({ change: readMessaging(raw, 'standby'), raw })),
  ];
  // `changed_fields` comes when the app subscribed without include_values: something changed, nobody says what.
  if (changes.length === 0 && !Array.isArray(entry.changes)) {
    const change = Array.isArray(entry.changed_fields)
      ? unknown('changed_fields')
      : unknown('entry', 'changes');
    changes.push({ change, raw: entry });
  }
  return { accountExternalId: accountId, sentAt: entryContext.sentAt, changes };
}

/** Nearly all bodies are done with at a glance at their bytes. */
function tellsOfHiding(body: Uint8Array): boolean {
  if (!Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes('hide')) return false;
  return reader
    .parseDelivery(body)
    .some(({ changes }) =>
      changes.some(({ change }) => change.type === 'hidden' || change.type === 'unhidden'),
    );
}

/** `fetched` says of the bytes that they are ours: the platform sent the rest. */
function withText(body: Uint8Array, externalId: string, text: string): Buffer | null {
  for (const entry of (envelope(body, parseLossless) ?? []).toReversed()) {
    if (!isRecord(entry)) continue;
    const untold = readEntry(entry).changes.findLast(
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

function unreadableEntry(raw: unknown, changeName: string, lacks?: string): Entry {
  return { accountExternalId: '', sentAt: null, changes: [{ change: unknown(changeName, lacks), raw }] };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const READERS = new Map<unknown, (value: Json, entryContext: EntryContext) => Change>([
  ['feed', readFeed],
  ['mention', readMention],
  ['ratings', readRating],
]);

/** Every reader answers for every value, so that one bad change never costs its batch. */
function readChange(raw: unknown, entryContext: EntryContext): Change {
  if (!isRecord(raw)) return unknown('change');
  const changeName = nameOf(raw.field) || 'change';
  const read = READERS.get(raw.field);
  if (read === undefined) return raw.field === 'follow' ? ignored(changeName) : unknown(changeName);
  return isRecord(raw.value) ? read(raw.value, entryContext) : unknown(changeName, 'value');
}
