/** What becomes of a claimed action once the platform has answered. Item, event and row change together. */

import { setOutgoing } from '../../core/accounts/accounts.store.ts';
import type { Action, ActionState } from '../../core/actions/action.ts';
import type { StoredAction } from '../../core/actions/actions.store.ts';
import type { Cause, Outcome } from '../../core/actions/connector.ts';
import { recordNewEvents, writeInbox } from '../../core/inbox/change-item.store.ts';
import { finishAction } from '../../core/inbox/command.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import { commentsById } from '../../core/inbox/comments.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import type { ClientSession } from '../../core/kernel/db.ts';
import { commentId, sha256 } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import type { Attempt, ItemAndAccount, Settle } from '../run-row.ts';
import { alsoClose, chosenItems } from './also-close.ts';

export interface Acting extends Attempt<StoredAction>, ItemAndAccount {
  /** What is known once it was sent: nothing can have left the machine. Absent: this attempt has sent nothing. */
  readonly refused?: boolean;
}

const LOOK_AGAIN_MS = 5000;
/** A platform that will not say is not asked for ever; its webhook mostly comes within seconds. */
const LOOKS = 5;

/** Causes that hold for the whole account: everything else waits until a person has mended them. */
export const ACCOUNT_WIDE: ReadonlySet<Cause> = new Set([
  'token-expired',
  'permission-missing',
  'temporarily-blocked',
]);

interface ActionEnd {
  readonly state: Extract<ActionState, 'done' | 'failed' | 'blocked' | 'cancelled'>;
  readonly cause: Cause | null;
  readonly remoteId: string | null;
  readonly at: Date;
}

/** Our own reply stands in the thread at once; the webhook that brings it later finds it there. */
async function keepReply(
  deps: WorkerDeps,
  claimed: Action,
  reply: { item: Item; end: ActionEnd; chosen: readonly Item[]; session: ClientSession },
) {
  const { item, end, chosen, session } = reply;
  if (claimed.type !== 'reply' || end.remoteId === null) return;
  const _id = commentId(claimed.accountId, end.remoteId);
  const [known] = await commentsById(deps.db, { tenantId: claimed.tenantId, ids: [_id] }, session);
  const answers = claimed.alsoCloses ? { answers: [item._id, ...chosen.map((other) => other._id)] } : {};
  if (known !== undefined) {
    const after: Comment = { ...known, writtenAt: claimed.createdAt, ...answers };
    await writeInbox(deps.db, { comments: [{ before: known, after }], items: [], events: [] }, session);
    return;
  }
  const text = claimed.text ?? '';
  const revision = {
    text,
    at: end.at,
    receivedAt: deps.now(),
    deliveryId: claimed._id,
    sha256: sha256(text),
    edited: false,
    attachments: [],
  };
  const comment: Comment = {
    _id,
    tenantId: claimed.tenantId,
    accountId: claimed.accountId,
    platform: item.platform,
    kind: 'comment',
    externalId: end.remoteId,
    parentId: item.externalId,
    postId: item.postId ?? item.externalId,
    permalink: null,
    author: null,
    own: true,
    revisions: [revision],
    visibility: 'public',
    visibilityAt: null,
    removedAt: null,
    firstFetchedAt: deps.now(),
    writtenAt: claimed.createdAt,
    ...answers,
  };
  await writeInbox(deps.db, { comments: [{ before: null, after: comment }], items: [], events: [] }, session);
}

/** Ends the action: row, item, event and, where the cause holds for all of it, the account change together. */
const ended =
  (deps: WorkerDeps, { claimed, account, refused }: Acting, end: ActionEnd): Settle<StoredAction> =>
  async (session) => {
    const now = deps.now();
    const { state, cause, remoteId, at } = end;
    if (state === 'blocked' && cause !== null && ACCOUNT_WIDE.has(cause))
      await setOutgoing(
        deps.db,
        { tenantId: account.tenantId, id: account._id, outgoing: 'paused' },
        session,
      );
    const item = await itemById(deps.db, { tenantId: claimed.tenantId, id: claimed.itemId }, session);
    if (item === null) throw new Error('An action without its item.');
    const chosen = state === 'done' ? await chosenItems(deps, claimed, session) : [];
    if (state === 'done') await keepReply(deps, claimed, { item, end, chosen, session });
    const key = { tenantId: item.tenantId, ids: [item._id] };
    const goneAt = (await commentsById(deps.db, key, session))[0]?.removedAt ?? null;
    const changed = await recordNewEvents(deps.db, item, {
      newEvents: finishAction(item, claimed, { ...end, now, goneAt, clock: deps.clockOf(account) }),
      actor: claimed.actor,
      at: now,
      session,
    });
    const others =
      state === 'done'
        ? await alsoClose(deps, claimed, { item, account, at, remoteId, chosen, session })
        : [];
    const sent = refused === undefined ? {} : { refused };
    return { set: { state, cause, remoteId, finishedAt: now, ...sent }, items: [changed, ...others] };
  };

/** A machine's action that a person, an edit or the platform has overtaken: nothing leaves the machine. */
export const withdrawn = (deps: WorkerDeps, acting: Acting): Settle<StoredAction> =>
  ended(deps, acting, { state: 'cancelled', cause: null, remoteId: null, at: deps.now() });

/** What becomes of the row after the platform's answer. `unknown` is read back before anything is sent again. */
export function settlementOf(deps: WorkerDeps, acting: Acting, outcome: Outcome): Settle<StoredAction> {
  if (outcome.state === 'done') {
    const at = outcome.at ?? deps.now();
    return ended(deps, acting, { state: 'done', cause: null, remoteId: outcome.remoteId, at });
  }
  const { cause } = outcome;
  const sent = acting.refused === undefined ? {} : { refused: acting.refused };
  const isOver = acting.isLast || (cause === 'gone-or-denied' && acting.claimed.attempts >= LOOKS);
  if (outcome.state === 'unknown' && !isOver)
    return { set: { state: 'unknown', cause }, again: LOOK_AGAIN_MS };
  if (outcome.state === 'retry' && !acting.isLast)
    return { set: { state: 'pending', cause, ...sent }, again: outcome.afterMs ?? 'backoff' };
  const state = outcome.state === 'blocked' ? 'blocked' : 'failed';
  return ended(deps, acting, { state, cause, remoteId: null, at: deps.now() });
}
