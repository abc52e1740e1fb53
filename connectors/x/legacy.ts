/** The Account Activity API: deprecated, and still what some plans send (platforms.md 5.1, 5.3). Pure. */
import type { Change, Entry } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, timeOf } from '../shared/read.ts';
import { readMessage } from './messages.ts';
import { numberedId, type People, peopleIn, personOf } from './people.ts';
import { changeOf } from './post.ts';
import { legacyTime, readLegacyPost } from './read-legacy.ts';
import { ignored, LEGACY_LISTS, type LegacyList, unknown } from './words.ts';

export const isLegacy = (body: Json): boolean =>
  // A long id is a number to one parser and digits to the other: both must say the same.
  ['string', 'number'].includes(typeof body.for_user_id) ||
  isRecord(body.user_event) ||
  LEGACY_LISTS.some((list) => Array.isArray(body[list]));

interface LegacyContext {
  readonly accountId: string;
  readonly list: LegacyList;
  readonly people: People;
}

export function readLegacy(body: Json): Entry {
  const accountId = idOf(body.for_user_id) ?? revokedOf(body) ?? '';
  const people = peopleIn(body.users);
  const changes = LEGACY_LISTS.flatMap((list) => {
    const entries = Array.isArray(body[list]) ? body[list] : [];
    return entries.map((raw) => ({ change: readEvent(raw, { accountId, list, people }), raw }));
  });
  if (isRecord(body.user_event)) changes.push({ change: unknown('user_event'), raw: body });
  if (changes.length === 0) changes.push({ change: unknown('for_user_id'), raw: body });
  return { accountExternalId: accountId, sentAt: null, changes };
}

/** Whose access was taken back. */
function revokedOf({ user_event: event }: Json): string | null {
  const revoke = isRecord(event) && isRecord(event.revoke) ? event.revoke : {};
  return isRecord(revoke.source) ? idOf(revoke.source.user_id) : null;
}

function readEvent(raw: unknown, context: LegacyContext): Change {
  const { list, accountId, people } = context;
  if (!isRecord(raw)) return unknown(list);
  if (list === 'tweet_create_events') return tweetOf(raw, accountId);
  if (list === 'tweet_delete_events') return deletionOf(raw);
  if (list === 'direct_message_events') return readMessage(raw, { accountId, people });
  if (list === 'favorite_events') return favouriteOf(raw);
  return ignored(list);
}

function tweetOf(tweet: Json, accountId: string): Change {
  const post = readLegacyPost(tweet);
  if (post === null) return unknown('tweet_create_events', 'id');
  return changeOf(post, { accountId, changeName: 'tweet_create_events' });
}

function deletionOf(event: Json): Change {
  const status = isRecord(event.status) ? event.status : {};
  const externalId = numberedId(status);
  if (externalId === null) return unknown('tweet_delete_events', 'id');
  const by = idOf(status.user_id_str) ?? idOf(status.user_id);
  const at = timeOf(event.timestamp_ms);
  return { type: 'removed', kind: 'post', externalId, parentId: null, postId: null, by, at };
}

function favouriteOf(event: Json): Change {
  const parentId = isRecord(event.favorited_status) ? numberedId(event.favorited_status) : null;
  const person = personOf(event.user);
  const author = person === null ? null : { id: person.id, name: person.name };
  const at = timeOf(event.timestamp_ms) ?? legacyTime(event.created_at);
  const reaction = { removed: false, parentId, postId: parentId, author, at };
  return { ...ignored('favorite_events'), reaction };
}
