/** What the channel does to a visitor's comment (platforms.md 4.3). */
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import { idOf, isRecord, timeOf } from '../shared/read.ts';
import { type ApiCall, api } from './api.ts';
import type { Refusal } from './errors.ts';
import { findReply } from './find-reply.ts';
import { presenceOf } from './presence.ts';
import { replyParent } from './reply-parent.ts';

export const actions: ActionsConnector = {
  platform: 'youtube',
  capabilities: {
    ...NO_CAPABILITIES,
    ...{ reply: true, hide: true, delete: true, ban: true, hold: true },
    ...{ seesEdits: true, seesDeletes: true },
  },
  reply,
  findReply,
  hide: (access, target) => moderate(access, target, { moderationStatus: 'rejected' }),
  hold: (access, target) => moderate(access, target, { moderationStatus: 'heldForReview' }),
  unhide: (access, target) => moderate(access, target, { moderationStatus: 'published' }),
  delete: remove,
  // There is no way back: an unban is made in YouTube Studio.
  ban: (access, target) =>
    target.authorId === null
      ? Promise.resolve(NOT_SUPPORTED)
      : moderate(access, target, { moderationStatus: 'rejected', banAuthor: 'true' }),
  like: () => Promise.resolve(NOT_SUPPORTED),
};

const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };
const DONE: Outcome = { state: 'done', remoteId: null, at: null };

/** No idempotency key exists, so anything but a sure no is `unknown`. */
async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  if (target.kind !== 'comment') return NOT_SUPPORTED;
  const parentId = replyParent(target);
  const json = { snippet: { parentId, textOriginal: text } };
  const call: ApiCall = { method: 'POST', path: ['comments'], query: { part: 'snippet' }, json };
  const answer = await api(access, call);
  if (!answer.ok) {
    const { certain, cause } = answer.refusal;
    if (cause === 'gone-or-denied') return denied(access, parentId);
    return certain ? outcomeOf(answer.refusal) : { state: 'unknown', cause };
  }
  const remoteId = idOf(answer.body.id);
  const snippet = isRecord(answer.body.snippet) ? answer.body.snippet : {};
  return remoteId === null
    ? { state: 'unknown', cause: 'unreachable' }
    : { state: 'done', remoteId, at: timeOf(snippet.publishedAt) };
}

interface Moderation {
  readonly moderationStatus: 'heldForReview' | 'rejected' | 'published';
  readonly banAuthor?: 'true';
}

/** May be sent twice: what is rejected is rejected again. */
async function moderate(
  access: AccountAccess,
  target: ActionTarget,
  moderation: Moderation,
): Promise<Outcome> {
  if (target.kind !== 'comment') return NOT_SUPPORTED;
  const query = { id: target.externalId, ...moderation };
  const call: ApiCall = { method: 'POST', path: ['comments', 'setModerationStatus'], query };
  const answer = await api(access, call);
  if (answer.ok) return DONE;
  if (answer.refusal.cause !== 'gone-or-denied') return outcomeOf(answer.refusal);
  // A ban reaches the author only through the comment.
  const isDoneByAbsence = moderation.moderationStatus !== 'published' && moderation.banAuthor === undefined;
  return denied(access, target.externalId, { isDoneByAbsence });
}

/** Others' comments cannot be deleted, only rejected, which takes them and their answers out of the public's sight. */
async function remove(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (target.kind !== 'comment') return NOT_SUPPORTED;
  if (target.authorId !== access.externalId)
    return moderate(access, target, { moderationStatus: 'rejected' });
  const answer = await api(access, {
    method: 'DELETE',
    path: ['comments'],
    query: { id: target.externalId },
  });
  if (answer.ok) return DONE;
  if (answer.refusal.cause !== 'gone-or-denied') return outcomeOf(answer.refusal);
  return denied(access, target.externalId, { isDoneByAbsence: true });
}

/** Surely not carried out. Whether for want of the object or of the right, a look tells, or could not. */
async function denied(
  access: AccountAccess,
  externalId: string,
  { isDoneByAbsence = false } = {},
): Promise<Outcome> {
  const presence = await presenceOf(access, externalId);
  if (presence === 'gone') return isDoneByAbsence ? DONE : { state: 'failed', cause: 'gone' };
  if (presence === 'here') return { state: 'blocked', cause: 'permission-missing' };
  if (presence === 'elsewhere') return { state: 'failed', cause: 'refused' };
  return isDoneByAbsence
    ? { state: 'unknown', cause: 'gone-or-denied' }
    : { state: 'failed', cause: 'gone-or-denied' };
}

function outcomeOf({ state, cause, afterMs, certain }: Refusal): Outcome {
  const uncertain = certain ? {} : { uncertain: true as const };
  return state === 'retry' ? { state, cause, afterMs, ...uncertain } : { state, cause, ...uncertain };
}
