/** The queue worked by hand: hints are kept in a list, and a test says when they run. */
import { dataOf, JOB_NAMES, type JobData, type JobName, jobId } from '../../core/kernel/queue/jobs.ts';
import type { Queues } from '../../core/kernel/queue/queues.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import type { TestClock } from './clock.ts';

export interface HandQueue extends Queues {
  readonly hints: { readonly name: JobName; readonly data: JobData; readonly due: number }[];
  /** What an emptied Redis does. */
  empty(): void;
  /** Runs every hint that is due, also those that come meanwhile. Returns how many ran. */
  run(
    table: Readonly<Record<JobName, Processor>>,
    onError?: (error: unknown) => void,
    /** Hints of these jobs stay where they are. */
    held?: ReadonlySet<JobName>,
  ): Promise<number>;
}

const MAX = 5000;

export function handQueue(clock: TestClock): HandQueue {
  const hints: HandQueue['hints'] = [];
  const queue: HandQueue = {
    hints,
    all: [],
    async hint(name, rows, delayMs = 0) {
      const known = new Set(hints.map((hint) => jobId(hint.name, hint.data)));
      const due = clock.now().getTime() + delayMs;
      for (const data of rows.map(dataOf)) if (!known.has(jobId(name, data))) hints.push({ name, data, due });
      return true;
    },
    counts: async () => Object.fromEntries(JOB_NAMES.map((name) => [name, 0])) as Record<JobName, number>,
    close: async () => undefined,
    empty: () => void hints.splice(0),
    async run(table, onError, held) {
      let ran = 0;
      const next = () => {
        const place = hints.findIndex(({ due, name }) => due <= clock.now().getTime() && !held?.has(name));
        return place < 0 ? undefined : hints.splice(place, 1)[0];
      };
      for (let hint = next(); hint !== undefined; hint = next()) {
        ran += 1;
        if (ran > MAX) throw new Error('The queue does not come to rest.');
        try {
          await table[hint.name](hint.data);
        } catch (error) {
          if (onError === undefined) throw error;
          onError(error);
        }
      }
      return ran;
    },
  };
  return queue;
}
