/**
 * Finds what no job speaks of: every 5 s, everything that has been open for longer than 10 s is hinted again. It makes
 * the queue a hint and the store the truth: an emptied Redis or a killed worker costs seconds, nothing else.
 */

import { connectedAmong } from '../core/accounts/accounts.store.ts';
import { ACTION_ROWS, forgetOldKeys } from '../core/actions/actions.store.ts';
import { BULK_ACT_ROWS, sweepBulkActs } from '../core/actions/bulk-acts.store.ts';
import { wake as wakeItem } from '../core/deadlines/clock-commands.ts';
import { CAPTURE_ROWS } from '../core/evidence/capture-rows.store.ts';
import { SCAN_ROWS } from '../core/images/image-scans.store.ts';
import { recordNewEvents } from '../core/inbox/change-item.store.ts';
import { CONTEXT_ROWS } from '../core/inbox/contexts.store.ts';
import {
  accountsAwaited,
  deliveryHints,
  openDeliveries,
  reopenWaiting,
} from '../core/inbox/deliveries.store.ts';
import { wokenItems } from '../core/inbox/item-lookups.store.ts';
import { itemById } from '../core/inbox/items.store.ts';
import { publishItems } from '../core/inbox/publish-items.ts';
import { UNTOLD_ROWS } from '../core/inbox/untold-edits.store.ts';
import { transaction } from '../core/kernel/db.ts';
import { dueRows } from '../core/kernel/job-rows.ts';
import { JOB_NAMES, type JobName, type RowRef } from '../core/kernel/queue/jobs.ts';
import { BULK_EXPORT_ROWS, sweepBulkExports } from '../core/records/bulk-exports.store.ts';
import { HAND_OVER_ROWS } from '../core/records/hand-overs.store.ts';
import { OPINION_ROWS } from '../core/second-opinion/opinions.store.ts';
import { resumeHeldBack } from './act/resume-held-back.ts';
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

interface Due {
  readonly before: Date;
  readonly now: Date;
  readonly limit: number;
}

async function dueDeliveries({ db }: WorkerDeps, { before, limit }: Due): Promise<RowRef[]> {
  return deliveryHints(await openDeliveries(db, before, limit));
}

/** The rows that lie open, of every job there is. */
const DUE_ROWS: { readonly [N in JobName]: (deps: WorkerDeps, due: Due) => Promise<RowRef[]> } = {
  'ingest-delivery': dueDeliveries,
  act: ({ db }, due) => dueRows(db, ACTION_ROWS, due),
  'fetch-context': ({ db }, due) => dueRows(db, CONTEXT_ROWS, due),
  'fetch-text': ({ db }, due) => dueRows(db, UNTOLD_ROWS, due),
  'scan-images': ({ db }, due) => dueRows(db, SCAN_ROWS, due),
  'hand-over': ({ db }, due) => dueRows(db, HAND_OVER_ROWS, due),
  'bulk-export': ({ db }, due) => dueRows(db, BULK_EXPORT_ROWS, due),
  'bulk-act': ({ db }, due) => dueRows(db, BULK_ACT_ROWS, due),
  capture: ({ db }, due) => dueRows(db, CAPTURE_ROWS, due),
  // Switched off: the rows stay, and nothing is sent.
  'second-opinion': async ({ db, secondOpinion }, due) =>
    secondOpinion === null ? [] : dueRows(db, OPINION_ROWS, due),
};

/** Items whose snooze is over come back to the inbox. */
async function wake(deps: WorkerDeps, now: Date): Promise<void> {
  for (const { _id, tenantId } of await wokenItems(deps.db, now)) {
    const woken = await transaction(deps.db, async (session) => {
      const item = await itemById(deps.db, { tenantId, id: _id }, session);
      if (item?.status !== 'snoozed') return null;
      return recordNewEvents(deps.db, item, {
        newEvents: wakeItem(item),
        actor: { kind: 'machine', id: 'sweep' },
        at: now,
        session,
      });
    });
    if (woken !== null) await publishItems(deps.publisher, [woken], now);
  }
}

export async function sweepOnce(deps: WorkerDeps): Promise<void> {
  const now = deps.now();
  const due = { before: new Date(now.getTime() - OPEN_FOR_MS), now, limit: BATCH_SIZE };
  await reopenConnected(deps);
  await resumeHeldBack(deps);
  for (const name of JOB_NAMES) await deps.queues.hint(name, await DUE_ROWS[name](deps, due));
  await tellForgotten(deps, new Date(now.getTime() - FORGOTTEN_MS));
  await wake(deps, now);
  await forgetOldKeys(deps.db, now);
  await sweepBulkExports(deps.db, now);
  await sweepBulkActs(deps.db, now);
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
