/** What the page does to a visitor's comment or post (platforms.md 1.6). */
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { type Refusal, refusalOfError } from './errors.ts';
import { findReply } from './find-reply.ts';
import { type GraphCall, graph } from './graph.ts';
import { type Presence, presenceOf } from './presence.ts';
import { replyParent } from './reply-parent.ts';

export const actions: ActionsConnector = {
  platform: 'facebook',
  capabilities: {
    ...NO_CAPABILITIES,
    ...{ reply: true, hide: true, delete: true, ban: true, like: true },
    ...{ seesEdits: true, seesDeletes: true },
    hideLeaves: 'friends',
  },
  reply,
  findReply,
  hide: (access, target) => setHidden(access, target, true),
  unhide: (access, target) => setHidden(access, target, false),
  delete: remove,
  ban,
  like,
};

const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };

/** No idempotency key exists, so anything but a sure no is `unknown`, also Graph's own "something went wrong". */
async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  if (target.kind === 'message') return NOT_SUPPORTED;
  const path = [replyParent(target), 'comments'];
  const answer = await graph(access, { method: 'POST', path, form: { message: text } });
  if (!answer.ok) {
    const { certain, cause } = answer.refusal;
    if (cause === 'gone-or-denied')
      return denied(await presenceOf(access, { ...target, externalId: replyParent(target) }));
    return certain ? outcomeOf(answer.refusal) : { state: 'unknown', cause };
  }
  const remoteId = idOf(answer.body.id);
  return remoteId === null
    ? { state: 'unknown', cause: 'unreachable' }
    : { state: 'done', remoteId, at: null };
}

function setHidden(access: AccountAccess, target: ActionTarget, hidden: boolean): Promise<Outcome> {
  if (!isOnOurPage(target)) return Promise.resolve(NOT_SUPPORTED);
  const form = { is_hidden: String(hidden) };
  const call: GraphCall = { method: 'POST', path: [target.externalId], form };
  // What is gone shows nothing either.
  return repeatable(access, target, { call, reaches: hidden ? ['hidden', 'gone'] : ['public'] });
}

function remove(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (!isOnOurPage(target)) return Promise.resolve(NOT_SUPPORTED);
  const call: GraphCall = { method: 'DELETE', path: [target.externalId] };
  return repeatable(access, target, { call, reaches: ['gone'] });
}

function like(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (target.kind === 'message') return Promise.resolve(NOT_SUPPORTED);
  const call: GraphCall = { method: 'POST', path: [target.externalId, 'likes'] };
  return repeatable(access, target, { call, reaches: [] });
}

/**
 * A mention stands on somebody else's page. Graph would answer "no permission", which would hold up every other
 * action of the account until a person looked.
 */
function isOnOurPage(target: ActionTarget): boolean {
  return target.kind === 'comment' || target.kind === 'post' || target.kind === 'review';
}

/** A write that may be sent twice, and what of the comment's presence says that it is done. */
interface Repeatable {
  readonly call: GraphCall;
  readonly reaches: readonly Presence[];
}

/** A lost answer is simply tried again. An error that does not say what stands now is looked into. */
async function repeatable(
  access: AccountAccess,
  target: ActionTarget,
  { call, reaches }: Repeatable,
): Promise<Outcome> {
  const answer = await graph(access, call);
  if (answer.ok) return confirmed(answer.body.success);
  const { refusal } = answer;
  const isUntold = refusal.cause === 'gone-or-denied';
  if (!isUntold && (refusal.certain || refusal.state === 'retry')) return outcomeOf(refusal);
  const presence = await presenceOf(access, target);
  if (reaches.includes(presence)) return DONE;
  // A removal that may be there is never called done, nor failed before it was looked for again.
  if (isUntold && presence === 'unclear' && reaches.includes('gone'))
    return { state: 'unknown', cause: 'gone-or-denied' };
  if (isUntold) return denied(presence);
  return outcomeOf({ ...refusal, certain: presence !== 'unclear' && reaches.length > 0 });
}

/** Surely not carried out; why, a look has told, or could not. */
function denied(presence: Presence): Outcome {
  if (presence === 'gone') return { state: 'failed', cause: 'gone' };
  return presence === 'unclear'
    ? { state: 'failed', cause: 'gone-or-denied' }
    : { state: 'blocked', cause: 'permission-missing' };
}

/** Answers per person: `{"<id>": true}` or `{"<id>": {success: false, error}}`. */
async function ban(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (target.authorId === null) return NOT_SUPPORTED;
  const form = { user: JSON.stringify([target.authorId]) };
  const answer = await graph(access, { method: 'POST', path: [access.externalId, 'blocked'], form });
  if (!answer.ok) return outcomeOf(answer.refusal);
  const result = Object.hasOwn(answer.body, target.authorId)
    ? answer.body[target.authorId]
    : answer.body.success;
  if (!isRecord(result)) return confirmed(result);
  return isRecord(result.error) ? outcomeOf(refusalOfError(result.error)) : confirmed(result.success);
}

const DONE: Outcome = { state: 'done', remoteId: null, at: null };

/** Graph's documentation shows `true` and `"true"`. */
function confirmed(success: Json[string]): Outcome {
  return success === true || success === 'true' ? DONE : { state: 'failed', cause: 'refused' };
}

function outcomeOf({ state, cause, afterMs, certain }: Refusal): Outcome {
  const uncertain = certain ? {} : { uncertain: true as const };
  return state === 'retry' ? { state, cause, afterMs, ...uncertain } : { state, cause, ...uncertain };
}
