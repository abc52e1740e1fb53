/** What X says of an event: in the X Activity API's words, or in the deprecated Account Activity API's. */
import { createHash } from 'node:crypto';
import { legacyPost, mediaObjects, messageEvent, postObject, userObject } from './shapes.ts';
import { idOf, type XEvent, type XPost, type XUser } from './types.ts';
import type { XWorld } from './world.ts';

/** A signed 64-bit number, so half of them are negative. */
const eventUuid = (event: XEvent): string =>
  String(
    createHash('sha256')
      .update(JSON.stringify([event.type, event.at, keyOf(event)]))
      .digest()
      .readBigInt64LE(0),
  );

const keyOf = ({ post, message, by }: XEvent): string =>
  [post === undefined ? '' : idOf(post), message?.id ?? '', by?.id ?? ''].join(' ');

/** Sometimes the user and sometimes `{data: user}` (platforms.md 5.3). */
const wrapped = (user: XUser, wraps: boolean) => (wraps ? { data: userObject(user) } : userObject(user));

/** What the X Activity API sends of it. */
export function activityBody(
  world: XWorld,
  event: XEvent,
  { tag, dropMedia }: { tag: string | null; dropMedia: boolean },
): Buffer {
  const { type, post, message } = event;
  const uuid = eventUuid(event);
  const people = [...new Map(peopleOf(world, event).map((user) => [user.id, user])).values()];
  const users = people.map((user) => wrapped(user, type === 'post.delete' || uuid.startsWith('-')));
  const media = post === undefined || dropMedia ? [] : mediaObjects(post);
  const includes = { users, ...(media.length === 0 ? {} : { media }) };
  const data = {
    event_uuid: uuid,
    filter: { user_id: world.account.id },
    event_type: type,
    ...(tag === null ? {} : { tag }),
    payload: payloadOf(world, event),
    ...(message === undefined ? { includes } : {}),
  };
  return Buffer.from(JSON.stringify({ data }));
}

function peopleOf({ account }: XWorld, { post, by }: XEvent): XUser[] {
  return [...(post === undefined ? [] : [post.author]), ...(by === undefined ? [] : [by]), account];
}

function payloadOf(world: XWorld, { type, post, message, at }: XEvent): Record<string, unknown> {
  if (message !== undefined) {
    const users = {
      [message.from.id]: { data: userObject(message.from) },
      [message.to.id]: { data: userObject(message.to) },
    };
    return { direct_message_events: [messageEvent(message)], users };
  }
  const about = post as XPost;
  if (type === 'post.delete') return { id: idOf(about), author_id: about.author.id };
  if (type !== 'like.create') return postObject(world, about);
  return {
    id: createHash('md5').update(String(at)).digest('hex'),
    created_at: new Date(about.createdAt).toISOString(),
    timestamp_ms: String(at),
    liked_tweet_id: idOf(about),
    liked_tweet_author_id: about.author.id,
  };
}

/** What the Account Activity API sends of it; one POST holds one kind of list. */
export function legacyBody(world: XWorld, event: XEvent): Buffer {
  const { type, post, message, by, at } = event;
  const users = (list: readonly XUser[]) =>
    Object.fromEntries(list.map(({ id, name, username }) => [id, { id, name, screen_name: username }]));
  const lists =
    message !== undefined
      ? { direct_message_events: [messageEvent(message)], users: users([message.from, message.to]) }
      : type === 'post.delete'
        ? {
            tweet_delete_events: [
              {
                status: { id: idOf(post as XPost), user_id: (post as XPost).author.id },
                timestamp_ms: String(at),
              },
            ],
          }
        : type === 'like.create'
          ? {
              favorite_events: [
                {
                  id: eventUuid(event),
                  timestamp_ms: at,
                  favorited_status: legacyPost(world, post as XPost),
                  user: { id_str: by?.id, name: by?.name, screen_name: by?.username },
                },
              ],
            }
          : { user_has_blocked: false, tweet_create_events: [legacyPost(world, post as XPost)] };
  return Buffer.from(JSON.stringify({ for_user_id: world.account.id, ...lists }));
}
