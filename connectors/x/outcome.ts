import type { Outcome } from '../../core/actions/connector.ts';
import type { Refusal } from './errors.ts';

export const DONE: Outcome = { state: 'done', remoteId: null, at: null };
export const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };
export const GONE: Outcome = { state: 'failed', cause: 'gone' };
export const NO_PERMISSION: Outcome = { state: 'blocked', cause: 'permission-missing' };
export const GONE_OR_DENIED: Outcome = { state: 'failed', cause: 'gone-or-denied' };

export function outcomeOf({ state, cause, afterMs, certain }: Refusal): Outcome {
  const uncertain = certain ? {} : { uncertain: true as const };
  return state === 'retry' ? { state, cause, afterMs, ...uncertain } : { state, cause, ...uncertain };
}

/** X confirms by a word of its own: `{"data": {"hidden": true}}`. */
export const confirmed = (told: unknown, wanted: boolean): Outcome =>
  told === wanted ? DONE : { state: 'failed', cause: 'refused' };
