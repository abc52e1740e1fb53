/**
 * Whether rules can be used: told by computing with them, since no look at the numbers alone finds every policy whose
 * due time never comes. Proven when they are saved; what was stored before that gives way to the country's default.
 */
import { CalendarRangeError } from './calendar.ts';
import { DAY_MS } from './civil.ts';
import { addWorking, clockFor, type WorkingClock } from './clock.ts';
import { type DeadlinePolicy, defaultPolicy, PolicyError } from './deadline-policy.ts';
import { supervisionDue } from './supervision.ts';

/** An aim further away than this is a slip of the unit, or hours in which no work gets done. */
const MAX_DUE_DAYS = 400;
const YEARS_AHEAD = 5;
const STEP_MS = 30 * DAY_MS;

/** Now, and each month of the years to come: closures and openings may lie anywhere in them. */
export function provenStarts(now: number): readonly number[] {
  const steps = Math.ceil((YEARS_AHEAD * 365 * DAY_MS) / STEP_MS);
  return Array.from({ length: steps + 1 }, (_, step) => now + step * STEP_MS);
}

/** Too late, or in no calendar at all. `due` computes; both are epoch ms. */
export function isTooLate(start: number, due: () => number): boolean {
  try {
    return due() - start > MAX_DUE_DAYS * DAY_MS;
  } catch (error) {
    if (error instanceof CalendarRangeError) return true;
    throw error;
  }
}

/** @throws PolicyError with a sentence when some due time of the next five years never comes. */
export function provePolicy(policy: DeadlinePolicy, now: number): void {
  const clock = clockFor(policy);
  for (const start of provenStarts(now)) {
    if (isTooLate(start, () => addWorking(start, policy.targetMs, clock)))
      throw new PolicyError(
        `With these hours and closures the target takes more than ${MAX_DUE_DAYS} days: check its unit, which is milliseconds.`,
        'target',
      );
    if (isTooLate(start, () => supervisionDue(start, clock)))
      throw new PolicyError(`Something must be open at least once in ${MAX_DUE_DAYS} days.`, 'hours');
  }
}

/** What arrived before `start` is due earlier, so one due time answers for all that has arrived by then. */
function computableFrom(policy: DeadlinePolicy, start: number): WorkingClock {
  const clock = clockFor(policy);
  addWorking(start, policy.targetMs, clock);
  supervisionDue(start, clock);
  return clock;
}

export interface UsableClock {
  readonly clock: WorkingClock;
  /** Why the default stands in; null: it does not. */
  readonly error: Error | null;
}

/**
 * The clock of a stored policy; where nothing can be computed with it, that of the country's default. What is computed
 * then bears a version that names both.
 */
export function usableClock(policy: DeadlinePolicy, now: number): UsableClock {
  try {
    return { clock: computableFrom(policy, now), error: null };
  } catch (error) {
    if (!(error instanceof CalendarRangeError || error instanceof PolicyError)) throw error;
    const standIn = defaultPolicy(policy.country);
    const version = `${standIn.version} instead of ${policy.version}`;
    return { clock: clockFor({ ...standIn, version }), error };
  }
}
