/** What the account does to a visitor's post (platforms.md 5.4). */
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import { type ApiCall, api, dataOf } from './api.ts';
import { ban } from './ban.ts';
import type { Refusal } from './errors.ts';
import { findReply } from './find-reply.ts';
import { confirmed, DONE, GONE, GONE_OR_DENIED, NO_PERMISSION, NOT_SUPPORTED, outcomeOf } from './outcome.ts';
import { isInOwnConversation, presenceOf } from './presence.ts';
import { reply } from './reply.ts';

export const actions: ActionsConnector = {
  platform: 'x',
  capabilities: {
    ...NO_CAPABILITIES,
    // What others wrote only X itself removes; likes by API are for Enterprise.
    ...{ reply: true, hide: true, ban: true },
    // By a look: nobody tells of what others edit or delete.
    ...{ seesEdits: true, seesDeletes: true },
    hideLeaves: 'everybody',
    onMessages: ['reply', 'ban'],
  },
  reply,
  findReply,
  hide: (access, target) => setHidden(access, target, true),
  unhide: (access, target) => setHidden(access, target, false),
  delete: remove,
  ban,
  like,
};

async function setHidden(access: AccountAccess, target: ActionTarget, hidden: boolean): Promise<Outcome> {
  // A reply can be hidden by whoever began its conversation; what answers nothing stands on its author's page.
  if (target.kind === 'message' || target.parentId === null) return NOT_SUPPORTED;
  const path = ['tweets', target.externalId, 'hidden'];
  const answer = await api(access, { method: 'PUT', path, json: { hidden } });
  if (answer.ok) return confirmed(dataOf(answer.body).hidden, hidden);
  const { refusal } = answer;
  return isUntold(refusal) ? notHidden(access, target, hidden) : outcomeOf(refusal);
}

const isUntold = ({ untold, cause }: Refusal): boolean =>
  untold === true || cause === 'gone' || cause === 'gone-or-denied' || cause === 'refused';

/** What is gone shows nothing either. What stands in a conversation of somebody else is theirs to hide. */
async function notHidden(access: AccountAccess, target: ActionTarget, hidden: boolean): Promise<Outcome> {
  const presence = await presenceOf(access, target.externalId);
  if (presence.is === 'gone') return hidden ? DONE : GONE;
  const own = presence.is === 'there' ? await isInOwnConversation(access, presence) : null;
  if (own === null) return hidden ? { state: 'unknown', cause: 'gone-or-denied' } : GONE_OR_DENIED;
  return own ? NO_PERMISSION : NOT_SUPPORTED;
}

/** Its own posts alone: of others' X says no, which would hold up every other action of the account. */
async function remove(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (target.kind === 'message' || target.authorId !== access.externalId) return NOT_SUPPORTED;
  const answer = await api(access, { method: 'DELETE', path: ['tweets', target.externalId] });
  if (answer.ok) return confirmed(dataOf(answer.body).deleted, true);
  if (!isUntold(answer.refusal)) return outcomeOf(answer.refusal);
  const presence = await presenceOf(access, target.externalId);
  if (presence.is === 'gone') return DONE;
  return presence.is === 'there' ? NO_PERMISSION : { state: 'unknown', cause: 'gone-or-denied' };
}

async function like(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (target.kind === 'message') return NOT_SUPPORTED;
  const json = { tweet_id: target.externalId };
  const call: ApiCall = { method: 'POST', path: ['users', access.externalId, 'likes'], json };
  const answer = await api(access, call);
  if (answer.ok) return confirmed(dataOf(answer.body).liked, true);
  const { refusal } = answer;
  // The plan, which no other action of the account needs.
  return refusal.cause === 'permission-missing' ? NOT_SUPPORTED : outcomeOf(refusal);
}
