/** Weeks, months and days as people count them: on local dates, Monday first. Instants are epoch milliseconds. */
import { DAY_MS, dayNumber, weekdayIndex } from './civil.ts';
import { localMidnight, offsetAt } from './zone.ts';

/** `from` inclusive, `to` exclusive. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The civil day (days since 1970-01-01) that the local calendar shows at an instant. */
export function localDay(instant: number, timeZone: string): number {
  return Math.floor((instant + offsetAt(instant, timeZone)) / DAY_MS);
}

/** From Monday 00:00 local until now. */
export function thisWeek(now: number, timeZone: string): Period {
  const today = localDay(now, timeZone);
  return { from: localMidnight(today - weekdayIndex(today), timeZone), to: now };
}

/** From the first of the month 00:00 local until now. */
export function thisMonth(now: number, timeZone: string): Period {
  const date = new Date(localDay(now, timeZone) * DAY_MS);
  return {
    from: localMidnight(dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, 1), timeZone),
    to: now,
  };
}

/** Whether what stands now belongs to the period. */
export const includes = ({ from, to }: Period, now: number): boolean => from <= now && now <= to;

const WEEK_DAYS = 7;
/** From here on a period has weekends enough that it does not matter on which day it begins. */
const LONG_DAYS = 28;

/** The same local time of day, so many days earlier: a clock change in between moves no midnight. */
function daysEarlier(instant: number, days: number, timeZone: string): number {
  const day = localDay(instant, timeZone);
  const sinceMidnight = instant - localMidnight(day, timeZone);
  return localMidnight(day - days, timeZone) + sinceMidnight;
}

/**
 * What a period may be compared with, as far as it has passed by `now`: the stretch before it that is as long, for short
 * ones on the same weekdays. Null where that lies before `since`, when nothing was counted yet, or the period ahead.
 */
export function comparableBefore(
  { from, to }: Period,
  { now, since, timeZone }: { readonly now: number; readonly since: number; readonly timeZone: string },
): Period | null {
  const until = Math.min(to, now);
  if (until <= from) return null;
  const days = localDay(until - 1, timeZone) - localDay(from, timeZone) + 1;
  const back = days < LONG_DAYS ? Math.ceil(days / WEEK_DAYS) * WEEK_DAYS : days;
  const earlier = { from: daysEarlier(from, back, timeZone), to: daysEarlier(until, back, timeZone) };
  return earlier.from < since ? null : earlier;
}

/** A month of the local calendar. */
export interface LocalMonth extends Period {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

const monthOf = (count: number, timeZone: string): LocalMonth => {
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  const start = (of: number) => localMidnight(dayNumber(Math.floor(of / 12), (of % 12) + 1, 1), timeZone);
  return { year, month, from: start(count), to: start(count + 1) };
};

/** The last months up to and with the one that holds `instant`, the oldest first. */
export function lastMonths(instant: number, count: number, timeZone: string): LocalMonth[] {
  const date = new Date(localDay(instant, timeZone) * DAY_MS);
  const last = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return Array.from({ length: count }, (_, at) => monthOf(last - count + 1 + at, timeZone));
}
