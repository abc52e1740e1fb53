/** What becomes of a removal whose evidence cannot be had: it stops, loudly, and what can be undone is done instead. */
import type { Removal } from '../../core/actions/action.ts';
import { actionById, insertAction, type StoredAction } from '../../core/actions/actions.store.ts';
import { addAlarms } from '../../core/alarms/alarms.store.ts';
import { evidenceAlarms } from '../../core/alarms/evidence-alarms.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import type { ClientSession } from '../../core/kernel/db.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import type { Settle, Settlement } from '../run-row.ts';
import { type Acting, settlementOf } from './settle.ts';

const inTransaction = (
  settle: Settle<StoredAction>,
  session: ClientSession,
): Promise<Settlement<StoredAction>> | Settlement<StoredAction> =>
  typeof settle === 'function' ? settle(session) : settle;

/** Nothing is removed, and the administrators are told. */
export const recordFailed =
  (deps: WorkerDeps, acting: Acting): Settle<StoredAction> =>
  async (session) => {
    await addAlarms(deps.db, evidenceAlarms(acting.claimed, deps.now()), session);
    return inTransaction(settlementOf(deps, acting, { state: 'failed', cause: 'capture-failed' }), session);
  };

/**
 * The person asked for its removal: hidden it can at least be, and the clock runs on until the rest is done. It goes by
 * the removal's own record: a later one would say "hidden" to the registrar of what was deleted.
 */
function hideInstead(claimed: StoredAction, now: Date): StoredAction {
  const { requestSha256: _request, withoutPicture: _without, renewals: _renewals, ...asked } = claimed;
  return {
    ...asked,
    _id: derivedId(claimed._id, 'hide-instead', String(claimed.renewals ?? 0)),
    type: 'hide',
    state: 'pending',
    createdAt: now,
    notBefore: now,
    finishedAt: null,
    answerOwed: true,
    remoteId: null,
    cause: null,
    attempts: 0,
    sentAt: null,
    lease: null,
    idempotencyKey: null,
  };
}

const cited = (removal: Removal | null) =>
  removal && { reason: removal.reason, axis: removal.axis, rulesVersion: removal.rulesVersion };

/** Null: it is out of the public's sight, cannot be hidden, or that was asked for before. */
async function requestHide(
  deps: WorkerDeps,
  { claimed, account }: Acting,
  { item, session }: { item: Item; session: ClientSession },
): Promise<{ hide: StoredAction; item: Item } | null> {
  if (claimed.type !== 'delete' || item.visibility !== 'public' || !account.capabilities.hide) return null;
  const now = deps.now();
  const hide = hideInstead(claimed, now);
  const { tenantId, _id: actionId } = hide;
  if ((await actionById(deps.db, { tenantId, id: actionId }, session)) !== null) return null;
  await insertAction(deps.db, hide, session);
  const changed = await recordNewEvents(deps.db, item, {
    newEvents: [{ type: 'action.requested', data: { actionId, type: 'hide', ...cited(hide.removal) } }],
    actor: hide.actor,
    at: now,
    session,
  });
  return { hide, item: changed };
}

/** Stopped until the picture is there, or until a person lets it go on for legal duty. */
export const stoppedForPicture =
  (deps: WorkerDeps, acting: Acting): Settle<StoredAction> =>
  async (session) => {
    await addAlarms(deps.db, evidenceAlarms(acting.claimed, deps.now()), session);
    const blocked = settlementOf(deps, acting, { state: 'blocked', cause: 'picture-missing' });
    const settlement = await inTransaction(blocked, session);
    const [item, ...others] = settlement.items ?? [];
    const instead = item && (await requestHide(deps, acting, { item, session }));
    if (!instead) return settlement;
    return {
      ...settlement,
      items: [instead.item, ...others],
      afterwards: async () => {
        await deps.queues.hint('act', [instead.hide]);
      },
    };
  };
