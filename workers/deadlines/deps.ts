/** What the deadline work is handed: the rules at hand and who this process is. */
import type { PolicyCache } from '../../core/deadlines/policy-cache.store.ts';
import type { WorkerDeps } from '../deps.ts';

export interface DeadlineDeps extends Pick<WorkerDeps, 'db' | 'log' | 'now' | 'publisher'> {
  readonly policyCache: Pick<PolicyCache, 'clockOf' | 'since'>;
  /** Names this process in leases. */
  readonly holder: string;
}
