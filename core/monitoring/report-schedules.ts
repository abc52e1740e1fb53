/** When a scheduled report is due, and which period it tells of: always the whole month or year before. Pure. */
import { DAY_MS, dayNumber, HOUR_MS } from '../deadlines/civil.ts';
import { localDay, type Period } from '../deadlines/periods.ts';
import { instantAt, localMidnight } from '../deadlines/zone.ts';

export const REPORT_CYCLES = ['month', 'year'] as const;
type ReportCycle = (typeof REPORT_CYCLES)[number];

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

/** The moment of the cycle that `instant` lies in, and how to get to its neighbours. */
function momentsAround({ every, day, hour }: ReportTimes, instant: number, timeZone: string) {
  const step = every === 'month' ? 1 : 12;
  const now = localMonth(instant, timeZone);
  const first = now - (now % step);
  // On the wall: the day on which the clocks change is no exception.
  const at = (month: number): number =>
    instantAt(
      (dayNumber(Math.floor(month / 12), (month % 12) + 1, 1) + day - 1) * DAY_MS + hour * HOUR_MS,
      timeZone,
    );
  return { before: at(first - step), within: at(first), after: at(first + step) };
}

/** The first such moment after `after`. */
export function nextReportAt(times: ReportTimes, after: number, timeZone: string): number {
  const around = momentsAround(times, after, timeZone);
  return around.within > after ? around.within : around.after;
}

/** The last such moment by `now`: of several that have passed it alone is told of. */
export function lastReportAt(times: ReportTimes, now: number, timeZone: string): number {
  const around = momentsAround(times, now, timeZone);
  return around.within <= now ? around.within : around.before;
}

/** The whole month or year before the moment at which the report is due. */
export function reportedPeriod(every: ReportCycle, dueAt: number, timeZone: string): Period {
  const now = localMonth(dueAt, timeZone);
  const [from, to] = every === 'month' ? [now - 1, now] : [now - (now % 12) - 12, now - (now % 12)];
  return { from: monthStart(from, timeZone), to: monthStart(to, timeZone) };
}
