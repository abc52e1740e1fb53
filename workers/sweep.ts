/**
 * Finds what no job speaks of: every 5 s, everything that has been open for longer than 10 s is hinted again. It makes
 * the queue a hint and the store the truth: an emptied Redis or a killed worker costs seconds, nothing else.
 */

import { connectedAmong } from '../core/accounts/accounts.store.ts';
import { dueActions, forgetOldKeys } from '../core/actions/actions.store.ts';
import { dueScans } from '../core/images/image-scans.store.ts';
import { recordNewEvents } from '../core/inbox/change-item.store.ts';
import { dueContexts } from '../core/inbox/contexts.store.ts';
import { accountsAwaited, openDeliveries, reopenWaiting } from '../core/inbox/deliveries.store.ts';
import { wokenItems } from '../core/inbox/item-lookups.store.ts';
import { itemById } from '../core/inbox/items.store.ts';
import { publishItems } from '../core/inbox/publish-items.ts';
import { transaction } from '../core/kernel/db.ts';
import { SYSTEM_TENANT } from '../core/kernel/ids.ts';
import { dueOpinions } from '../core/second-opinion/opinions.store.ts';
import type { WorkerDeps } from './deps.ts';
import { tellForgotten } from './fetch-context/fetch-context.ts';

const SWEEP_EVERY_MS = 5000;
const OPEN_FOR_MS = 10_000;
/** Longer than any fetch takes with its retries. */
const FORGOTTEN_MS = 120_000;
const BATCH_SIZE = 2000;

/** Deliveries that began to wait in the very moment in which their account was connected. */
async function reopenConnected(deps: WorkerDeps): Promise<void> {
  const awaited = await accountsAwaited(deps.db);
  if (awaited.length === 0) return;
  for (const account of await connectedAmong(deps.db, awaited)) await reopenWaiting(deps.db, account);
}

async function sweepDeliveries(deps: WorkerDeps, before: Date): Promise<void> {
  await reopenConnected(deps);
  const ids = await openDeliveries(deps.db, before, BATCH_SIZE);
  await deps.queues.hint(
    'ingest-delivery',
    ids.map((deliveryId) => ({ tenantId: SYSTEM_TENANT, deliveryId })),
  );
}

async function sweepActions(deps: WorkerDeps, times: { before: Date; now: Date }): Promise<void> {
  const due = await dueActions(deps.db, { ...times, limit: BATCH_SIZE });
  const hints = due.map(({ _id, tenantId, attempts }) => ({ tenantId, actionId: _id, revision: attempts }));
  await deps.queues.hint('act', hints);
}

async function sweepContexts(deps: WorkerDeps, times: { before: Date; now: Date }): Promise<void> {
  const due = await dueContexts(deps.db, { ...times, limit: BATCH_SIZE });
  const hints = due.map(({ _id, tenantId, attempts }) => ({ tenantId, contextId: _id, revision: attempts }));
  await deps.queues.hint('fetch-context', hints);
}

async function sweepScans(deps: WorkerDeps, times: { before: Date; now: Date }): Promise<void> {
  const due = await dueScans(deps.db, { ...times, limit: BATCH_SIZE });
  const hints = due.map(({ _id, tenantId, attempts }) => ({ tenantId, scanId: _id, revision: attempts }));
  await deps.queues.hint('scan-images', hints);
}

async function sweepOpinions(deps: WorkerDeps, times: { before: Date; now: Date }): Promise<void> {
  // switched off: the rows stay, and nothing is sent
  if (!deps.secondOpinion) return;
  const due = await dueOpinions(deps.db, { ...times, limit: BATCH_SIZE });
  const hints = due.map(({ _id, tenantId, attempts }) => ({ tenantId, opinionId: _id, revision: attempts }));
  await deps.queues.hint('second-opinion', hints);
}

/** Items whose snooze is over come back to the inbox. */
async function wake(deps: WorkerDeps, now: Date): Promise<void> {
  for (const { _id, tenantId } of await wokenItems(deps.db, now)) {
    const item = await transaction(deps.db, async (session) => {
      const found = await itemById(deps.db, { tenantId, id: _id }, session);
      if (found?.status !== 'snoozed') return null;
      return recordNewEvents(deps.db, found, {
        newEvents: [{ type: 'item.reopened', data: { reason: 'snooze-over' } }],
        actor: { kind: 'machine', id: 'sweep' },
        at: now,
        session,
      });
    });
    if (item !== null) await publishItems(deps.publisher, [item], now);
  }
}

export async function sweepOnce(deps: WorkerDeps): Promise<void> {
  const now = deps.now();
  const before = new Date(now.getTime() - OPEN_FOR_MS);
  await sweepDeliveries(deps, before);
  await sweepActions(deps, { before, now });
  await sweepContexts(deps, { before, now });
  await sweepScans(deps, { before, now });
  await sweepOpinions(deps, { before, now });
  await tellForgotten(deps, new Date(now.getTime() - FORGOTTEN_MS));
  await wake(deps, now);
  await forgetOldKeys(deps.db, now);
}

/** Sweeps until stopped. A sweep that fails is logged; the next one finds the same. */
export function startSweeper(deps: WorkerDeps): { stop(): Promise<void> } {
  let current = Promise.resolve();
  const timer = setInterval(() => {
    current = current.then(() =>
      sweepOnce(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'sweep failed')),
    );
  }, SWEEP_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
