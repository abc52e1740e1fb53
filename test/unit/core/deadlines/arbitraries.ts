import fc from 'fast-check';
import { halfDayCodes } from '../../../../core/deadlines/calendar.ts';
import { isoDate, WEEKDAYS } from '../../../../core/deadlines/civil.ts';
import {
  type DaySpan,
  type DeadlinePolicy,
  defaultPolicy,
} from '../../../../core/deadlines/deadline-policy.ts';
import { COUNTRIES } from '../../../../core/kernel/platform.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

const span: fc.Arbitrary<DaySpan> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 })
  .map((edges) => ({ from: Math.min(...edges), to: Math.max(...edges) }));
const spans = fc.array(span, { minLength: 1, maxLength: 3 });

/** Around changes to and from summer time, Christmas, Easter and midsummer more often than elsewhere. */
export const instant: fc.Arbitrary<number> = fc
  .record({
    year: fc.integer({ min: 2005, max: 2100 }),
    where: fc.constantFrom([0, 366], [82, 92], [80, 120], [294, 306], [340, 365], [165, 180]),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    trim: fc.constantFrom(1, 1, 1000, 60_000, HOUR, DAY),
  })
  .map(({ year, where: [from = 0, to = 0], share, trim }) => {
    const ms = Date.UTC(year, 0, 1, 12) + Math.floor((from + share * (to - from)) * DAY);
    return Math.min(Math.floor(ms / trim) * trim, Date.UTC(2100, 11, 31, 22));
  });

const targetMs = fc.oneof(
  fc.integer({ min: 1, max: 40 * HOUR }),
  fc.constantFrom(24 * HOUR, 8 * HOUR, 1, HOUR),
);

export interface Case {
  readonly start: number;
  readonly policy: DeadlinePolicy;
}

/** A random start with a random policy that has exceptions in the days after it. */
export const policyCase: fc.Arbitrary<Case> = fc
  .record({
    start: instant,
    country: fc.constantFrom(...COUNTRIES),
    clock: fc.constantFrom('weekdays', 'hours'),
  })
  .chain(({ start, country, clock }) => {
    const date = fc.integer({ min: -1, max: 12 }).map((days) => isoDate(Math.floor(start / DAY) + days));
    const some = fc.record({ date, spans });
    const exception = clock === 'hours' ? some : fc.oneof(some, fc.record({ date }));
    return fc
      .record({
        targetMs,
        spans: fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, spans])), {
          requiredKeys: ['tue', 'thu'],
        }),
        eves: fc.constantFrom('off', 'work'),
        saturdayCounts: fc.boolean(),
        halfDays: fc.dictionary(fc.constantFrom(...halfDayCodes(country)), fc.integer({ min: 0, max: 1440 })),
        openings: fc.array(exception, { maxLength: 2 }),
        closures: fc.array(fc.oneof(some, fc.record({ date })), { maxLength: 2 }),
      })
      .map((changes) => ({
        start,
        policy: defaultPolicy(country, { clock, ...changes } as Partial<DeadlinePolicy>),
      }));
  });
