/** What the account does to a visitor's comment (platforms.md 2.3). Instagram has no ban, no report, and no like yet. */
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import type { GraphCall } from '../shared/meta/graph.ts';
import { NOT_SUPPORTED, onlyOnce, type Presence, repeatable } from '../shared/meta/outcome.ts';
import { privateReply } from '../shared/meta/private-reply.ts';
import { findReply } from './find-reply.ts';
import { graph } from './graph.ts';
import { presenceOf } from './presence.ts';
import { replyParent, rootOf } from './thread.ts';

export const actions: ActionsConnector = {
  platform: 'instagram',
  capabilities: {
    ...NO_CAPABILITIES,
    // Of a removal only a look tells (list.ts); of an edit nothing does.
    ...{ reply: true, hide: true, delete: true, privateReply: true, seesDeletes: true },
  },
  reply,
  findReply,
  hide: (access, target) => setHidden(access, target, true),
  unhide: (access, target) => setHidden(access, target, false),
  delete: remove,
  ban: notSupported,
  like: notSupported,
  privateReply: (access, target, text) =>
    target.kind === 'comment' ? privateReply(graph, { access, target }, text) : notSupported(),
};

function notSupported(): Promise<Outcome> {
  return Promise.resolve(NOT_SUPPORTED);
}

async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  if (target.kind === 'mention') return replyToMention(access, target, text);
  if (target.kind !== 'comment') return NOT_SUPPORTED;
  const path = [replyParent(target), 'replies'];
  const answer = await graph(access, { method: 'POST', path, form: { message: text } });
  return onlyOnce(answer, () => presenceOf(access, rootOf(target)));
}

/** Where the account was named elsewhere, the answer goes through the account: the comment itself is not ours to touch. */
async function replyToMention(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  const { externalId, postId } = target;
  const where = postId === null ? { media_id: externalId } : { media_id: postId, comment_id: externalId };
  const path = [access.externalId, 'mentions'];
  const answer = await graph(access, { method: 'POST', path, form: { ...where, message: text } });
  return onlyOnce(answer, () => Promise.resolve('unclear'));
}

function setHidden(access: AccountAccess, target: ActionTarget, hidden: boolean): Promise<Outcome> {
  const form = { hide: String(hidden) };
  const call: GraphCall = { method: 'POST', path: [target.externalId], form };
  // What is gone shows nothing either.
  return write(access, target, { call, reaches: hidden ? ['hidden', 'gone'] : ['public'] });
}

function remove(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  const call: GraphCall = { method: 'DELETE', path: [target.externalId] };
  return write(access, target, { call, reaches: ['gone'] });
}

/** One that may be sent twice. A mention stands under somebody else's post, a message in a private talk. */
async function write(
  access: AccountAccess,
  target: ActionTarget,
  { call, reaches }: { readonly call: GraphCall; readonly reaches: readonly Presence[] },
): Promise<Outcome> {
  if (target.kind !== 'comment') return NOT_SUPPORTED;
  return repeatable(await graph(access, call), { look: () => presenceOf(access, target), reaches });
}
