/** Whether alarm settings can be used: told by computing with them, as a deadline policy is. Pure. */
import { CalendarRangeError } from '../deadlines/calendar.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import { type DeadlinePolicy, defaultPolicy, PolicyError } from '../deadlines/deadline-policy.ts';
import { isTooLate, provenStarts } from '../deadlines/prove-policy.ts';
import { invalid, UppsiktError } from '../kernel/errors.ts';
import { COUNTRIES } from '../kernel/platform.ts';
import { officeClock, toldAt } from './alarm-plan.ts';
import { type AlarmLevel, type AlarmSettings, checkAlarms, DEFAULT_ALARMS } from './alarm-settings.ts';

/** The level that waits longest: every other is told before it. */
function slowestOf({ levels }: AlarmSettings): AlarmLevel {
  const none: AlarmLevel = { audience: 'administrators', from: 1, afterMinutes: 0 };
  return levels.reduce(
    (slowest, level) => (level.afterMinutes > slowest.afterMinutes ? level : slowest),
    none,
  );
}

/**
 * On the calendars of every country, and under the policies in force.
 * @throws 422 with a sentence when somebody would be told too late or never.
 */
export function proveAlarms(settings: AlarmSettings, policies: readonly DeadlinePolicy[], now: number): void {
  checkAlarms(settings);
  const slowest = slowestOf(settings);
  for (const policy of [...COUNTRIES.map((country) => defaultPolicy(country)), ...policies]) {
    const office = officeClock(policy, settings);
    if (provenStarts(now).some((start) => isTooLate(start, () => toldAt(start, slowest, office))))
      throw invalid(
        'With these hours and delays somebody would be told more than 400 days late: give longer hours or shorter delays.',
        { field: `levels.${slowest.audience}` },
      );
  }
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof CalendarRangeError || error instanceof PolicyError || error instanceof UppsiktError;

export interface UsableAlarms {
  readonly settings: AlarmSettings;
  /** The recipients' clock. */
  readonly office: WorkingClock;
  /** Why the defaults stand in; null: they do not. */
  readonly error: Error | null;
}

/** What was stored before settings were proven, or has lost its last hours since, gives way to the defaults. */
export function usableAlarms(rules: {
  readonly policy: DeadlinePolicy;
  readonly settings: AlarmSettings;
  /** Epoch ms. */
  readonly now: number;
}): UsableAlarms {
  const { policy, settings, now } = rules;
  try {
    checkAlarms(settings);
    const office = officeClock(policy, settings);
    toldAt(now, slowestOf(settings), office);
    return { settings, office, error: null };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const office = officeClock(defaultPolicy(policy.country), DEFAULT_ALARMS);
    return { settings: DEFAULT_ALARMS, office, error };
  }
}
