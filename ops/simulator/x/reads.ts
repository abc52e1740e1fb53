/** The reading half: one post, timelines, the search, messages. */
import { COSTS } from '../../../connectors/x/costs.ts';
import { demandScope, type XCall, type XKeys } from './call.ts';
import type { XFaults } from './faults.ts';
import { forbidden, invalid, notFound } from './problems.ts';
import { mediaObjects, postObject, userObject } from './shapes.ts';
import { idOf, type XPost } from './types.ts';
import type { XWorld } from './world.ts';

export interface Reading {
  readonly world: XWorld;
  readonly keys: XKeys;
  readonly faults: XFaults;
  readonly now: () => number;
  readonly charge: (mills: number) => void;
}

const SEARCHED_MS = 7 * 86_400_000;

/** null: this is not a read that X has. */
export function answerRead(call: XCall, reading: Reading): unknown {
  const { path } = call;
  const { world, keys } = reading;
  demandScope(call, keys, 'tweet.read', 'users.read');
  const [root, second, third] = path;
  if (root === 'users' && second === 'me') return { data: userObject(world.account) };
  if (root === 'users' && (third === 'mentions' || third === 'tweets')) return timeline(call, reading);
  if (root === 'tweets' && second === 'search') return search(call, reading);
  if (root === 'tweets' && second !== undefined) return onePost(second, reading);
  if (root === 'tweets')
    return posts(reading, (call.query.get('ids') ?? '').split(',').flatMap(known(world)));
  if (root === 'dm_events' || path.at(-1) === 'dm_events') return messages(call, reading);
  return null;
}

const known =
  (world: XWorld) =>
  (id: string): XPost[] => {
    const post = world.standing(id);
    return post === null ? [] : [post];
  };

function posts({ world, faults, charge }: Reading, found: readonly XPost[], meta?: object) {
  const referred = found
    .flatMap(({ parentId, quoteOf, repostOf }) => [parentId, quoteOf, repostOf])
    .flatMap((id) => (id === null ? [] : known(world)(id)));
  const authors = [...new Map(found.map(({ author }) => [author.id, author])).values()];
  const media = faults.dropMedia ? [] : found.flatMap(mediaObjects);
  charge(found.length * COSTS.postRead + authors.length * COSTS.userRead);
  const includes = {
    users: authors.map(userObject),
    ...(referred.length === 0 ? {} : { tweets: referred.map((post) => postObject(world, post)) }),
    ...(media.length === 0 ? {} : { media }),
  };
  return {
    ...(found.length === 0 ? {} : { data: found.map((post) => postObject(world, post)), includes }),
    ...(meta === undefined ? {} : { meta }),
  };
}

/** An id that is no post's answers 200, with the problem inside. */
function onePost(id: string, reading: Reading) {
  const post = reading.world.standing(id);
  if (post === null) return { errors: [notFound(id)] };
  const { data, includes } = posts(reading, [post]);
  return { data: data?.[0], includes };
}

/** Pages by a position in the list, told as an opaque token. */
function paged(call: XCall, reading: Reading, all: readonly XPost[]) {
  const size = Number(call.query.get('max_results') ?? 10);
  if (!(size >= 5 && size <= 100))
    throw invalid('The `max_results` query parameter value is not between 5 and 100');
  const token = call.query.get('pagination_token') ?? call.query.get('next_token') ?? 'p0';
  const from = Number(token.slice(1));
  if (!/^p\d+$/u.test(token)) throw invalid('The `pagination_token` is not valid');
  const page = all.slice(from, from + size);
  const [first, last] = [page[0], page.at(-1)];
  return posts(reading, page, {
    result_count: page.length,
    ...(first && last ? { newest_id: idOf(first), oldest_id: idOf(last) } : {}),
    ...(from + size < all.length ? { next_token: `p${from + size}` } : {}),
  });
}

function timeline(call: XCall, reading: Reading) {
  const [, user, what] = call.path;
  const { world } = reading;
  if (user !== world.account.id) throw forbidden();
  const since = BigInt(call.query.get('since_id') ?? '0');
  const start = Date.parse(call.query.get('start_time') ?? '1970-01-01T00:00:00Z');
  const isMentioned = ({ text, author }: XPost): boolean =>
    author.id !== user && new RegExp(`@${world.account.username}\\b`, 'iu').test(text);
  const wanted = world
    .all()
    .filter((post) => (what === 'tweets' ? post.author.id === user : isMentioned(post)))
    .filter((post) => post.createdAt >= start && BigInt(idOf(post)) > since);
  return paged(call, reading, wanted);
}

/** `conversation_id:ID`, alone or with `from:ID`; the last seven days, and not all of them. */
function search(call: XCall, reading: Reading) {
  const { world, faults, now } = reading;
  const query = call.query.get('query') ?? '';
  const conversation = /\bconversation_id:(\d+)/u.exec(query)?.[1];
  const from = /\bfrom:(\d+)/u.exec(query)?.[1];
  if (conversation === undefined) throw invalid('The query cannot be read by this simulator');
  const start = Date.parse(call.query.get('start_time') ?? '');
  if (start < now() - SEARCHED_MS) throw invalid('`start_time` must be within the last seven days');
  const wanted = world.all().filter(
    ({ conversationId, author, parentId, createdAt }) =>
      conversationId === conversation &&
      // The post that begins it is no answer in it.
      parentId !== null &&
      (from === undefined || author.id === from) &&
      createdAt > now() - SEARCHED_MS &&
      createdAt <= now() - faults.searchLagMs &&
      !faults.searchOmits.includes(author.id) &&
      !(createdAt < start),
  );
  return paged(call, reading, wanted);
}

function messages(call: XCall, { world, keys, charge }: Reading) {
  demandScope(call, keys, 'dm.read');
  const participant = call.path[0] === 'dm_conversations' ? call.path[2] : undefined;
  const found = world.messages
    .filter(({ from, to }) => participant === undefined || from.id === participant || to.id === participant)
    .toReversed();
  charge(found.length * COSTS.messageRead);
  const data = found.map(({ id, from, text, createdAt }) => ({
    ...{ id, event_type: 'MessageCreate', text, sender_id: from.id },
    created_at: new Date(createdAt).toISOString(),
  }));
  return { ...(data.length === 0 ? {} : { data }), meta: { result_count: data.length } };
}
