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
      const take = () => {
        const due = [...waiting].filter(([, hint]) => hint.due <= clock.now().getTime());
        const [first] = due;
        // Deliveries that come together are worked on together; else one thing follows from the other.
        const together = due.filter(([, { name }]) => name === 'ingest-delivery');
        const now = first?.[1].name === 'ingest-delivery' ? together : due.slice(0, 1);
        for (const [id] of now) waiting.delete(id);
        return now.map(([, hint]) => hint);
      };
      for (let hints = take(); hints.length > 0; hints = take())
        await Promise.all(hints.map(({ name, data }) => table[name](data)));
    },
  };
}
