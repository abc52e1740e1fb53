/** Hop 3: telling the workers. A hint that cannot be given is dropped: the sweeper finds the row within seconds. */
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { JOB_NAMES, JOB_OPTIONS, type JobName, type Jobs, jobId } from './jobs.ts';

export interface Queues {
  /** True when Redis took the hints. Never throws. */
  hint<N extends JobName>(name: N, data: readonly Jobs[N][], delayMs?: number): Promise<boolean>;
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
    async hint(name, data, delayMs = 0) {
      if (data.length === 0) return true;
      if (redis.status !== 'ready') return false;
      try {
        await queueOf(name).addBulk(
          data.map((datum) => ({
            name,
            data: datum,
            opts: { ...JOB_OPTIONS, jobId: jobId(name, datum), ...(delayMs > 0 ? { delay: delayMs } : {}) },
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
