/** What the account does to a reply (platforms.md 6). Threads lets nobody remove, ban, like or report by its API. */
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import { findReplyIn } from '../shared/meta/find-reply.ts';
import { NOT_SUPPORTED, onlyOnce, outcomeOf, repeatable } from '../shared/meta/outcome.ts';
import { pageOf } from '../shared/meta/pages.ts';
import { idOf } from '../shared/read.ts';
import type { WantedReply } from '../shared/wanted-reply.ts';
import { conversationOf, presenceOf } from './conversation.ts';
import { graph } from './graph.ts';

export const actions: ActionsConnector = {
  platform: 'threads',
  // Of a removal only a look tells (list.ts); of an edit nothing does.
  capabilities: { ...NO_CAPABILITIES, reply: true, hide: true, seesDeletes: true },
  reply,
  findReply,
  hide: (access, target) => setHidden(access, target, true),
  unhide: (access, target) => setHidden(access, target, false),
  delete: notSupported,
  ban: notSupported,
  like: notSupported,
};

function notSupported(): Promise<Outcome> {
  return Promise.resolve(NOT_SUPPORTED);
}

/** First a draft, then its publication: nobody sees the draft, so only the second may not happen twice. */
async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  const form = { media_type: 'TEXT', text, reply_to_id: target.externalId };
  const look = () => presenceOf(access, target);
  const draft = await graph(access, { method: 'POST', path: ['me', 'threads'], form });
  if (!draft.ok && draft.refusal.cause !== 'gone-or-denied')
    return outcomeOf({ ...draft.refusal, certain: true });
  if (!draft.ok) return onlyOnce(draft, look);
  const draftId = idOf(draft.body.id);
  if (draftId === null) return { state: 'retry', cause: 'unreachable', afterMs: null };
  const publish = { creation_id: draftId };
  const answer = await graph(access, { method: 'POST', path: ['me', 'threads_publish'], form: publish });
  // What is gone or denied here is the draft, published perhaps: a look finds out.
  if (!answer.ok && answer.refusal.cause === 'gone-or-denied')
    return { state: 'unknown', cause: 'gone-or-denied' };
  return onlyOnce(answer, look);
}

/** A permission that is missing reads as an empty list: only one that shows something proves anything. */
function findReply(access: AccountAccess, target: ActionTarget, wanted: WantedReply): Promise<Outcome> {
  const call = conversationOf(target, 'id,text,timestamp,is_reply_owned_by_me');
  return findReplyIn(
    {
      pageAfter: (after) => pageOf(graph, access, { ...call, after }),
      keys: { text: 'text', at: 'timestamp' },
      mayBeOurs: ({ is_reply_owned_by_me: own }) => own !== false,
      look: () => presenceOf(access, target),
      proves: (seen) => seen > 0,
    },
    wanted,
  );
}

/** Only a reply under the account's own post; a reply to a reply goes with what it hangs on, and is refused alone. */
async function setHidden(access: AccountAccess, target: ActionTarget, hidden: boolean): Promise<Outcome> {
  if (target.kind !== 'comment') return NOT_SUPPORTED;
  const path = [target.externalId, 'manage_reply'];
  const answer = await graph(access, { method: 'POST', path, form: { hide: String(hidden) } });
  return repeatable(answer, {
    look: () => presenceOf(access, target),
    // What is gone shows nothing either.
    reaches: hidden ? ['hidden', 'gone'] : ['public'],
  });
}
