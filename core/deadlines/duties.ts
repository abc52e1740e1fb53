/**
 * Clocks beside the answer's: requests for public documents, registration, the Norwegian interim answer. A table of
 * dated rules, counted in whole local days as the statutes are: the day of receipt never counts, and a limit ends with
 * its day. What has no limit in law warns and never breaches.
 */

import type { Country } from '../kernel/platform.ts';
import { DAY_MS, dayNumber, parseDate } from './civil.ts';
import type { WorkingClock } from './clock.ts';
import { localDay } from './periods.ts';
import { windowsOf } from './windows.ts';
import { localMidnight } from './zone.ts';

export const DUTIES = ['documents', 'registration', 'interim-answer'] as const;
export type Duty = (typeof DUTIES)[number];

/** `next-working-day`: the start of the first one after receipt. The others: the end of the last day counted. */
export type Limit =
  | { readonly unit: 'next-working-day' }
  | { readonly unit: 'working-days'; readonly count: number }
  | { readonly unit: 'months'; readonly count: number };

export interface DutyRule {
  readonly duty: Duty;
  readonly country: Country;
  /** First and last local date on which what is received falls under the rule. `from` null: adopted, not in force. */
  readonly from: string | null;
  readonly to: string | null;
  readonly warn: Limit;
  readonly breach: Limit | null;
  /** Where it stands. */
  readonly source: string;
}

/** records.md 1.4, 1.6, 1.7. */
export const DUTY_RULES: readonly DutyRule[] = [
  {
    duty: 'documents',
    country: 'SE',
    from: '2005-01-01',
    to: null,
    warn: { unit: 'working-days', count: 1 },
    breach: null,
    source: 'TF 2:15, 2:16',
  },
  {
    duty: 'documents',
    country: 'NO',
    from: '2009-01-01',
    to: null,
    warn: { unit: 'working-days', count: 3 },
    breach: { unit: 'working-days', count: 5 },
    source: 'offentleglova §§ 29, 32',
  },
  {
    duty: 'registration',
    country: 'SE',
    from: '2009-06-30',
    to: null,
    warn: { unit: 'next-working-day' },
    breach: null,
    source: 'OSL 5:1',
  },
  {
    duty: 'interim-answer',
    country: 'NO',
    from: '2005-01-01',
    to: null,
    warn: { unit: 'months', count: 1 },
    breach: { unit: 'months', count: 1 },
    source: 'forvaltningsloven (1967) § 11 a',
  },
  // Widens the duty to every enquiry. "I kraft fra den tiden Kongen bestemmer": give `from` when that is known, and
  // end the rule above on the day before.
  {
    duty: 'interim-answer',
    country: 'NO',
    from: null,
    to: null,
    warn: { unit: 'months', count: 1 },
    breach: { unit: 'months', count: 1 },
    source: 'forvaltningslov LOV-2025-06-20-81 § 17',
  },
];

/** The rule under which something received on that local date falls; null where there is none. */
export function ruleFor(
  duty: Duty,
  on: { readonly country: Country; readonly day: number },
  rules: readonly DutyRule[] = DUTY_RULES,
): DutyRule | null {
  const holds = ({ from, to }: DutyRule): boolean =>
    from !== null &&
    on.day >= (parseDate(from) ?? Infinity) &&
    (to === null || on.day <= (parseDate(to) ?? -Infinity));
  return rules.find((rule) => rule.duty === duty && rule.country === on.country && holds(rule)) ?? null;
}

/** The nth working day after a civil day, by the clock's own calendar, openings and closures. */
function workingDayAfter(day: number, count: number, { policy, calendar }: WorkingClock): number {
  const weekdays = { ...policy, clock: policy.clock === 'wall' ? ('weekdays' as const) : policy.clock };
  let windows = windowsOf(new Date(day * DAY_MS).getUTCFullYear(), weekdays, calendar);
  let year = new Date(day * DAY_MS).getUTCFullYear();
  let [found, left] = [day, count];
  while (left > 0) {
    found++;
    const foundYear = new Date(found * DAY_MS).getUTCFullYear();
    if (foundYear !== year) windows = windowsOf(foundYear, weekdays, calendar);
    year = foundYear;
    if (windows(found).length > 0) left--;
  }
  return found;
}

/** The same date `count` months on; the last day of the month where it has no such date. */
function monthsAfter(day: number, count: number): number {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1 + count];
  const last = dayNumber(year, month + 1, 1) - 1;
  return Math.min(dayNumber(year, month, date.getUTCDate()), last);
}

/** The last instant (epoch ms) at which the limit has not been passed. */
export function limitAt(receivedAt: number, limit: Limit, clock: WorkingClock): number {
  const { timeZone } = clock.policy;
  const day = localDay(receivedAt, timeZone);
  if (limit.unit === 'next-working-day') return localMidnight(workingDayAfter(day, 1, clock), timeZone);
  const end =
    limit.unit === 'months' ? monthsAfter(day, limit.count) : workingDayAfter(day, limit.count, clock);
  return localMidnight(end + 1, timeZone);
}

export interface DutyClock {
  readonly rule: DutyRule;
  readonly warnAt: number;
  /** Null: the law says "promptly" and names no limit. */
  readonly breachAt: number | null;
}

/** The clock of one duty for something received at an instant; null where no rule was in force. */
export function dutyClock(duty: Duty, receivedAt: number, clock: WorkingClock): DutyClock | null {
  const day = localDay(receivedAt, clock.policy.timeZone);
  const rule = ruleFor(duty, { country: clock.policy.country, day });
  if (rule === null) return null;
  return {
    rule,
    warnAt: limitAt(receivedAt, rule.warn, clock),
    breachAt: rule.breach && limitAt(receivedAt, rule.breach, clock),
  };
}

export const DUTY_STATES = ['calm', 'warned', 'breached'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export function dutyState({ warnAt, breachAt }: DutyClock, now: number): DutyState {
  if (breachAt !== null && now > breachAt) return 'breached';
  return now > warnAt ? 'warned' : 'calm';
}
