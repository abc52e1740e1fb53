/**
 * TikTok's business webhook (platforms.md 7), read only: no account can be connected yet. `content` is JSON in a string,
 * and its ids are numbers beyond 2^53. Pure: no clock, no I/O.
 */
import type { Change, DeliveryReader, Entry } from '../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { idOf, isRecord, type Json, textOf, timeOf } from '../shared/read.ts';
import { listedIn, readListed } from './listed.ts';
import { readMessage } from './message.ts';
import { ignored, nameOf, unknown } from './words.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => envelope(body, JSON.parse) !== null,
  tellsOfHiding,
  parseDelivery,
  withText,
};

/** Null for anything but `{event, content, …}` and the answer `{code, data: {comments}}`. */
function envelope(body: Uint8Array, parse: (text: string) => unknown): Json | null {
  try {
    const parsed = parse(decodeUtf8(body));
    if (!isRecord(parsed)) return null;
    const isEvent = typeof parsed.event === 'string' && parsed.content !== undefined;
    return isEvent || listedIn(parsed) !== null ? parsed : null;
  } catch {
    return null;
  }
}

/** Some forwarders have unpacked the string already. */
function contentOf({ content }: Json): Json | null {
  if (isRecord(content)) return content;
  if (typeof content !== 'string') return null;
  try {
    const parsed = parseLossless(content);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** One event a body, or a page of comments. */
function parseDelivery(body: Uint8Array): readonly Entry[] {
  const raw = envelope(body, parseLossless);
  if (raw === null) return [];
  const listed = listedIn(raw);
  if (listed !== null) return [readListed(raw, listed)];
  const accountId = idOf(raw.user_openid) ?? '';
  const changes = [{ change: readEvent(raw, accountId), raw }];
  return [{ accountExternalId: accountId, sentAt: timeOf(raw.create_time), changes }];
}

/** Its own test, what became of a video of ours, what we have read and sent. */
const NO_CONCERN: ReadonlySet<unknown> = new Set([
  'tiktok.ping',
  'im_mark_read_msg',
  'im_send_msg',
  'im_referral_msg',
]);

function readEvent(raw: Json, accountId: string): Change {
  const { event } = raw;
  const changeName = nameOf(event);
  if (NO_CONCERN.has(event) || /^(?:post|video)\.(?:publish|upload)\./u.test(String(event)))
    return ignored(changeName);
  const content = contentOf(raw);
  if (event === 'comment.update')
    return content === null ? unknown(changeName, 'content') : readComment(content, accountId);
  // Of somebody in the EEA, Switzerland or the UK, sender and text are left out.
  if (event === 'im_receive_msg')
    return content === null ? unknown(changeName, 'content') : readMessage(content, accountId);
  return unknown(changeName);
}

/** Seen by the writer's friends alone, it is hidden from the public. */
const ACTIONS = new Map<unknown, 'added' | 'removed' | 'hidden' | 'unhidden'>([
  ['insert', 'added'],
  ['delete', 'removed'],
  ['set_to_hidden', 'hidden'],
  ['set_to_friends_only', 'hidden'],
  ['set_to_public', 'unhidden'],
]);

function readComment(content: Json, accountId: string): Change {
  const changeName = 'comment.update';
  const action = ACTIONS.get(content.comment_action);
  if (action === undefined) return unknown(changeName, 'comment_action');
  const externalId = idOf(content.comment_id);
  if (externalId === null) return unknown(changeName, 'comment_id');
  const postId = idOf(content.video_id);
  const parent = idOf(content.parent_comment_id);
  // 0 stands for none.
  const parentId = parent === null || parent === '0' ? postId : parent;
  const target = { kind: 'comment' as const, externalId, parentId, postId };
  const at = timeOf(content.timestamp);
  if (action === 'removed') return { type: action, ...target, by: null, at };
  if (action !== 'added') return { type: action, ...target, at };
  if (content.text === undefined || content.text === null)
    return { type: 'untold-edit', ...target, at, isNew: true };
  const text = textOf(content.text);
  if (text === null) return unknown(changeName, 'text');
  const authorId = idOf(content.unique_identifier);
  return {
    type: 'added',
    ...target,
    // TikTok leads there from any name before the number.
    permalink: postId === null ? null : `https://www.tiktok.com/@/video/${encodeURIComponent(postId)}`,
    author: authorId === null ? null : { id: authorId, name: null },
    own: authorId !== null && authorId === accountId,
    text,
    attachments: [],
    at,
  };
}

/** Nearly all bodies are done with at a glance at their bytes. */
function tellsOfHiding(body: Uint8Array): boolean {
  if (!Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes('set_to_')) return false;
  return parseDelivery(body).some(({ changes }) =>
    changes.some(({ change }) => change.type === 'hidden' || change.type === 'unhidden'),
  );
}

/** `fetched` says of the bytes that they are ours: the platform sent the rest. */
function withText(body: Uint8Array, externalId: string, text: string): Buffer | null {
  const raw = envelope(body, parseLossless);
  const [change] = parseDelivery(body)[0]?.changes ?? [];
  if (raw === null || change?.change.type !== 'untold-edit' || change.change.externalId !== externalId)
    return null;
  const content = JSON.stringify({ ...contentOf(raw), text });
  return Buffer.from(JSON.stringify({ ...raw, content, fetched: true }));
}
