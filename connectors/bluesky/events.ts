/** Notifications, views of posts, and commits as Jetstream tells them. Pure. */
import type { Change, Ignored } from '../../core/actions/connector.ts';
import type { CommentKind } from '../../core/inbox/comment.ts';
import { isRecord, type Json, timeOf } from '../shared/read.ts';
import { authorOf, publishedAt, readPost } from './post.ts';
import { didOf, POSTS, type RecordName, recordName } from './uri.ts';
import { ignored, nameOf, unknown } from './words.ts';

/** Nothing was written. */
const REACTIONS = new Set<unknown>(['like', 'repost', 'like-via-repost', 'repost-via-repost']);
const WRITTEN = new Map<unknown, CommentKind>([
  ['reply', 'comment'],
  ['mention', 'mention'],
  ['quote', 'mention'],
]);
const OF_NO_CONCERN = new Set<unknown>([
  'follow',
  'starterpack-joined',
  'verified',
  'unverified',
  'subscribed-post',
  'contact-match',
]);

export const isNotification = (value: unknown): value is Json =>
  isRecord(value) && typeof value.reason === 'string' && 'uri' in value && 'author' in value;

const subjectOf = (record: unknown): RecordName | null =>
  isRecord(record) && isRecord(record.subject) ? recordName(record.subject.uri) : null;

function reactionTo(
  record: unknown,
  changeName: string,
  told: Pick<NonNullable<Ignored['reaction']>, 'author' | 'removed' | 'at'>,
) {
  return {
    ...ignored(changeName),
    reaction: { ...told, parentId: subjectOf(record)?.uri ?? null, postId: null },
  };
}

/** Whose it is, where only the notification can say: what was answered, liked or quoted is the account's. */
export const ownerOf = (raw: unknown): string | null =>
  isNotification(raw) && raw.reason !== 'subscribed-post'
    ? (recordName(raw.reasonSubject)?.did ?? null)
    : null;

function readNotification(raw: Json, account: string): Change {
  const what = nameOf('notification', raw.reason);
  const [author, indexedAt] = [authorOf(raw.author), timeOf(raw.indexedAt)];
  if (REACTIONS.has(raw.reason)) {
    const at = isRecord(raw.record) ? publishedAt(raw.record, indexedAt) : indexedAt;
    return reactionTo(raw.record, what, { author, removed: false, at });
  }
  const notified = WRITTEN.get(raw.reason);
  if (notified === undefined) return OF_NO_CONCERN.has(raw.reason) ? ignored(what) : unknown(what);
  const name = recordName(raw.uri);
  if (name === null) return unknown(what, 'uri');
  return readPost(name, raw.record, { what, account, type: 'added', author, indexedAt, notified });
}

export const isPostView = (value: unknown): value is Json =>
  isRecord(value) && 'uri' in value && 'record' in value && 'author' in value && !('reason' in value);

function readView(raw: Json, account: string): Change {
  const name = recordName(raw.uri);
  if (name === null) return unknown('post', 'uri');
  const told = { author: authorOf(raw.author), indexedAt: timeOf(raw.indexedAt) };
  return readPost(name, raw.record, { what: 'post', account, type: 'added', ...told, view: raw.embed });
}

const removed = ({ uri }: RecordName, at: Date | null): Change => ({
  ...{ type: 'removed', kind: 'comment', externalId: uri, parentId: null, postId: null, at },
});

/** What a thread shows in the place of a post. */
export const isPlaceholder = (value: unknown): value is Json =>
  isRecord(value) && (value.notFound === true || value.blocked === true) && 'uri' in value;

function readPlaceholder(raw: Json): Change {
  const name = recordName(raw.uri);
  if (raw.notFound !== true || name === null) return ignored('blocked post');
  return removed(name, null);
}

/** `{did, time_us, kind: 'commit', commit: {operation, collection, rkey, record}}`. */
export const isStreamed = (value: unknown): value is Json =>
  isRecord(value) && 'did' in value && typeof value.kind === 'string' && 'time_us' in value;

/** Jetstream counts microseconds. */
const microTime = (value: unknown): Date | null =>
  Number.isSafeInteger(value) ? timeOf(Math.floor(Number(value) / 1000)) : null;

const REACTING = new Set<unknown>(['app.bsky.feed.like', 'app.bsky.feed.repost']);
const TYPES = new Map<unknown, 'added' | 'edited'>([
  ['create', 'added'],
  ['update', 'edited'],
]);

/** The list holds all that is hidden, however long ago: each is said anew. */
function readThreadgate(record: unknown, at: Date | null): Change[] {
  const hidden = isRecord(record) && Array.isArray(record.hiddenReplies) ? record.hiddenReplies : [];
  const changes = hidden.slice(0, 1000).flatMap((uri): Change[] => {
    const name = recordName(uri);
    const postId = isRecord(record) ? (recordName(record.post)?.uri ?? null) : null;
    if (name === null) return [];
    return [{ type: 'hidden', kind: 'comment', externalId: name.uri, parentId: null, postId, at }];
  });
  return changes.length > 0 ? changes : [ignored('commit/app.bsky.feed.threadgate')];
}

function readCommit(
  did: string,
  commit: Json,
  { at, account }: { at: Date | null; account: string },
): Change[] {
  const { operation, collection, rkey, record } = commit;
  const what = nameOf('commit', collection, operation);
  const author = { id: did, name: null };
  if (REACTING.has(collection))
    return [reactionTo(record, what, { author, removed: operation === 'delete', at })];
  if (collection === 'app.bsky.feed.threadgate') return readThreadgate(record, at);
  if (collection !== POSTS) return [ignored(what)];
  const name = recordName(`at://${did}/${POSTS}/${String(rkey)}`);
  if (name === null) return [unknown(what, 'rkey')];
  if (operation === 'delete') return [removed(name, at)];
  const type = TYPES.get(operation);
  if (type === undefined) return [unknown(what)];
  return [readPost(name, record, { what, account, type, author, indexedAt: at })];
}

function readStreamed(raw: Json, account: string): Change[] {
  if (raw.kind !== 'commit') return [ignored(nameOf('stream', raw.kind))];
  const did = didOf(raw.did);
  if (did === null || !isRecord(raw.commit)) return [unknown('commit', did === null ? 'did' : 'commit')];
  return readCommit(did, raw.commit, { at: microTime(raw.time_us), account });
}

/** Whatever the AT protocol's application speaks of, taken apart by its shape; nearly always one change. */
export function readChange(raw: unknown, account: string): Change[] | null {
  if (isStreamed(raw)) return readStreamed(raw, account);
  if (isNotification(raw)) return [readNotification(raw, account)];
  if (isPostView(raw)) return [readView(raw, account)];
  if (isPlaceholder(raw)) return [readPlaceholder(raw)];
  return null;
}
