/** What becomes of a claimed action once the platform has answered. Item, event and row change together. */

import type { Account } from '../../core/accounts/account.ts';
import { setOutgoing } from '../../core/accounts/accounts.store.ts';
import type { Action, ActionState } from '../../core/actions/action.ts';
import { type StoredAction, updateClaimed } from '../../core/actions/actions.store.ts';
import type { Cause, Outcome } from '../../core/actions/connector.ts';
import { itemById, recordNewEvents } from '../../core/inbox/change-item.store.ts';
import { finishAction } from '../../core/inbox/command.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import { Comments, commentsById } from '../../core/inbox/comments.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { type ClientSession, transaction } from '../../core/kernel/db.ts';
import { commentId, sha256 } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import { alsoClose } from './also-close.ts';

export const MAX_ATTEMPTS = 15;
const FIRST_WAIT_MS = 2000;
const MAX_WAIT_MS = 15 * 60_000;
const LOOK_AGAIN_MS = 5000;

/** Causes that hold for the whole account: everything else waits until a person has mended them. */
const ACCOUNT_WIDE: ReadonlySet<Cause> = new Set([
  'token-expired',
  'permission-missing',
  'temporarily-blocked',
]);

interface End {
  readonly state: Extract<ActionState, 'done' | 'failed' | 'blocked' | 'cancelled'>;
  readonly cause: Cause | null;
  readonly remoteId: string | null;
  readonly at: Date;
}

/** Our own reply stands in the thread at once; the webhook that brings it later finds it there. */
async function keepReply(
  deps: WorkerDeps,
  claimed: Action,
  reply: { item: Item; end: End },
  session: ClientSession,
) {
  const { item, end } = reply;
  if (claimed.type !== 'reply' || end.remoteId === null) return;
  const _id = commentId(claimed.accountId, end.remoteId);
  const [known] = await commentsById(deps.db, { tenantId: claimed.tenantId, ids: [_id] }, session);
  if (known !== undefined) return;
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
  };
  await Comments(deps.db).insertMany([comment], { session, lean: true });
}

/** Ends the action; a claim that was lost meanwhile leaves everything as the other worker made it. */
async function endAction(deps: WorkerDeps, claimed: StoredAction, account: Account, end: End): Promise<void> {
  const changed = await transaction(deps.db, async (session) => {
    const now = deps.now();
    const { state, cause, remoteId } = end;
    const set = { state, cause, remoteId, finishedAt: now, lease: null };
    if (!(await updateClaimed(deps.db, claimed, set, session))) return null;
    // With the action, so that a crash between the two cannot leave a pause without its cause.
    if (state === 'blocked' && cause !== null && ACCOUNT_WIDE.has(cause))
      await setOutgoing(
        deps.db,
        { tenantId: account.tenantId, id: account._id, outgoing: 'paused' },
        session,
      );
    const found = await itemById(deps.db, { tenantId: claimed.tenantId, id: claimed.itemId }, session);
    if (found === null) throw new Error('An action without its item.');
    if (state === 'done') await keepReply(deps, claimed, { item: found, end }, session);
    const item = await recordNewEvents(deps.db, found, {
      newEvents: finishAction(found, claimed, { ...end, now, clock: deps.clockOf(account) }),
      actor: claimed.actor,
      at: now,
      session,
    });
    const others = state === 'done' ? await alsoClose(deps, claimed, { account, at: end.at, session }) : [];
    return [item, ...others];
  });
  if (changed === null) return;
  await publishItems(deps.publisher, changed, deps.now());
}

/** Puts the row back for later. `unknown` is read back before anything is sent again. */
async function later(
  deps: WorkerDeps,
  claimed: StoredAction,
  when: { state: 'pending' | 'unknown'; cause: Cause | null; waitMs: number },
): Promise<void> {
  const notBefore = new Date(deps.now().getTime() + when.waitMs);
  const kept = await updateClaimed(deps.db, claimed, {
    state: when.state,
    cause: when.cause,
    notBefore,
    lease: null,
  });
  const { tenantId, _id: actionId, attempts } = claimed;
  if (kept) await deps.queues.hint('act', [{ tenantId, actionId, revision: attempts }], when.waitMs);
}

const backoff = (attempts: number): number => Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), MAX_WAIT_MS);

/** Not yet: what it waits for is under way. */
export const postpone = (deps: WorkerDeps, claimed: StoredAction, waitMs: number): Promise<void> =>
  later(deps, claimed, { state: 'pending', cause: null, waitMs });

/** A machine's action that a person, an edit or the platform has overtaken: nothing leaves the machine. */
export const withdraw = (deps: WorkerDeps, claimed: StoredAction, account: Account): Promise<void> =>
  endAction(deps, claimed, account, { state: 'cancelled', cause: null, remoteId: null, at: deps.now() });

export async function settle(
  deps: WorkerDeps,
  claimed: StoredAction,
  account: Account,
  outcome: Outcome,
): Promise<void> {
  if (outcome.state === 'done') {
    const at = outcome.at ?? deps.now();
    return endAction(deps, claimed, account, { state: 'done', cause: null, remoteId: outcome.remoteId, at });
  }
  const { cause } = outcome;
  const at = deps.now();
  if (outcome.state === 'unknown' && claimed.attempts < MAX_ATTEMPTS)
    return later(deps, claimed, { state: 'unknown', cause, waitMs: LOOK_AGAIN_MS });
  if (outcome.state === 'retry' && claimed.attempts < MAX_ATTEMPTS)
    return later(deps, claimed, {
      state: 'pending',
      cause,
      waitMs: outcome.afterMs ?? backoff(claimed.attempts),
    });
  const state = outcome.state === 'blocked' ? 'blocked' : 'failed';
  return endAction(deps, claimed, account, { state, cause, remoteId: null, at });
}
