/** Notifications, events of the stream and of a server's own webhooks. Pure. */
import type { Change, Ignored } from '../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { idOf, isRecord, type Json, timeOf } from '../shared/read.ts';
import { authorOf, isStatus, type Ours, readStatus } from './status.ts';
import { ignored, nameOf, unknown } from './words.ts';

/** Somebody likes it or carries it on: nothing was written. */
const REACTIONS = new Set<unknown>([
  'favourite',
  'reblog',
  'emoji_reaction',
  'reaction',
  'pleroma:emoji_reaction',
]);
/** Of a quote the status is theirs; of an edit the new words. */
const WRITTEN = new Map<unknown, 'added' | 'edited'>([
  ['mention', 'added'],
  ['quote', 'added'],
  ['update', 'edited'],
  ['quoted_update', 'edited'],
]);
const OF_NO_CONCERN = new Set<unknown>(
  (
    'status follow follow_request poll admin.sign_up admin.report severed_relationships moderation_warning ' +
    'annual_report'
  ).split(' '),
);

export const isNotification = (value: unknown): value is Json =>
  isRecord(value) && typeof value.type === 'string' && 'created_at' in value && 'id' in value;

function reactionTo(notification: Json, changeName: string): Ignored {
  const status = isRecord(notification.status) ? notification.status : {};
  const at = timeOf(notification.created_at);
  const reaction = {
    removed: false,
    parentId: idOf(status.id),
    postId: null,
    author: authorOf(notification.account),
    at,
  };
  return { ...ignored(changeName), reaction };
}

function readNotification(notification: Json, ours: Ours): Change {
  const what = nameOf('notification', notification.type);
  if (REACTIONS.has(notification.type)) return reactionTo(notification, what);
  const type = WRITTEN.get(notification.type);
  if (type !== undefined) return readStatus(notification.status, { ours, what, type, notified: true });
  return OF_NO_CONCERN.has(notification.type) ? ignored(what) : unknown(what);
}

export const isStreamed = (value: unknown): value is Json =>
  isRecord(value) && typeof value.event === 'string' && ('payload' in value || 'stream' in value);

/** The payload is JSON within a string. */
function payloadOf({ payload }: Json): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    return parseLossless(decodeUtf8(Buffer.from(payload)));
  } catch {
    return undefined;
  }
}

/** Of the home timeline, what those whom the account follows write to others is none of ours. */
function readHome(status: unknown, ours: Ours): Change {
  const change = readStatus(status, { ours, what: 'stream/update', type: 'added', notified: false });
  if (change.type !== 'added' || ours.id === null) return change;
  const concernsUs = change.own || change.kind === 'message' || change.mentions?.includes(ours.id);
  return concernsUs ? change : ignored('stream/update');
}

const QUIET_EVENTS = new Set<unknown>(
  (
    'filters_changed announcement announcement.reaction announcement.delete encrypted_message ' +
    'notifications_merged'
  ).split(' '),
);

function readStreamed(event: Json, ours: Ours): Change {
  const what = nameOf('stream', event.event);
  if (QUIET_EVENTS.has(event.event)) return ignored(what);
  if (event.event === 'delete') return readDelete(event, what);
  const payload = payloadOf(event);
  if (event.event === 'update') return readHome(payload, ours);
  if (event.event === 'status.update')
    return readStatus(payload, { ours, what, type: 'edited', notified: false });
  if (!isRecord(payload)) return unknown(what, 'payload');
  if (event.event === 'notification') return readNotification(payload, ours);
  if (event.event === 'conversation')
    return readStatus(payload.last_status, { ours, what, type: 'added', notified: false });
  return unknown(what);
}

/** Nothing but an id: what it was, our own store knows. */
function readDelete({ payload }: Json, changeName: string): Change {
  const externalId = idOf(payload);
  if (externalId === null) return unknown(changeName, 'payload');
  return { type: 'removed', kind: 'comment', externalId, parentId: null, postId: null, at: null };
}

/** What a server's administrators are sent: `{event, created_at, object}`. */
export const isAdminEvent = (value: unknown): value is Json =>
  isRecord(value) && typeof value.event === 'string' && 'object' in value;

const ADMIN_STATUSES = new Map<unknown, 'added' | 'edited'>([
  ['status.created', 'added'],
  ['status.updated', 'edited'],
]);

function readAdminEvent({ event, object }: Json, ours: Ours): Change {
  const what = nameOf('admin', event);
  const type = ADMIN_STATUSES.get(event);
  if (type !== undefined) return readStatus(object, { ours, what, type, notified: false });
  return /^(?:account|report)\./u.test(String(event)) ? ignored(what) : unknown(what);
}

const isConversation = (value: unknown): value is Json => isRecord(value) && 'last_status' in value;

/** Whatever Mastodon speaks of, taken apart by its shape. */
export function readChange(raw: unknown, ours: Ours): Change {
  if (isStreamed(raw)) return readStreamed(raw, ours);
  if (isAdminEvent(raw)) return readAdminEvent(raw, ours);
  if (isNotification(raw)) return readNotification(raw, ours);
  if (isStatus(raw)) {
    const type = timeOf(raw.edited_at) === null ? 'added' : 'edited';
    return readStatus(raw, { ours, what: 'status', type, notified: false });
  }
  if (isConversation(raw))
    return readStatus(raw.last_status, { ours, what: 'conversation', type: 'added', notified: false });
  return unknown('change');
}

export const isKnownShape = (raw: unknown): boolean =>
  isStreamed(raw) || isAdminEvent(raw) || isNotification(raw) || isStatus(raw) || isConversation(raw);
