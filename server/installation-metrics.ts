/** Figures of the whole installation among the metrics. Every server tells the same; they are asked for once in 5 s. */
import { Gauge, type Registry } from 'prom-client';
import {
  type InstallationFigures,
  installationFigures,
} from '../core/monitoring/installation-figures.store.ts';
import type { ServerDeps } from './deps.ts';

const KEPT_MS = 5000;
type Deps = Pick<ServerDeps, 'db' | 'now'>;

/** Null: the store did not answer. Those who ask at the same time share one answer. */
function createReader({ db, now }: Deps): () => Promise<InstallationFigures | null> {
  let answer: Promise<InstallationFigures | null> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const at = performance.now();
    if (answer === undefined || at - askedAt > KEPT_MS) {
      askedAt = at;
      answer = installationFigures(db, now()).catch(() => null);
    }
    return answer;
  };
}

/** One row of figures: name, what it says, its label, and where its values stand. */
type Metric = readonly [
  name: string,
  help: string,
  label: string,
  values: (figures: InstallationFigures) => Readonly<Record<string, number>>,
];

const COUNTS: readonly Metric[] = [
  ['uppsikt_deliveries', 'Deliveries that are not done, by state', 'state', (figures) => figures.deliveries],
  [
    'uppsikt_actions',
    'Replies, hides and the like that are not done, by state',
    'state',
    (figures) => figures.actions,
  ],
  [
    'uppsikt_notices',
    'Alarms by mail or webhook that are not sent, by state',
    'state',
    (figures) => figures.notices,
  ],
  ['uppsikt_accounts', 'Accounts, by whether anything goes out', 'outgoing', (figures) => figures.accounts],
  [
    'uppsikt_oldest_open_seconds',
    'How long the oldest open row of a job has been due',
    'job',
    (figures) => figures.oldestOpenSeconds,
  ],
];

const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

const WORKERS: readonly [name: string, help: string, value: (figures: InstallationFigures) => number][] = [
  ['uppsikt_workers_alive', 'Workers heard of in the last 30 s', ({ workers }) => workers.length],
  [
    'uppsikt_worker_event_loop_delay_seconds',
    'Of the slowest worker, 99th percentile of 10 s',
    ({ workers }) => most(workers.map((figures) => figures.eventLoopDelaySeconds)),
  ],
  [
    'uppsikt_worker_resident_bytes',
    'Memory of the largest worker',
    ({ workers }) => most(workers.map((figures) => figures.residentBytes)),
  ],
];

/** Without an answer of the store a figure is left out: an old one would say that all is well. */
export function addInstallationMetrics(registry: Registry, deps: Deps): void {
  const read = createReader(deps);
  for (const [name, help, label, values] of COUNTS)
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        this.reset();
        const figures = await read();
        if (figures === null) return;
        for (const [key, value] of Object.entries(values(figures))) this.set({ [label]: key }, value);
      },
    });
  for (const [name, help, value] of WORKERS)
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const figures = await read();
        if (figures === null) this.remove();
        else this.set(value(figures));
      },
    });
}
