/** What was held back while its account was paused goes out once it no longer is, however the pause was lifted. */

import { activeAmong } from '../../core/accounts/accounts.store.ts';
import { mayHaveLeft } from '../../core/actions/action.ts';
import {
  accountsHeldBack,
  heldBackActions,
  type StoredAction,
  updateUnclaimed,
} from '../../core/actions/actions.store.ts';
import { changeItem } from '../../core/inbox/change-item.store.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { transaction } from '../../core/kernel/db.ts';
import type { WorkerDeps } from '../deps.ts';

type ResumeDeps = Pick<WorkerDeps, 'db' | 'now' | 'queues' | 'publisher'>;

async function resume(deps: ResumeDeps, action: StoredAction): Promise<void> {
  const { _id: actionId, tenantId, itemId, type } = action;
  const now = deps.now();
  const item = await transaction(deps.db, async (session) => {
    const state = type === 'reply' && mayHaveLeft(action) ? 'unknown' : 'pending';
    const set = { state, cause: null, finishedAt: null, notBefore: now, attempts: 0 } as const;
    const row = { tenantId, id: actionId, from: ['blocked'] as const };
    if (!(await updateUnclaimed(deps.db, { ...row, set }, session))) return null;
    return changeItem(
      deps.db,
      { tenantId, id: itemId },
      {
        newEventsOf: () => [{ type: 'action.requested', data: { actionId, type } }],
        actor: { kind: 'machine', id: 'sweep' },
        at: now,
        session,
      },
    );
  });
  if (item === null) return;
  await publishItems(deps.publisher, [item], now);
  await deps.queues.hint('act', [{ _id: actionId, tenantId, attempts: 0 }]);
}

export async function resumeHeldBack(deps: ResumeDeps): Promise<void> {
  const accountIds = await accountsHeldBack(deps.db);
  if (accountIds.length === 0) return;
  for (const { _id: accountId, tenantId } of await activeAmong(deps.db, accountIds))
    for (const action of await heldBackActions(deps.db, { tenantId, accountId })) await resume(deps, action);
}
