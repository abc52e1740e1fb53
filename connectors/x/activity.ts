/** One event of the X Activity API (platforms.md 5.3). Pure. */
import type { Change, Entry, Reaction } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, timeOf } from '../shared/read.ts';
import { readMessage } from './messages.ts';
import { authorIn, peopleIn, unwrapped } from './people.ts';
import { changeOf } from './post.ts';
import { includesOf, readPost } from './read-post.ts';
import { activityName, concernsNobody, ignored, unknown } from './words.ts';

interface Activity {
  readonly type: string;
  readonly accountId: string;
  readonly payload: Json | null;
  readonly includes: unknown;
  readonly filter: Json;
}

/** `event_uuid` names the delivery, not the event: it is negative at times, and a replay has another one. */
export function readActivity(event: Json): Entry {
  const filter = isRecord(event.filter) ? event.filter : {};
  const payload = unwrapped(event.payload);
  // Of a revoked access the filter is empty.
  const accountId = idOf(filter.user_id) ?? idOf(payload?.user_id) ?? '';
  const type = activityName(event.event_type);
  const activity = { type, accountId, payload, includes: event.includes, filter };
  const changes = changesOf(activity).map((change) => ({ change, raw: event }));
  return { accountExternalId: accountId, sentAt: null, changes };
}

function changesOf(activity: Activity): readonly Change[] {
  const { type, payload } = activity;
  if (concernsNobody(type)) return [ignored(type)];
  // What it says is written for its readers alone, by keys that no server has.
  if (type === 'chat.received') return [unknown('chat.received encrypted')];
  if (type.startsWith('chat.')) return [ignored(type)];
  if (payload === null) return [unknown(type, 'payload')];
  if (type === 'dm.received' || type === 'dm.sent') return messagesOf(activity, payload);
  if (type === 'like.create') return [likeOf(activity, payload)];
  if (type === 'post.delete') return [deletionOf(payload)];
  return type.startsWith('post.') ? [postOf(activity, payload)] : [unknown(type)];
}

function postOf({ type, accountId, includes }: Activity, payload: Json): Change {
  const post = readPost(payload, includesOf(includes));
  if (post === null) return unknown(type, 'id');
  if (type === 'post.repost.create' && post.repostOf === null)
    return { ...ignored(type), reaction: repostAlone(payload) };
  // Only what answers a post of the filter's user is sent as such.
  const inOwnConversation = type === 'post.reply.create';
  return changeOf(post, { accountId, changeName: type, inOwnConversation });
}

function repostAlone(payload: Json): Reaction {
  const author = authorIn(new Map(), idOf(payload.author_id));
  return { removed: false, parentId: null, postId: null, author, at: timeOf(payload.created_at) };
}

/** Told of the account's own posts only. Which kind it was, the comment itself knows. */
function deletionOf(payload: Json): Change {
  const externalId = idOf(payload.id);
  if (externalId === null) return unknown('post.delete', 'id');
  const by = idOf(payload.author_id);
  return { type: 'removed', kind: 'post', externalId, parentId: null, postId: null, by, at: null };
}

/** `created_at` is the liked post's. Who liked is told by the direction, or by whom else the delivery knows. */
function likeOf({ type, accountId, filter, includes }: Activity, payload: Json): Change {
  const parentId = idOf(payload.liked_tweet_id) ?? idOf(payload.liked_post_id);
  const people = includesOf(includes).people;
  const others = [...people.keys()].filter((id) => id !== idOf(payload.liked_tweet_author_id));
  const liker =
    filter.direction === 'outbound' ? accountId : others.length === 1 ? (others[0] ?? null) : null;
  const author = authorIn(people, liker === '' ? null : liker);
  const at = timeOf(payload.timestamp_ms);
  return { ...ignored(type), reaction: { removed: false, parentId, postId: parentId, author, at } };
}

function messagesOf({ type, accountId }: Activity, payload: Json): readonly Change[] {
  const events = Array.isArray(payload.direct_message_events) ? payload.direct_message_events : [];
  if (events.length === 0) return [unknown(type, 'direct_message_events')];
  const people = peopleIn(payload.users);
  return events.map((event) =>
    isRecord(event) ? readMessage(event, { accountId, people }) : unknown(type, 'direct_message_events'),
  );
}
