/**
 * Hop 4: a stored delivery becomes items in the inbox. What arrives together is worked on together; a batch that
 * fails is taken apart, so that one bad delivery never holds up another.
 */

import { ConcurrentChange } from '../../core/inbox/change-item.store.ts';
import { type Delivery, loadReceived, recordFailure } from '../../core/inbox/deliveries.store.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { createCoalescer } from '../../core/kernel/coalesce.ts';
import { isStoreFault, transaction } from '../../core/kernel/db.ts';
import { giveUp, type Processor } from '../../core/kernel/queue/run-worker.ts';
import type { WorkerDeps } from '../deps.ts';
import { IN_TRANSACTION, ON_ARRIVAL } from './pipeline.ts';
import { createAccountFinder, type FindAccount } from './read.ts';

/** Deliveries in one transaction: a failing one costs the others a second try, so batches stay bounded. */
const MAX_BATCH = 200;
/** A transaction costs about as much for ten deliveries as for one. */
const GATHER_MS = 5;

type StoredPart = Awaited<ReturnType<typeof IN_TRANSACTION.run>>;
type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

/** Tells browsers and the next jobs: hints only, everything is stored already. */
async function announce(deps: WorkerDeps, stored: StoredPart): Promise<void> {
  await publishItems(deps.publisher, stored.items, deps.now());
  await deps.queues.hint('fetch-context', stored.contexts);
  await deps.queues.hint('act', stored.actions);
  await deps.queues.hint('scan-images', stored.scans);
  await deps.queues.hint('fetch-text', stored.texts);
  await deps.queues.hint('second-opinion', stored.opinions);
}

async function ingest(
  deps: WorkerDeps,
  findAccount: FindAccount,
  deliveries: readonly Delivery[],
): Promise<void> {
  const { parts, nearDuplicates } = await ON_ARRIVAL.run(deps, { deliveries, findAccount });
  for (const part of parts) {
    const stored = await transaction(deps.db, (session) =>
      IN_TRANSACTION.run(deps, { part, nearDuplicates, now: deps.now(), session }),
    );
    await announce(deps, stored);
  }
}

async function ingestAlone(deps: WorkerDeps, find: FindAccount, delivery: Delivery): Promise<Outcome> {
  try {
    await ingest(deps, find, [delivery]);
    return { ok: true };
  } catch (error) {
    // Neither a conflict nor a store that fails says anything about the delivery, unless that lasts.
    const isPassing = error instanceof ConcurrentChange || isStoreFault(error);
    const failure = { id: delivery._id, isPassing, now: deps.now() };
    const state = await recordFailure(deps.db, failure).catch((notRecorded: unknown) => {
      if (isPassing) return 'received' as const;
      throw notRecorded;
    });
    if (!isPassing || state === 'quarantined')
      deps.log.error({ err: error, deliveryId: delivery._id, state }, 'delivery could not be ingested');
    return { ok: false, error: state === 'quarantined' ? giveUp('The delivery is quarantined.') : error };
  }
}

async function ingestTogether(
  deps: WorkerDeps,
  find: FindAccount,
  ids: readonly string[],
): Promise<Outcome[]> {
  const deliveries = await loadReceived(deps.db, ids);
  const done = new Map<string, Outcome>();
  try {
    if (deliveries.length > 0) await ingest(deps, find, deliveries);
  } catch (error) {
    deps.log.warn(
      { err: error, deliveries: deliveries.length },
      'batch failed, taking its deliveries one by one',
    );
    // Parts that were stored before the failing one are done.
    for (const delivery of await loadReceived(deps.db, ids))
      done.set(delivery._id, await ingestAlone(deps, find, delivery));
  }
  return ids.map((id) => done.get(id) ?? { ok: true });
}

/** The processor of `ingest-delivery`. Running it twice for a delivery changes nothing. */
export function createIngestDelivery(deps: WorkerDeps): Processor {
  const find = createAccountFinder(deps.db, deps.now);
  const batches = createCoalescer<string, Outcome>({
    maxBatch: MAX_BATCH,
    lanes: 1,
    gatherMs: GATHER_MS,
    run: (ids) => ingestTogether(deps, find, ids),
  });
  return async ({ rowId }) => {
    const outcome = await batches.add(rowId);
    if (!outcome.ok) throw outcome.error;
  };
}
