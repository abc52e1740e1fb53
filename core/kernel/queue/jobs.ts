/**
 * The typed map of jobs: name -> small data, ids and never documents. A job is only a hint; the stored row is the
 * truth, and the sweeper finds what no job speaks of. `workers/main.ts` refuses to start without a processor for each.
 */
export interface Jobs {
  'ingest-delivery': { readonly tenantId: string; readonly deliveryId: string };
  act: { readonly tenantId: string; readonly actionId: string; readonly revision: number };
  'fetch-context': { readonly tenantId: string; readonly contextId: string; readonly revision: number };
  'scan-images': { readonly tenantId: string; readonly scanId: string; readonly revision: number };
  'second-opinion': { readonly tenantId: string; readonly opinionId: string; readonly revision: number };
}
export type JobName = keyof Jobs;

export const JOB_NAMES = [
  'ingest-delivery',
  'act',
  'fetch-context',
  'scan-images',
  'second-opinion',
] as const satisfies readonly JobName[];

/** What reaches out to nobody: with OUTGOING=off a worker runs these alone, and the rows of the others wait. */
export const INWARD_JOBS: readonly JobName[] = ['ingest-delivery'];

/** How many jobs of a kind one worker holds at once. Ingest holds many since they are coalesced into batches. */
export const CONCURRENCY: Readonly<Record<JobName, number>> = {
  'ingest-delivery': 200,
  act: 16,
  'fetch-context': 4,
  // Two, so that one is fetched while the other is judged: the model takes one at a time.
  'scan-images': 2,
  'second-opinion': 2,
};

/**
 * Attempts and backoff for every job, in this one place: BullMQ's own default is a single try. Completed and failed
 * jobs go at once, since BullMQ ignores an add whose id still stands among them. Failures live in the store.
 */
export const JOB_OPTIONS = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 300 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

/** `name-docId-revision`, without a colon. The same hint twice is one job. */
export function jobId<N extends JobName>(name: N, data: Jobs[N]): string {
  const of: { [K in JobName]: (value: Jobs[K]) => string } = {
    'ingest-delivery': ({ deliveryId }) => `${deliveryId}-0`,
    act: ({ actionId, revision }) => `${actionId}-${revision}`,
    'fetch-context': ({ contextId, revision }) => `${contextId}-${revision}`,
    'scan-images': ({ scanId, revision }) => `${scanId}-${revision}`,
    'second-opinion': ({ opinionId, revision }) => `${opinionId}-${revision}`,
  };
  return `${name}-${of[name](data)}`;
}
