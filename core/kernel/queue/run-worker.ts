import { type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { JOBS, type JobData, type JobName } from './jobs.ts';

/** Throw to be tried again; throw {@link giveUp} to stop: the row in the store says why. */
export type Processor = (data: JobData) => Promise<void>;

export const giveUp = (reason: string): Error => new UnrecoverableError(reason);

export interface RunningWorker {
  close(): Promise<void>;
}

/**
 * A killed worker's jobs are free again within seconds (BullMQ's own: a minute, in which the sweeper's hint with the
 * same id is dropped), however often that happens: a job is a hint that may run twice.
 */
const STALLED = { lockDuration: 10_000, stalledInterval: 5000, maxStalledCount: 1_000_000 } as const;

/** Runs one job name. `onFailed` is told of every failed try; it logs, it does not decide. */
export function runWorker(
  name: JobName,
  processor: Processor,
  runtime: {
    redis: Redis;
    onFailed: (name: JobName, error: unknown) => void;
    onError: (error: unknown) => void;
  },
): RunningWorker {
  const worker = new Worker(name, (job: Job<JobData>) => processor(job.data), {
    connection: runtime.redis,
    concurrency: JOBS[name].concurrency,
    ...STALLED,
  });
  worker.on('failed', (_job, error) => runtime.onFailed(name, error));
  worker.on('error', runtime.onError);
  return { close: () => worker.close() };
}
