/** What Graph's answer to a write becomes. */
import type { Outcome } from '../../../core/actions/connector.ts';
import { idOf, type Json } from '../read.ts';
import type { Refusal } from './errors.ts';
import type { GraphAnswer } from './graph.ts';

/** Whether something stands in public. `unclear`: no look could tell, and nothing may rest on it. */
export type Presence = 'public' | 'hidden' | 'gone' | 'unclear';

export const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };
export const DONE: Outcome = { state: 'done', remoteId: null, at: null };

/** A write that may be sent twice; what is looked at when its answer does not tell, and what then says that it is done. */
interface Repeatable {
  readonly look: () => Promise<Presence>;
  readonly reaches: readonly Presence[];
}

/** A lost answer is simply tried again. An error that does not say what stands now is looked into. */
export async function repeatable(answer: GraphAnswer, { look, reaches }: Repeatable): Promise<Outcome> {
  if (answer.ok) return confirmed(answer.body.success);
  const { refusal } = answer;
  const isUntold = refusal.cause === 'gone-or-denied';
  if (!isUntold && (refusal.certain || refusal.state === 'retry')) return outcomeOf(refusal);
  const presence = await look();
  if (reaches.includes(presence)) return DONE;
  // A removal that may be there is never called done, nor failed before it was looked for again.
  if (isUntold && presence === 'unclear' && reaches.includes('gone'))
    return { state: 'unknown', cause: 'gone-or-denied' };
  if (isUntold) return denied(presence);
  return outcomeOf({ ...refusal, certain: presence !== 'unclear' && reaches.length > 0 });
}

/**
 * Of what may not happen twice. No idempotency key exists, so anything but a sure no is `unknown`, also Graph's own
 * "something went wrong". `look`: at what it was written under.
 */
export async function onlyOnce(
  answer: GraphAnswer,
  look: () => Promise<Presence>,
  idKey = 'id',
): Promise<Outcome> {
  if (!answer.ok) {
    const { certain, cause } = answer.refusal;
    if (cause === 'gone-or-denied') return denied(await look());
    return certain ? outcomeOf(answer.refusal) : { state: 'unknown', cause };
  }
  const remoteId = idOf(answer.body[idKey]);
  return remoteId === null
    ? { state: 'unknown', cause: 'unreachable' }
    : { state: 'done', remoteId, at: null };
}

/** Surely not carried out; why, a look has told, or could not. */
export function denied(presence: Presence): Outcome {
  if (presence === 'gone') return { state: 'failed', cause: 'gone' };
  return presence === 'unclear'
    ? { state: 'failed', cause: 'gone-or-denied' }
    : { state: 'blocked', cause: 'permission-missing' };
}

/** Graph's documentation shows `true` and `"true"`. */
export function confirmed(success: Json[string]): Outcome {
  return success === true || success === 'true' ? DONE : { state: 'failed', cause: 'refused' };
}

export function outcomeOf({ state, cause, afterMs, certain }: Refusal): Outcome {
  const uncertain = certain ? {} : { uncertain: true as const };
  return state === 'retry' ? { state, cause, afterMs, ...uncertain } : { state, cause, ...uncertain };
}
