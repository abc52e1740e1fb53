/** When people write, and when somebody is at work to answer. */
import { HOUR_MS, MINUTE_MS } from '../../core/deadlines/civil.ts';
import { addWorking, clockFor, type WorkingClock } from '../../core/deadlines/clock.ts';
import { type DaySpan, defaultPolicy } from '../../core/deadlines/deadline-policy.ts';
import type { Country } from '../../core/kernel/platform.ts';
import type { Random } from '../simulator/random.ts';

const OFFICE: readonly DaySpan[] = [{ from: 8 * 60, to: 16 * 60 + 30 }];
const spans = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE };
const CLOCKS: Readonly<Record<Country, WorkingClock>> = {
  SE: clockFor(defaultPolicy('SE', { clock: 'hours', spans })),
  NO: clockFor(defaultPolicy('NO', { clock: 'hours', spans })),
};

const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;

/** `minutes` of office time after `at`: by night, at weekends and on holidays nobody works. */
export const officeTime = (at: number, minutes: number, country: Country): number =>
  wholeSecond(addWorking(at, minutes * MINUTE_MS, CLOCKS[country]));

/** Minutes from `least` to `most`, more of them short. */
export const minutesBetween = (random: Random, least: number, most: number): number =>
  least + random() ** 2 * (most - least);

/** Of the hours of a day in universal time, how many write in each: Stockholm and Oslo are an hour or two ahead. */
const HOURS = [2, 1, 1, 1, 1, 3, 6, 7, 7, 8, 9, 8, 7, 7, 8, 9, 10, 11, 12, 11, 8, 6, 4, 3];
const ALL_HOURS = HOURS.reduce((sum, parts) => sum + parts, 0);
const WEEKEND = 0.6;

function hourOf(random: Random): number {
  let left = random() * ALL_HOURS;
  return HOURS.findIndex((parts) => {
    left -= parts;
    return left < 0;
  });
}

const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at).getUTCDay());

/** A moment of the span at which somebody writes: seldom by night, less at weekends. */
export function writingTime(random: Random, { from, until }: { from: number; until: number }): number {
  for (;;) {
    const any = from + random() * (until - from);
    const day = Math.floor(any / (24 * HOUR_MS)) * 24 * HOUR_MS;
    const at = wholeSecond(day + (hourOf(random) + random()) * HOUR_MS);
    const isKept = random() < (isWeekend(at) ? WEEKEND : 1);
    if (isKept && at >= from && at < until) return at;
  }
}
