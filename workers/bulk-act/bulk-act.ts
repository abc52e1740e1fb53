/**
 * Does one act to many items, or takes it back, a while at a time. Each item is a request of its own, by the command
 * and the rules of a single one, with the rights that its person has now and a key of its own: killed anywhere, the next
 * worker finds what was done.
 */
import { principalOfActor } from '../../core/accounts/people.store.ts';
import {
  BULK_ACT_ROWS,
  countEntries,
  giveUpEntries,
  nextEntries,
  type StoredBulkAct,
} from '../../core/actions/bulk-acts.store.ts';
import { logWork } from '../../core/inbox/work-log.store.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import type { WorkerDeps } from '../deps.ts';
import { runRow, type Settle } from '../run-row.ts';
import { doOne } from './do-one.ts';
import { undoOne } from './undo-one.ts';

/** Well within a claim. */
const A_WHILE_MS = 20_000;
const AT_ONCE = 4;

/** How an act ends that was under way, and its log of work. */
const ended =
  (deps: WorkerDeps, row: StoredBulkAct): Settle<StoredBulkAct> =>
  async (session) => {
    const { tenantId, _id: subject, actor, act } = row;
    const isUndo = row.state === 'undoing';
    const { byState } = await countEntries(deps.db, { tenantId, bulkId: subject });
    const { done = 0, refused = 0, undone = 0, kept = 0 } = byState;
    const counted = { done, refused, undone, kept };
    const at = deps.now();
    const type = isUndo ? ('bulk.undo-ended' as const) : ('bulk.ended' as const);
    await logWork(
      deps.db,
      { tenantId, type, subject, actor, at, data: { act: act.type, ...counted } },
      session,
    );
    return { set: { state: isUndo ? 'undone' : 'done', endedAt: at } };
  };

async function work(deps: WorkerDeps, claimed: StoredBulkAct): Promise<Settle<StoredBulkAct>> {
  const { tenantId, _id: bulkId, actor, act } = claimed;
  const isUndo = claimed.state === 'undoing';
  const until = deps.now().getTime() + A_WHILE_MS;
  while (deps.now().getTime() < until) {
    const state = isUndo ? 'done' : 'waiting';
    const entries = await nextEntries(deps.db, { tenantId, bulkId, state }, AT_ONCE);
    if (entries.length === 0) return ended(deps, claimed);
    const principal = await principalOfActor(deps.db, { tenantId, actor, now: deps.now() });
    const one = isUndo ? undoOne : doOne;
    // Each ends its entry, so that the next ones come.
    await Promise.all(entries.map((entry) => one(deps, { principal, act, entry })));
  }
  return { set: {}, again: 0 };
}

/** The processor of `bulk-act`. */
export function createBulkAct(deps: WorkerDeps): Processor {
  return runRow<StoredBulkAct, object>(deps, {
    name: 'bulk-act',
    kind: BULK_ACT_ROWS,
    load: async () => ({}),
    gone: (claimed) => ended(deps, claimed),
    async giveUp({ claimed }) {
      const { tenantId, _id: bulkId, state } = claimed;
      const change =
        state === 'undoing'
          ? ({ from: 'done', to: 'kept' } as const)
          : ({ from: 'waiting', to: 'refused' } as const);
      await giveUpEntries(deps.db, { tenantId, bulkId, ...change });
      return ended(deps, claimed);
    },
    work: ({ claimed }) => work(deps, claimed),
  });
}
