/** What we ask of a source. All of it may be sent twice: an answer bears a key that says that it is the same. */
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import { idOf, timeOf } from '../shared/read.ts';
import { call, keyOf, outcomeOf } from './call.ts';

const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };

export const actions: ActionsConnector = {
  platform: 'generic',
  capabilities: {
    ...NO_CAPABILITIES,
    ...{ reply: true, hide: true, delete: true, hold: true, seesEdits: true, seesDeletes: true },
  },
  reply,
  findReply,
  hide: (access, target) => change(access, target, 'hide'),
  unhide: (access, target) => change(access, target, 'unhide'),
  delete: (access, target) => change(access, target, 'delete'),
  ban: () => Promise.resolve(NOT_SUPPORTED),
  like: () => Promise.resolve(NOT_SUPPORTED),
};

const placeOf = ({ externalId, parentId, postId, kind }: ActionTarget) => ({
  id: externalId,
  parentId,
  postId,
  kind,
});
const replyKey = ({ externalId }: ActionTarget, text: string): string => keyOf('reply', externalId, text);

async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  const answer = await call(access, 'reply', { key: replyKey(target, text), ...placeOf(target), text });
  if (!answer.ok) {
    const { certain, cause } = answer.refusal;
    return certain ? outcomeOf(answer.refusal) : { state: 'unknown', cause };
  }
  return { state: 'done', remoteId: idOf(answer.body.id), at: timeOf(answer.body.time) };
}

/** `retry` with cause `gone`: surely not there, so it may be written again. */
async function findReply(
  access: AccountAccess,
  target: ActionTarget,
  { text, since, except = [] }: { text: string; since: Date; except?: readonly string[] },
): Promise<Outcome> {
  const told = { key: replyKey(target, text), ...placeOf(target), text, since: since.toISOString() };
  const answer = await call(access, 'find-reply', told);
  if (answer.ok) {
    const remoteId = idOf(answer.body.id);
    const isOther = remoteId !== null && except.includes(remoteId);
    return isOther || remoteId === null
      ? { state: 'retry', cause: 'gone', afterMs: 0 }
      : { state: 'done', remoteId, at: timeOf(answer.body.time) };
  }
  const { state, cause } = answer.refusal;
  if (cause === 'gone') return { state: 'retry', cause: 'gone', afterMs: 0 };
  if (state === 'blocked') return { state, cause };
  // A source that cannot look would get it twice, unless it knows the key; that is for a person to see.
  return { state: 'unknown', cause };
}

/** What is gone is neither to be seen nor to be shown. */
async function change(
  access: AccountAccess,
  target: ActionTarget,
  name: 'hide' | 'unhide' | 'delete',
): Promise<Outcome> {
  const answer = await call(access, name, placeOf(target));
  if (answer.ok) return { state: 'done', remoteId: null, at: timeOf(answer.body.time) };
  if (answer.refusal.cause === 'gone' && name !== 'unhide')
    return { state: 'done', remoteId: null, at: null };
  return outcomeOf(answer.refusal);
}
