/** The queue of a history: hints are kept, and run when their time has come by its clock. */
import { dataOf, JOB_NAMES, type JobData, type JobName, jobId } from '../../core/kernel/queue/jobs.ts';
import type { Queues } from '../../core/kernel/queue/queues.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import type { HistoryClock } from './clock.ts';

export interface Hints extends Queues {
  /** Runs what is due, also what is hinted meanwhile. */
  run(table: Readonly<Record<JobName, Processor>>): Promise<void>;
}

export function createHints(clock: HistoryClock): Hints {
  const waiting = new Map<string, { name: JobName; data: JobData; due: number }>();
  return {
    all: [],
    async hint(name, rows, delayMs = 0) {
      const due = clock.now().getTime() + delayMs;
      for (const data of rows.map(dataOf)) {
        const id = jobId(name, data);
        if (!waiting.has(id)) waiting.set(id, { name, data, due });
      }
      return true;
    },
    counts: async () => Object.fromEntries(JOB_NAMES.map((name) => [name, 0])) as Record<JobName, number>,
    close: async () => undefined,
    async run(table) {
      const next = () => [...waiting].find(([, { due }]) => due <= clock.now().getTime());
      for (let found = next(); found !== undefined; found = next()) {
        const [id, { name, data }] = found;
        waiting.delete(id);
        await table[name](data);
      }
    },
  };
}
