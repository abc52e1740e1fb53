/**
 * How many due times one core computes a second: the working clock beside a naive walk from day to day with luxon.
 * Both answer the same questions in the same run, and their answers are compared.
 */

import { DateTime } from 'luxon';
import { CALENDARS } from '../../core/deadlines/calendar.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import { clockFor, dueAt } from '../../core/deadlines/clock.ts';
import { type DeadlinePolicy, defaultPolicy } from '../../core/deadlines/deadline-policy.ts';
import { quantile } from './quantile.ts';

const COUNT = 400_000;
const WALKED = 4_000;
const ROUNDS = 5;
const FROM = Date.UTC(2026, 0, 1);
const YEARS_MS = 3 * 365 * DAY_MS;

type Row = Record<string, string | number>;

/** Instants spread over three years, the same in every run (a multiplicative sequence, no randomness). */
function starts(): Float64Array {
  return Float64Array.from({ length: COUNT }, (_, index) => FROM + ((index * 2_654_435_761) % YEARS_MS));
}

function daysOff(policy: DeadlinePolicy): ReadonlySet<string> {
  const days = [2026, 2027, 2028, 2029].flatMap((year) => CALENDARS[policy.country].days(year));
  const off = days.filter((day) => day.class === 'holiday' || (day.class === 'eve' && policy.eves === 'off'));
  return new Set(off.map((day) => day.date));
}

function walk(start: number, policy: DeadlinePolicy, off: ReadonlySet<string>): number {
  let cursor = DateTime.fromMillis(start, { zone: policy.timeZone });
  let left = policy.targetMs;
  for (;;) {
    const next = cursor.startOf('day').plus({ days: 1 });
    if (cursor.weekday <= 5 && !off.has(cursor.toISODate() ?? '')) {
      const available = next.toMillis() - cursor.toMillis();
      if (available >= left) return cursor.toMillis() + left;
      left -= available;
    }
    cursor = next;
  }
}

/** The median of several rounds, as computations per second. */
function perSecond(count: number, compute: () => void): number {
  const rates = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    compute();
    return (count / (performance.now() - begin)) * 1000;
  });
  return Math.round(quantile(rates, 0.5));
}

/** @throws Error when the two ways disagree on any due time that both computed. */
export async function run(): Promise<{ name: string; rows: Row[] }> {
  const policy = defaultPolicy('SE');
  const off = daysOff(policy);
  const instants = starts();
  const few = instants.subarray(0, WALKED);
  for (const start of few) {
    if (dueAt(start, policy) !== walk(start, policy, off)) throw new Error(`They differ at ${start}.`);
  }
  let sum = 0;
  const engine = perSecond(COUNT, () => {
    for (const start of instants) sum += dueAt(start, policy);
  });
  const copied = perSecond(WALKED * 5, () => {
    for (const start of instants.subarray(0, WALKED * 5)) sum += dueAt(start, { ...policy });
  });
  const luxon = perSecond(WALKED, () => {
    for (const start of few) sum += walk(start, policy, off);
  });
  const began = performance.now();
  clockFor({ ...policy, version: `bench-${sum}` }).table(2026);
  const table = performance.now() - began;
  const row = (way: string, rate: number, tableMs: number | '' = ''): Row => ({
    way,
    'due times per second': rate,
    'times luxon': Math.round(rate / luxon),
    'first table of a clock, ms': tableMs,
  });
  return {
    name: 'deadline',
    rows: [
      row('working clock', engine, Number(table.toFixed(2))),
      row('working clock, policy object new each time', copied),
      row('naive walk with luxon', luxon),
    ],
  };
}
