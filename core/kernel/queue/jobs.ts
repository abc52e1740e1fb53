/**
 * Every job, named once: names, queues, ids, options and sweeping come from here. A job is only a hint; the stored row is
 * the truth, and the sweeper finds what no job speaks of. A name without a processor or without a sweep does not compile.
 */
import type { Backoff } from '../backoff.ts';

export interface Job {
  /** How many of them one worker holds at once. */
  readonly concurrency: number;
  /** Tries of one row, also those that ended with their worker. A row that was tried more often is given up. */
  readonly maxAttempts: number;
  /** Waits between the tries of one row. Null: no row is put off, the next hint tries it again. */
  readonly backoff: Backoff | null;
  /** Reaches somebody outside: with OUTGOING=off its rows wait. */
  readonly outward: boolean;
}

const MAX_WAIT_MS = 15 * 60_000;

export const JOBS = {
  // Holds many since they are coalesced into batches.
  'ingest-delivery': { concurrency: 200, maxAttempts: 8, backoff: null, outward: false },
  act: { concurrency: 16, maxAttempts: 15, backoff: { firstMs: 2000, maxMs: MAX_WAIT_MS }, outward: true },
  'fetch-context': {
    concurrency: 4,
    maxAttempts: 5,
    backoff: { firstMs: 6000, maxMs: MAX_WAIT_MS },
    outward: true,
  },
  'fetch-text': {
    concurrency: 4,
    maxAttempts: 8,
    backoff: { firstMs: 3000, maxMs: MAX_WAIT_MS },
    outward: true,
  },
  // Two, so that one is fetched while the other is judged: the model takes one at a time.
  'scan-images': {
    concurrency: 2,
    maxAttempts: 4,
    backoff: { firstMs: 30_000, maxMs: MAX_WAIT_MS },
    outward: true,
  },
  // A mail server or a case system may be away over a weekend: twenty tries are two days.
  'hand-over': {
    concurrency: 2,
    maxAttempts: 20,
    backoff: { firstMs: 30_000, maxMs: 4 * 60 * 60_000 },
    outward: true,
  },
  // One: it keeps the drawing of documents busy for minutes. Every while that it works is a try.
  'bulk-export': {
    concurrency: 1,
    maxAttempts: 1000,
    backoff: { firstMs: 5000, maxMs: MAX_WAIT_MS },
    outward: false,
  },
  // One act is many small changes. Every while that it works is a try.
  'bulk-act': {
    concurrency: 2,
    maxAttempts: 200,
    backoff: { firstMs: 2000, maxMs: MAX_WAIT_MS },
    outward: false,
  },
  // As many as the browser has pages. A picture that is missing is made up for over days.
  capture: {
    concurrency: 2,
    maxAttempts: 100,
    backoff: { firstMs: 2000, maxMs: MAX_WAIT_MS },
    outward: true,
  },
  'second-opinion': {
    concurrency: 2,
    maxAttempts: 5,
    backoff: { firstMs: 30_000, maxMs: MAX_WAIT_MS },
    outward: true,
  },
} as const satisfies Readonly<Record<string, Job>>;

export type JobName = keyof typeof JOBS;
/** Jobs whose rows are claimed, put off and given up: `workers/run-row.ts` runs them. */
export type RowJobName = {
  [N in JobName]: (typeof JOBS)[N]['backoff'] extends Backoff ? N : never;
}[JobName];

export const JOB_NAMES = Object.keys(JOBS) as JobName[];
export const INWARD_JOBS: readonly JobName[] = JOB_NAMES.filter((name) => !JOBS[name].outward);

/** What every job carries: ids, never documents. */
export interface JobData {
  readonly tenantId: string;
  readonly rowId: string;
  /** The row's tries so far: the same hint twice is one job, the hint after another try is a new one. */
  readonly revision: number;
}

/** What a hint takes from a row. */
export interface RowRef {
  readonly tenantId: string;
  readonly _id: string;
  readonly attempts: number;
}

export const dataOf = ({ tenantId, _id, attempts }: RowRef): JobData => ({
  tenantId,
  rowId: _id,
  revision: attempts,
});

/** `name-rowId-revision`, without a colon. */
export const jobId = (name: JobName, { rowId, revision }: JobData): string => `${name}-${rowId}-${revision}`;

/**
 * How often a hint itself is tried when its processor throws, for every job, in this one place: BullMQ's own default is a
 * single try. Completed and failed jobs go at once, since BullMQ ignores an add whose id still stands among them.
 * Failures live in the store.
 */
export const HINT_OPTIONS = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 300 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;
