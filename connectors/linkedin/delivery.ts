/**
 * Hop 5 for LinkedIn: a pushed batch of notifications, and what the API answers with, a history of notifications or a
 * list of comments, which names its account in `organizationalEntity` where we have stored it. Pure: no clock, no I/O.
 */
import type { Change, DeliveryReader, Entry } from '../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { readElement } from './comment-element.ts';
import { readNotification } from './notification.ts';
import { urnOf } from './urn.ts';
import { TYPE, unknown } from './words.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body, JSON.parse) !== null,
  // It has no way to hide.
  tellsOfHiding: () => false,
  parseDelivery,
  withText,
};

interface Envelope {
  /** Whose it is, where its parts do not say. */
  readonly accountId: string;
  readonly sourcePost: string | null;
  readonly parts: readonly unknown[];
}

/** Null for anything else. */
function envelope(body: Uint8Array, parse: (text: string) => unknown): Envelope | null {
  try {
    const parsed = parse(decodeUtf8(body));
    if (!isRecord(parsed)) return null;
    const parts = Array.isArray(parsed.notifications) ? parsed.notifications : parsed.elements;
    if (!Array.isArray(parts)) return null;
    const accountId = idOf(parsed.organizationalEntity) ?? '';
    return { accountId, sourcePost: urnOf(parsed.sourcePost), parts };
  } catch {
    return null;
  }
}

interface Part {
  /** '': it does not say whose it is; recorded, and nobody's. */
  readonly accountId: string;
  readonly change: Change;
  readonly raw: unknown;
}

/** What has an action is a notification, wherever it came from. */
function readPart(raw: unknown, around: Envelope): Part {
  if (!isRecord(raw)) return { accountId: around.accountId, change: unknown('notification'), raw };
  const accountId = idOf(raw.organizationalEntity) ?? around.accountId;
  const isElement = raw.action === undefined && (raw.actor !== undefined || raw.message !== undefined);
  const context = { accountId, sourcePost: around.sourcePost };
  return { accountId, change: isElement ? readElement(raw, context) : readNotification(raw, accountId), raw };
}

/** In the order of the delivery: what follows each other and is one account's is one entry. */
function parseDelivery(body: Uint8Array): readonly Entry[] {
  const around = envelope(body, parseLossless);
  const entries: (Entry & { readonly changes: { change: Change; raw: unknown }[] })[] = [];
  for (const raw of around?.parts ?? []) {
    const { accountId, change } = readPart(raw, around as Envelope);
    const last = entries.at(-1);
    if (last?.accountExternalId === accountId) last.changes.push({ change, raw });
    else entries.push({ accountExternalId: accountId, sentAt: null, changes: [{ change, raw }] });
  }
  return entries;
}

/** `fetched` says of the bytes that they are ours: the platform sent the rest. */
function withText(body: Uint8Array, externalId: string, text: string): Buffer | null {
  const around = envelope(body, parseLossless);
  for (const raw of (around?.parts ?? []).toReversed()) {
    const { change } = readPart(raw, around as Envelope);
    if (change.type !== 'untold-edit' || change.externalId !== externalId || !isRecord(raw)) continue;
    const told = change.kind === 'mention' && raw.action !== 'COMMENT_MENTION' ? 'share' : 'comment';
    const organizationalEntity = raw.organizationalEntity ?? around?.accountId;
    const notification = {
      ...raw,
      organizationalEntity,
      decoratedGeneratedActivity: decoratedWith(raw, told, text),
    };
    return Buffer.from(JSON.stringify({ type: TYPE, fetched: true, notifications: [notification] }));
  }
  return null;
}

function decoratedWith(raw: Json, told: 'comment' | 'share', text: string): Json {
  const decorated = isRecord(raw.decoratedGeneratedActivity) ? raw.decoratedGeneratedActivity : {};
  const part = isRecord(decorated[told]) ? decorated[told] : {};
  return { ...decorated, [told]: { ...part, text } };
}
