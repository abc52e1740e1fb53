/**
 * Carries out one stored action: claim, seal the record where one is needed, send, settle. Safe to run twice and to be
 * killed anywhere: what may have left the machine is read back before it is sent again.
 */
import type { Account } from '../../core/accounts/account.ts';
import { accountById } from '../../core/accounts/accounts.store.ts';
import { NEEDS_CAPTURE, type OutwardAction } from '../../core/actions/action.ts';
import {
  actionById,
  claimAction,
  type StoredAction,
  updateClaimed,
} from '../../core/actions/actions.store.ts';
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { isStillWanted } from '../../core/moderation/machine-hide.ts';
import { accessOf } from '../account-access.ts';
import { sealFor } from '../capture/seal.ts';
import type { WorkerDeps } from '../deps.ts';
import { MAX_ATTEMPTS, postpone, settle, withdraw } from './settle.ts';

const targetOf = ({ externalId, parentId, postId, kind, author }: Item): ActionTarget => ({
  externalId,
  parentId,
  postId,
  kind,
  authorId: author?.id ?? null,
});

function send(
  connector: ActionsConnector,
  claimed: StoredAction,
  access: AccountAccess,
  target: ActionTarget,
) {
  const type = claimed.type as OutwardAction;
  return type === 'reply'
    ? connector.reply(access, target, claimed.text ?? '')
    : connector[type](access, target);
}

/** A reply whose answer was lost is looked for; the others are safe to repeat. Null: send it. */
async function readBack(
  connector: ActionsConnector,
  claimed: StoredAction,
  access: AccountAccess,
  target: ActionTarget,
): Promise<Outcome | null> {
  if (claimed.state !== 'unknown' || claimed.type !== 'reply' || claimed.sentAt === null) return null;
  const found = await connector.findReply(access, target, {
    text: claimed.text ?? '',
    since: claimed.sentAt,
  });
  // `retry` says: surely not there.
  return found.state === 'retry' ? null : found;
}

/**
 * A machine is quicker than the post can be fetched, and the sealed record is to show what was answered. It waits a
 * quarter of a minute at most.
 */
const CONTEXT_WAIT_MS = 1000;
const CONTEXT_TRIES = 5;
const waitsForContext = (item: Item, { actor, captureId, attempts }: StoredAction): boolean =>
  actor.kind === 'machine' && captureId === null && item.context === 'pending' && attempts <= CONTEXT_TRIES;

async function carryOut(deps: WorkerDeps, claimed: StoredAction, about: { item: Item; account: Account }) {
  const { item, account } = about;
  if (!isStillWanted(item, claimed)) return withdraw(deps, claimed, account);
  if (waitsForContext(item, claimed)) return postpone(deps, claimed, CONTEXT_WAIT_MS * claimed.attempts);
  const reached = accessOf(deps, account);
  if (!reached.ok) return settle(deps, claimed, account, { state: 'blocked', cause: reached.cause });
  const connector = deps.connectors.get(account.platform)?.actions;
  if (connector === undefined)
    return settle(deps, claimed, account, { state: 'failed', cause: 'not-supported' });

  let held: StoredAction | null = claimed;
  if (NEEDS_CAPTURE.has(claimed.type) && claimed.captureId === null) {
    if (!(await updateClaimed(deps.db, claimed, { state: 'capturing' }))) return;
    held = await sealFor(deps, claimed, about);
    if (held === null) return;
  }

  const found = await readBack(connector, held, reached.access, targetOf(item));
  if (found !== null) return settle(deps, held, account, found);
  const sentAt = held.sentAt ?? deps.now();
  if (!(await updateClaimed(deps.db, held, { state: 'running', sentAt }))) return;
  const outcome = await send(connector, held, reached.access, targetOf(item));
  return settle(deps, held, account, outcome);
}

/** Every try has ended with its worker: a person must see to it. */
const givenUp = ({ type, captureId }: StoredAction): Outcome => ({
  state: 'failed',
  cause: NEEDS_CAPTURE.has(type) && captureId === null ? 'capture-failed' : 'unreachable',
});

/** The processor of `act`. */
export function createAct(deps: WorkerDeps): Processor<'act'> {
  return async ({ tenantId, actionId }) => {
    const now = deps.now();
    const claimed = await claimAction(deps.db, { tenantId, id: actionId, now });
    if (claimed === null) return comeBack(deps, { tenantId, id: actionId, now });
    const [item] = await itemsById(deps.db, { tenantId, ids: [claimed.itemId] });
    const account = await accountById(deps.db, { tenantId, id: claimed.accountId });
    if (item === undefined || account === null) {
      deps.log.error({ actionId }, 'an action without its item or account');
      const end = { state: 'failed', cause: 'gone', finishedAt: now, lease: null } as const;
      return void (await updateClaimed(deps.db, claimed, end));
    }
    if (claimed.attempts > MAX_ATTEMPTS) return settle(deps, claimed, account, givenUp(claimed));
    await carryOut(deps, claimed, { item, account });
  };
}

/** The hint came early: another one for when it is due. */
async function comeBack(deps: WorkerDeps, key: { tenantId: string; id: string; now: Date }): Promise<void> {
  const action = await actionById(deps.db, key);
  if (action?.state !== 'pending' || action.notBefore <= key.now) return;
  const waitMs = action.notBefore.getTime() - key.now.getTime();
  const hint = { tenantId: key.tenantId, actionId: key.id, revision: action.attempts + 1000 };
  await deps.queues.hint('act', [hint], waitMs);
}
