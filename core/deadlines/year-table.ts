/** The working time of one local year as sorted periods of UTC instants. Built once per clock and year, then only read. */
import type { Calendar } from './calendar.ts';
import { DAY_MS, dayNumber, MINUTE_MS } from './civil.ts';
import type { DeadlinePolicy } from './deadline-policy.ts';
import { windowsOf } from './windows.ts';
import { localMidnight, offsetsBetween } from './zone.ts';

export interface YearTable {
  readonly year: number;
  /** UTC instants between which the local year lies, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Periods never touch or overlap: neighbours are merged. `to` is exclusive. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Working ms of the year up to the end of each period. */
  readonly sums: Float64Array;
  readonly total: number;
}

interface Period {
  readonly from: number;
  to: number;
}

function merged(periods: Period[]): readonly Period[] {
  const result: Period[] = [];
  for (const period of periods.sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && period.from <= last.to) last.to = Math.max(last.to, period.to);
    else result.push(period);
  }
  return result;
}

/**
 * An instant is working time when the local clock then shows a time inside a span. So a span across a change to or from
 * summer time has its real length, and an hour that the clock shows twice counts twice.
 */
function periodsOf(year: number, policy: DeadlinePolicy, calendar: Calendar): readonly Period[] {
  const first = dayNumber(year, 1, 1);
  const end = dayNumber(year + 1, 1, 1);
  const windows = windowsOf(year, policy, calendar);
  const periods: Period[] = [];
  for (const stretch of offsetsBetween((first - 1) * DAY_MS, (end + 1) * DAY_MS, policy.timeZone)) {
    const firstDay = Math.max(first, Math.floor((stretch.from + stretch.offsetMs) / DAY_MS));
    const lastDay = Math.min(end - 1, Math.floor((stretch.to + stretch.offsetMs) / DAY_MS));
    for (let day = firstDay; day <= lastDay; day++) {
      const base = day * DAY_MS - stretch.offsetMs;
      for (const window of windows(day)) {
        const from = Math.max(base + window.from * MINUTE_MS, stretch.from);
        const to = Math.min(base + window.to * MINUTE_MS, stretch.to);
        if (from < to) periods.push({ from, to });
      }
    }
  }
  return merged(periods);
}

/** @throws CalendarRangeError for a year that the calendar does not cover. */
export function yearTable(year: number, policy: DeadlinePolicy, calendar: Calendar): YearTable {
  const periods = periodsOf(year, policy, calendar);
  let total = 0;
  const sums = Float64Array.from(periods, ({ from, to }) => {
    total += to - from;
    return total;
  });
  return {
    year,
    from: localMidnight(dayNumber(year, 1, 1), policy.timeZone),
    to: localMidnight(dayNumber(year + 1, 1, 1), policy.timeZone),
    starts: Float64Array.from(periods, (period) => period.from),
    ends: Float64Array.from(periods, (period) => period.to),
    sums,
    total,
  };
}

/** The smallest index whose value is at least `value`; the length when there is none. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Working ms of the year that have passed at an instant of the year. */
export function workedUntil(instant: number, table: YearTable): number {
  const index = lowerBound(table.ends, instant);
  const before = index === 0 ? 0 : (table.sums[index - 1] ?? 0);
  return before + Math.max(0, instant - (table.starts[index] ?? Infinity));
}

/** The first instant at which `worked` ms (more than 0, at most the total) of the year have passed. */
export function instantOf(worked: number, table: YearTable): number {
  const index = lowerBound(table.sums, worked);
  return (table.ends[index] ?? table.to) - ((table.sums[index] ?? worked) - worked);
}
