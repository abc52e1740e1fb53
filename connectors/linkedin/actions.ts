/** What the page does to a member's comment (platforms.md 3.5). LinkedIn can neither hide a comment nor ban its author. */
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import type { Json } from '../shared/read.ts';
import { commentUrnOfElement } from './comment-element.ts';
import { outcomeOf, type Refusal } from './errors.ts';
import { findReply } from './find-reply.ts';
import { commentPath, presenceOf } from './presence.ts';
import { replyParent } from './reply-parent.ts';
import { rest, urnPart } from './rest.ts';
import { commentUrn, commentUrnOf } from './urn.ts';

const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };
const DONE: Outcome = { state: 'done', remoteId: null, at: null };
const notSupported = (): Promise<Outcome> => Promise.resolve(NOT_SUPPORTED);

export const actions: ActionsConnector = {
  platform: 'linkedin',
  capabilities: {
    ...NO_CAPABILITIES,
    ...{ reply: true, delete: true, like: true, seesEdits: true, seesDeletes: true },
  },
  reply,
  findReply,
  hide: notSupported,
  unhide: notSupported,
  delete: remove,
  ban: notSupported,
  like,
};

/** No idempotency key exists, so anything but a sure no is `unknown`. */
async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  if (target.kind === 'message') return NOT_SUPPORTED;
  const under = replyParent(target);
  const parent = commentUrnOf(under);
  const object = parent?.thread ?? under;
  const answer = await rest(access, {
    method: 'POST',
    path: ['socialActions', urnPart(under), 'comments'],
    json: {
      actor: access.externalId,
      object,
      ...(parent !== null && { parentComment: parent.urn }),
      message: { text },
    },
  });
  if (!answer.ok) {
    const { certain, cause } = answer.refusal;
    if (cause === 'gone-or-denied') return absent(access, { externalId: under, parentId: null });
    return certain ? outcomeOf(answer.refusal) : { state: 'unknown', cause };
  }
  const remoteId = createdUrn(answer, object);
  return remoteId === null
    ? { state: 'unknown', cause: 'unreachable' }
    : { state: 'done', remoteId, at: null };
}

/** The header holds its number, or its name; the body, where there is one, its name. */
function createdUrn({ body, createdId }: { body: Json; createdId: string | null }, object: string) {
  const named = commentUrnOf(createdId) ?? commentUrnOfElement(body);
  if (named !== null) return named.urn;
  return createdId === null || !/^\d+$/u.test(createdId) ? null : commentUrn(object, createdId).urn;
}

/** Surely not carried out; why, a look has told, or could not. */
async function absent(
  access: AccountAccess,
  target: Pick<ActionTarget, 'externalId' | 'parentId'>,
): Promise<Outcome> {
  const presence = await presenceOf(access, target);
  if (presence === 'gone') return { state: 'failed', cause: 'gone' };
  return presence === 'public'
    ? { state: 'blocked', cause: 'permission-missing' }
    : { state: 'failed', cause: 'gone-or-denied' };
}

async function remove(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  const comment = commentUrnOf(target.externalId);
  if (target.kind !== 'comment' || comment === null) return NOT_SUPPORTED;
  const query = { actor: urnPart(access.externalId) };
  const answer = await rest(access, {
    ...{ method: 'DELETE', path: commentPath(comment), query, restliMethod: 'DELETE' },
  });
  if (answer.ok) return DONE;
  const { refusal } = answer;
  // Whether a page may delete what others wrote is not documented: a no to that says nothing of the account.
  if (refusal.status === 403 && target.authorId !== access.externalId)
    return { state: 'failed', cause: 'refused' };
  return refusal.status === 404 ? removedPerhaps(access, target) : outcomeOf(refusal);
}

/** A removal that may be there is never called done, nor failed before it was looked for again. */
async function removedPerhaps(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  const presence = await presenceOf(access, target);
  if (presence === 'gone') return DONE;
  return presence === 'public'
    ? { state: 'failed', cause: 'refused' }
    : { state: 'unknown', cause: 'gone-or-denied' };
}

async function like(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  if (target.kind === 'message') return NOT_SUPPORTED;
  const answer = await rest(access, {
    method: 'POST',
    path: ['reactions'],
    query: { actor: urnPart(access.externalId) },
    json: { root: target.externalId, reactionType: 'LIKE' },
  });
  if (answer.ok) return DONE;
  return liked(access, target, answer.refusal);
}

function liked(access: AccountAccess, target: ActionTarget, refusal: Refusal): Promise<Outcome> | Outcome {
  // It has the page's reaction already.
  if (refusal.status === 409) return DONE;
  return refusal.status === 404 ? absent(access, target) : outcomeOf(refusal);
}
