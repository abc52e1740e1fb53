/**
 * Hop 5 for Bluesky (platforms.md 9): what our looks bring, Jetstream's events, and the service's own answers. Bluesky
 * pushes nothing, so bodies of ours wrap what it said: `{bluesky: {account}, changes: […]}`.
 */
import type { Change, DeliveryReader, Entry } from '../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { isNotification, isPlaceholder, isPostView, isStreamed, ownerOf, readChange } from './events.ts';
import { isLogged, isMessage, readChat } from './messages.ts';
import { didOf } from './uri.ts';
import { unknown } from './words.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body) !== null,
  tellsOfHiding,
  parseDelivery(body): readonly Entry[] {
    const found = envelope(body);
    if (found === null) return [];
    const account = found.account ?? found.raws.map(ownerOf).find((did) => did !== null) ?? '';
    const changes = found.raws.flatMap((raw) => readAny(raw, account).map((change) => ({ change, raw })));
    return [{ accountExternalId: account, sentAt: null, changes }];
  },
  /** Nothing is edited there. */
  withText: () => null,
};

const readAny = (raw: unknown, account: string): Change[] => {
  const chat = readChat(raw, account);
  return chat === null ? (readChange(raw, account) ?? [unknown('change')]) : [chat];
};

function tellsOfHiding(body: Uint8Array): boolean {
  if (!Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes('hiddenReplies')) return false;
  return reader
    .parseDelivery(body)
    .some(({ changes }) => changes.some(({ change }) => change.type === 'hidden'));
}

interface Envelope {
  /** Null: it does not say whose it is. */
  readonly account: string | null;
  readonly raws: readonly unknown[];
}

function parsed(body: Uint8Array): unknown {
  try {
    return parseLossless(decodeUtf8(body));
  } catch {
    return undefined;
  }
}

const isKnownShape = (raw: unknown): boolean =>
  [isStreamed, isNotification, isPostView, isPlaceholder, isLogged, isMessage].some((is) => is(raw));

function envelope(body: Uint8Array): Envelope | null {
  const value = parsed(body);
  if (Array.isArray(value))
    return value.length === 0 || value.some(isKnownShape) ? { account: null, raws: value } : null;
  if (!isRecord(value)) return null;
  if (isRecord(value.bluesky) && Array.isArray(value.changes))
    return { account: didOf(value.bluesky.account) ?? '', raws: value.changes };
  if (isKnownShape(value)) return { account: null, raws: [value] };
  const raws = listing(value);
  return raws === null ? null : { account: null, raws };
}

/** listNotifications, getPosts, searchPosts, getAuthorFeed, getPostThread, getMessages, getLog, listConvos. */
function listing(value: Json): readonly unknown[] | null {
  for (const list of [value.notifications, value.posts, value.messages, value.logs])
    if (Array.isArray(list)) return list;
  if (Array.isArray(value.feed)) return value.feed.map((entry) => (isRecord(entry) ? entry.post : entry));
  if (Array.isArray(value.convos))
    return value.convos.map((convo) => (isRecord(convo) ? convo.lastMessage : convo));
  return isRecord(value.thread) ? threadPosts(value.thread) : null;
}

const MAX_THREAD = 10_000;

/** A thread's posts, those above first; without recursion, since a thread may be as deep as its sender likes. */
function threadPosts(thread: Json): unknown[] {
  const above: unknown[] = [];
  for (let parent = thread.parent; isRecord(parent) && above.length < MAX_THREAD; parent = parent.parent)
    above.unshift(isRecord(parent.post) ? parent.post : parent);
  const below: unknown[] = [];
  const waiting: unknown[] = [thread];
  while (waiting.length > 0 && below.length < MAX_THREAD) {
    const node = waiting.shift();
    if (!isRecord(node)) continue;
    below.push(isRecord(node.post) ? node.post : node);
    if (Array.isArray(node.replies)) waiting.push(...node.replies);
  }
  return [...above, ...below];
}
