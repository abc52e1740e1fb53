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

/** The stretch of the same length that ends where this one begins: what a trend is measured against. */
export function before({ from, to }: Period): Period {
  return { from: from - (to - from), to: from };
}
