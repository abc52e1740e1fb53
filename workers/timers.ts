/** What runs by the clock rather than by a job: the deadline tick, recomputing, and telling people. */

import { dropLease } from '../core/kernel/leases.ts';
import type { Logger } from '../core/kernel/log.ts';
import type { NotifyDeps } from './alarms/deps.ts';
import { createPlanner } from './alarms/plan.ts';
import { createSender } from './alarms/send.ts';
import { CHAIN_LEASE, type ChainDeps, createChainRound } from './chain/chain-round.ts';
import { createRecompute } from './deadlines/recompute.ts';
import { createSupervision, SUPERVISION_LEASE } from './deadlines/supervision.ts';
import { createTick, TICK_LEASE } from './deadlines/tick.ts';
import type { WorkerDeps } from './deps.ts';
import { createReceiptRound } from './hand-over/receipts.ts';
import { createLaterMigrations, LATER_MIGRATIONS_LEASE } from './later-migrations/later-migrations.ts';
import { createPollRound } from './poll/poll.ts';
import { createReconciler } from './reconcile/reconcile.ts';
import { createReportRound } from './reports/report-round.ts';

const TICK_EVERY_MS = 2000;
const TELL_EVERY_MS = 3000;
const SUPERVISE_EVERY_MS = 30_000;
const CHAIN_EVERY_MS = 60_000;
const RECEIPTS_EVERY_MS = 30_000;
const REPORTS_EVERY_MS = 60_000;
const MIGRATE_EVERY_MS = 1000;
const RECONCILE_EVERY_MS = 15_000;
/** How often it is asked who is due; how often an account is looked at stands in its row. */
const POLL_EVERY_MS = 5000;

interface Timer {
  stop(): Promise<void>;
}

/** Runs again and again, never twice at once. What fails is logged; the next round finds the same rows. */
function every(ms: number, log: Logger, work: { name: string; run: () => Promise<unknown> }): Timer {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work
      .run()
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error, work: work.name }, 'a round failed'),
      )
      .finally(() => {
        running = null;
      });
  }, ms);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** A slow mail server holds up mails alone: raising and sending run side by side. */
export function startTimers(
  deps: NotifyDeps &
    Pick<ChainDeps, 'stampFor'> &
    Pick<WorkerDeps, 'handOver' | 'documents' | 'connectors' | 'vault' | 'queues' | 'appSecretOf'> & {
      readonly outgoing: boolean;
    },
): Timer {
  const tick = createTick(deps);
  const recompute = createRecompute(deps);
  const plan = createPlanner(deps);
  const send = createSender(deps);
  const supervise = createSupervision(deps);
  const chain = createChainRound(deps.outgoing ? deps : { ...deps, sendMail: null, stampFor: null });
  const receipts = createReceiptRound(deps);
  const reports = createReportRound(deps);
  const reconciler = createReconciler(deps);
  const poll = createPollRound(deps);
  const timers = [
    every(TICK_EVERY_MS, deps.log, { name: 'deadline-tick', run: tick }),
    every(TICK_EVERY_MS, deps.log, { name: 'deadline-recompute', run: recompute }),
    every(TELL_EVERY_MS, deps.log, { name: 'alarm-plan', run: plan }),
    every(SUPERVISE_EVERY_MS, deps.log, { name: 'supervision', run: supervise }),
    every(CHAIN_EVERY_MS, deps.log, { name: 'evidence-chain', run: chain }),
    every(MIGRATE_EVERY_MS, deps.log, { name: 'later-migrations', run: createLaterMigrations(deps) }),
    ...(deps.outgoing
      ? [
          every(TELL_EVERY_MS, deps.log, { name: 'alarm-send', run: send }),
          every(RECEIPTS_EVERY_MS, deps.log, { name: 'hand-over-receipts', run: receipts }),
          every(RECONCILE_EVERY_MS, deps.log, { name: 'reconcile', run: reconciler.round }),
          every(REPORTS_EVERY_MS, deps.log, { name: 'report-mails', run: reports }),
          every(POLL_EVERY_MS, deps.log, { name: 'poll', run: poll }),
        ]
      : []),
  ];
  return {
    async stop() {
      await Promise.all([...timers.map((timer) => timer.stop()), reconciler.stop()]);
      for (const name of [TICK_LEASE, SUPERVISION_LEASE, CHAIN_LEASE, LATER_MIGRATIONS_LEASE])
        await dropLease(deps.db, { name, holder: deps.holder });
    },
  };
}
