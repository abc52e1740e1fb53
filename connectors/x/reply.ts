/** An answer in public under a post, or in private to a message. */
import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { idOf } from '../shared/read.ts';
import { type ApiCall, api, dataOf } from './api.ts';
import type { Refusal } from './errors.ts';
import { GONE, GONE_OR_DENIED, NO_PERMISSION, NOT_SUPPORTED, outcomeOf } from './outcome.ts';
import { isSummonedBy, presenceOf } from './presence.ts';

const UNKNOWN: Outcome = { state: 'unknown', cause: 'unreachable' };

/** No idempotency key exists, so anything but a sure no is `unknown`. */
export async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  const isMessage = target.kind === 'message';
  const call = isMessage ? messageCall(target, text) : postCall(target, text);
  if (call === null) return NOT_SUPPORTED;
  const answer = await api(access, call);
  if (answer.ok) {
    const data = dataOf(answer.body);
    const remoteId = idOf(isMessage ? data.dm_event_id : data.id);
    return remoteId === null ? UNKNOWN : { state: 'done', remoteId, at: null };
  }
  const { refusal } = answer;
  if (!refusal.certain) return { state: 'unknown', cause: refusal.cause };
  return isMessage ? outcomeOf(refusal) : refused(access, target, refusal);
}

function postCall({ externalId }: ActionTarget, text: string): ApiCall {
  const json = { text, reply: { in_reply_to_tweet_id: externalId } };
  return { method: 'POST', path: ['tweets'], json };
}

function messageCall({ authorId }: ActionTarget, text: string): ApiCall | null {
  if (authorId === null) return null;
  return { method: 'POST', path: ['dm_conversations', 'with', authorId, 'messages'], json: { text } };
}

/**
 * A bare 403 may mean the scope or that nobody summoned us. Only the first concerns the whole account, so the post
 * itself is asked.
 */
async function refused(access: AccountAccess, target: ActionTarget, refusal: Refusal): Promise<Outcome> {
  const isUnclear = refusal.untold === true || refusal.cause === 'gone' || refusal.cause === 'gone-or-denied';
  if (!isUnclear) return outcomeOf(refusal);
  const presence = await presenceOf(access, target.externalId);
  if (presence.is !== 'there') return presence.is === 'gone' ? GONE : GONE_OR_DENIED;
  if (refusal.untold !== true) return { state: 'failed', cause: 'refused' };
  return isSummonedBy(presence, access.externalId)
    ? NO_PERMISSION
    : { state: 'failed', cause: 'not-summoned' };
}
