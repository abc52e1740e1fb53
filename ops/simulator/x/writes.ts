/** The writing half: post, delete, hide, mute, block, like, messages (platforms.md 5.4). */
import { COSTS, costOfReply } from '../../../connectors/x/costs.ts';
import type { CallType } from '../types.ts';
import { demandScope, type XCall } from './call.ts';
import { routeOf } from './limits.ts';
import { enterpriseOnly, forbidden, invalid, notFound, notSummoned, XProblem } from './problems.ts';
import type { Reading } from './reads.ts';
import { idOf, type XPost } from './types.ts';

export interface Write {
  readonly type: CallType;
  readonly targetId: string;
  readonly message?: string;
}

const textIn = ({ json }: XCall, name: string): string | null =>
  typeof json[name] === 'string' && json[name] !== '' ? (json[name] as string) : null;
const answered = ({ json }: XCall): string | null => {
  const reply = json.reply as { in_reply_to_tweet_id?: unknown } | undefined;
  return typeof reply?.in_reply_to_tweet_id === 'string' ? reply.in_reply_to_tweet_id : null;
};

/** What kind of write a call is, for the list of calls; null for those that are none. */
export function writeOf(call: XCall): Write | null {
  const [, second = '', third = ''] = call.path;
  const target = textIn(call, 'target_user_id') ?? call.path[3] ?? '';
  const message = textIn(call, 'text');
  const said = message === null ? {} : { message };
  switch (routeOf(call)) {
    case 'POST tweets':
      return { type: 'reply', targetId: answered(call) ?? '', ...said };
    case 'POST dm_conversations/with/:id/messages':
      return { type: 'reply', targetId: third === '' ? '' : (call.path[2] ?? ''), ...said };
    case 'DELETE tweets/:id':
      return { type: 'delete', targetId: second };
    case 'PUT tweets/:id/hidden':
      return { type: call.json.hidden === false ? 'unhide' : 'hide', targetId: second };
    case 'POST users/:id/muting':
    case 'POST users/:id/blocking':
      return { type: 'ban', targetId: target };
    case 'DELETE users/:id/muting/:id':
    case 'DELETE users/:id/blocking/:id':
      return { type: 'unban', targetId: target };
    case 'POST users/:id/dm/block':
      return { type: 'ban', targetId: second };
    case 'POST users/:id/dm/unblock':
      return { type: 'unban', targetId: second };
    case 'POST users/:id/likes':
      return { type: 'like', targetId: textIn(call, 'tweet_id') ?? '' };
    default:
      return null;
  }
}

export interface Made {
  readonly status: number;
  readonly body: unknown;
  /** The id of what was created. */
  readonly id?: string;
}

const ok = (data: object): Made => ({ status: 200, body: { data } });

/** null: this is not a write that X has. */
export function answerWrite(call: XCall, reading: Reading): Made | null {
  const { world, keys } = reading;
  const [root, second = '', third = '', fourth = ''] = call.path;
  if (root === 'tweets' && call.method === 'POST' && second === '') return create(call, reading);
  if (root === 'tweets' && call.method === 'DELETE') return remove(call, reading);
  if (root === 'tweets' && third === 'hidden') return hide(call, reading);
  if (root === 'dm_conversations') return sendMessage(call, reading);
  if (root !== 'users') return null;
  if (third === 'dm') {
    demandScope(call, keys, 'dm.write');
    if (fourth === 'block') world.messagesRefused.add(second);
    else world.messagesRefused.delete(second);
    return ok({ blocked: fourth === 'block' });
  }
  if (second !== world.account.id) throw forbidden();
  if (third === 'muting')
    return person(call, reading, { list: world.muted, word: 'muting', scope: 'mute.write' });
  if (third === 'likes') return like(call, reading);
  if (third !== 'blocking') return null;
  if (keys.plan !== 'enterprise') throw enterpriseOnly();
  return person(call, reading, { list: world.blocked, word: 'blocking', scope: 'block.write' });
}

function person(
  call: XCall,
  { keys, world }: Reading,
  { list, word, scope }: { list: Set<string>; word: string; scope: string },
): Made {
  demandScope(call, keys, scope);
  const target = textIn(call, 'target_user_id') ?? call.path[3];
  if (target === undefined) throw invalid('The `target_user_id` field can not be empty');
  if (!world.users.has(target) || target === world.account.id) throw invalid('The user is not valid');
  if (call.method === 'POST') list.add(target);
  else list.delete(target);
  return ok({ [word]: call.method === 'POST' });
}

/** Of what is gone a write answers 404. */
function standing({ world }: Reading, id: string): XPost {
  const post = world.standing(id);
  if (post === null) throw new XProblem(404, notFound(id));
  return post;
}

function create(call: XCall, reading: Reading): Made {
  const { world, keys, faults, charge } = reading;
  demandScope(call, keys, 'tweet.write', 'tweet.read', 'users.read');
  const text = textIn(call, 'text');
  if (text === null) throw invalid('The `text` field is required');
  const under = answered(call);
  const parent = under === null ? null : world.standing(under);
  if (under !== null && parent === null)
    throw forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.');
  if (parent !== null && !isSummonedBy(parent, reading))
    throw faults.bareForbidden ? forbidden() : notSummoned();
  const isAgain = world
    .all()
    .some((post) => post.author.id === world.account.id && post.parentId === under && shown(post) === text);
  if (isAgain) throw forbidden('You are not allowed to create a Tweet with duplicate content.');
  charge(parent === null ? COSTS.post : costOfReply(text));
  const post = world.write({ author: world.account, text, parentId: parent === null ? null : idOf(parent) });
  const id = idOf(post);
  return { status: 201, body: { data: { id, text: post.text, edit_history_tweet_ids: [id] } }, id };
}

const shown = ({ text, shownFrom }: XPost): string => text.slice(shownFrom);

function isSummonedBy(post: XPost, { world, keys }: Reading): boolean {
  const { account } = world;
  if (keys.plan === 'enterprise' || post.author.id === account.id) return true;
  return world.namedIn(post).some(({ id }) => id === account.id) || world.quotesAccount(post);
}

function remove(call: XCall, reading: Reading): Made {
  demandScope(call, reading.keys, 'tweet.write');
  const post = standing(reading, call.path[1] ?? '');
  if (post.author.id !== reading.world.account.id)
    throw forbidden('You are not authorized to delete this Tweet.');
  reading.world.remove(post);
  return ok({ deleted: true });
}

/** Only answers, and only in conversations that the account began. */
function hide(call: XCall, reading: Reading): Made {
  demandScope(call, reading.keys, 'tweet.moderate.write');
  const { hidden } = call.json;
  if (typeof hidden !== 'boolean') throw invalid('The `hidden` field is required');
  const post = standing(reading, call.path[1] ?? '');
  const root = reading.world.posts.get(post.conversationId);
  if (post.parentId === null || root?.author.id !== reading.world.account.id) throw forbidden();
  post.hidden = hidden;
  return ok({ hidden });
}

function like(call: XCall, reading: Reading): Made {
  if (reading.keys.plan !== 'enterprise') throw enterpriseOnly();
  demandScope(call, reading.keys, 'like.write');
  reading.world.like(standing(reading, textIn(call, 'tweet_id') ?? ''), reading.world.account);
  return ok({ liked: true });
}

function sendMessage(call: XCall, { world, keys, charge }: Reading): Made {
  demandScope(call, keys, 'dm.write');
  const text = textIn(call, 'text');
  if (text === null) throw invalid('The `text` field is required');
  const to = world.users.get(call.path[2] ?? '');
  if (to === undefined) throw invalid('The participant is not valid');
  charge(COSTS.post);
  const { id } = world.message(world.account, to, text);
  const dm_conversation_id = [world.account.id, to.id].sort().join('-');
  return { status: 201, body: { data: { dm_conversation_id, dm_event_id: id } }, id };
}
