/** What the page does to a visitor's comment or post (platforms.md 1.6). */
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import { refusalOfError } from '../shared/meta/errors.ts';
import type { GraphCall } from '../shared/meta/graph.ts';
import {
  confirmed,
  NOT_SUPPORTED,
  onlyOnce,
  outcomeOf,
  type Presence,
  repeatable,
} from '../shared/meta/outcome.ts';
import { privateReply } from '../shared/meta/private-reply.ts';
import { isRecord } from '../shared/read.ts';
import { findReply } from './find-reply.ts';
import { graph } from './graph.ts';
import { presenceOf } from './presence.ts';
import { replyParent } from './reply-parent.ts';

export const actions: ActionsConnector = {
  platform: 'facebook',
  capabilities: {
    ...NO_CAPABILITIES,
    ...{ reply: true, hide: true, delete: true, ban: true, like: true },
    ...{ privateReply: true, seesEdits: true, seesDeletes: true },
    hideLeaves: 'friends',
    onMessages: ['ban'],
  },
  reply,
  findReply,
  hide: (access, target) => setHidden(access, target, true),
  unhide: (access, target) => setHidden(access, target, false),
  delete: remove,
  ban,
  like,
  privateReply: (access, target, text) =>
    target.kind === 'comment'
      ? privateReply(graph, { access, target }, text)
      : Promise.resolve(NOT_SUPPORTED),
};

async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  if (target.kind === 'message') return NOT_SUPPORTED;
  const under = replyParent(target);
  const answer = await graph(access, { method: 'POST', path: [under, 'comments'], form: { message: text } });
  return onlyOnce(answer, () => presenceOf(access, { ...target, externalId: under }));
}

function setHidden(access: AccountAccess, target: ActionTarget, hidden: boolean): Promise<Outcome> {
  if (!isOnOurPage(target)) return Promise.resolve(NOT_SUPPORTED);
  const form = { is_hidden: String(hidden) };
  const call: GraphCall = { method: 'POST', path: [target.externalId], form };
  // What is gone shows nothing either.
  return write(access, target, { call, reaches: hidden ? ['hidden', 'gone'] : ['public'] });
}

function remove(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (!isOnOurPage(target)) return Promise.resolve(NOT_SUPPORTED);
  const call: GraphCall = { method: 'DELETE', path: [target.externalId] };
  return write(access, target, { call, reaches: ['gone'] });
}

function like(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (target.kind === 'message') return Promise.resolve(NOT_SUPPORTED);
  const call: GraphCall = { method: 'POST', path: [target.externalId, 'likes'] };
  return write(access, target, { call, reaches: [] });
}

/**
 * A mention stands on somebody else's page. Graph would answer "no permission", which would hold up every other
 * action of the account until a person looked.
 */
function isOnOurPage(target: ActionTarget): boolean {
  return target.kind === 'comment' || target.kind === 'post' || target.kind === 'review';
}

/** One that may be sent twice. */
async function write(
  access: AccountAccess,
  target: ActionTarget,
  { call, reaches }: { readonly call: GraphCall; readonly reaches: readonly Presence[] },
): Promise<Outcome> {
  return repeatable(await graph(access, call), { look: () => presenceOf(access, target), reaches });
}

/** Answers per person: `{"<id>": true}` or `{"<id>": {success: false, error}}`. */
async function ban(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (target.authorId === null) return NOT_SUPPORTED;
  // Who has sent a message is known by another id than who has commented.
  const as = target.kind === 'message' ? 'psid' : 'user';
  const form = { [as]: JSON.stringify([target.authorId]) };
  const answer = await graph(access, { method: 'POST', path: [access.externalId, 'blocked'], form });
  if (!answer.ok) return outcomeOf(answer.refusal);
  const result = Object.hasOwn(answer.body, target.authorId)
    ? answer.body[target.authorId]
    : answer.body.success;
  if (!isRecord(result)) return confirmed(result);
  return isRecord(result.error) ? outcomeOf(refusalOfError(result.error)) : confirmed(result.success);
}
