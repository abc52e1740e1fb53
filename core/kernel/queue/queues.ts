/** Hop 3: telling the workers. A hint that cannot be given is dropped: the sweeper finds the row within seconds. */
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { dataOf, HINT_OPTIONS, JOB_NAMES, type JobName, jobId, type RowRef } from './jobs.ts';

export interface Queues {
  /** One hint a row, given now or after `delayMs`. True when Redis took them. Never throws. */
  hint(name: JobName, rows: readonly RowRef[], delayMs?: number): Promise<boolean>;
  /** Waiting jobs per queue, for the metrics. */
  counts(): Promise<Record<JobName, number>>;
  /** The queues themselves, for the board page. */
  readonly all: readonly Queue[];
  close(): Promise<void>;
}

export function openQueues(redis: Redis, onError: (error: unknown) => void): Queues {
  const queues = new Map(JOB_NAMES.map((name) => [name, new Queue(name, { connection: redis })]));
  for (const queue of queues.values()) queue.on('error', onError);
  const queueOf = (name: JobName): Queue => queues.get(name) as Queue;
  return {
    all: [...queues.values()],
    async hint(name, rows, delayMs = 0) {
      if (rows.length === 0) return true;
      if (redis.status !== 'ready') return false;
      const delay = delayMs > 0 ? { delay: delayMs } : {};
      try {
        await queueOf(name).addBulk(
          rows.map(dataOf).map((data) => ({
            name,
            data,
            opts: { ...HINT_OPTIONS, jobId: jobId(name, data), ...delay },
          })),
        );
        return true;
      } catch (error) {
        onError(error);
        return false;
      }
    },
    async counts() {
      const entries = await Promise.all(
        JOB_NAMES.map(async (name) => [name, await queueOf(name).count()] as const),
      );
      return Object.fromEntries(entries) as Record<JobName, number>;
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
