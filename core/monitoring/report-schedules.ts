/** When a scheduled report is due, and which period it tells of: always the whole month or year before. Pure. */
import { DAY_MS, dayNumber, HOUR_MS } from '../deadlines/civil.ts';
import { localDay, type Period } from '../deadlines/periods.ts';
import { localMidnight } from '../deadlines/zone.ts';

export const REPORT_CYCLES = ['month', 'year'] as const;
export type ReportCycle = (typeof REPORT_CYCLES)[number];

export interface ReportTimes {
  readonly every: ReportCycle;
  /** Of the month, or of January: late enough that the last answers have come. */
  readonly day: number;
  /** Local. */
  readonly hour: number;
}

/** `of` counts months. */
const monthStart = (of: number, timeZone: string): number =>
  localMidnight(dayNumber(Math.floor(of / 12), (of % 12) + 1, 1), timeZone);

function localMonth(instant: number, timeZone: string): number {
  const date = new Date(localDay(instant, timeZone) * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The first such moment after `after`. */
export function nextReportAt({ every, day, hour }: ReportTimes, after: number, timeZone: string): number {
  const step = every === 'month' ? 1 : 12;
  const now = localMonth(after, timeZone);
  const first = every === 'month' ? now : now - (now % 12);
  const at = (month: number): number =>
    localMidnight(localDay(monthStart(month, timeZone), timeZone) + day - 1, timeZone) + hour * HOUR_MS;
  return at(first) > after ? at(first) : at(first + step);
}

/** The whole month or year before the moment at which the report is due. */
export function reportedPeriod(every: ReportCycle, dueAt: number, timeZone: string): Period {
  const now = localMonth(dueAt, timeZone);
  const [from, to] = every === 'month' ? [now - 1, now] : [now - (now % 12) - 12, now - (now % 12)];
  return { from: monthStart(from, timeZone), to: monthStart(to, timeZone) };
}
