/**
 * Due times and working time by an own walk over the days, for autumn 2026 and the turn of the year: the days off stand
 * here as an almanac has them. Shares nothing with core/deadlines.
 */
const HOUR = 3_600_000;
export const TARGET_MS = 24 * HOUR;

/** Weekdays on which nobody counts: Sweden's eves are off, Norway works on 24 and 31 December. */
const DAYS_OFF: Readonly<Record<'SE' | 'NO', ReadonlySet<string>>> = {
  SE: new Set(['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01', '2027-01-06']),
  NO: new Set(['2026-12-25', '2027-01-01']),
};

/** Summer time ended on 25 October 2026 at one o'clock universal time. */
const WINTER_FROM = Date.UTC(2026, 9, 25, 1);
const ALMANAC = { from: Date.UTC(2026, 8, 1), until: Date.UTC(2027, 1, 1) };

/** When this date begins in Stockholm and Oslo. */
function midnight(year: number, month: number, day: number): number {
  const asSummer = Date.UTC(year, month, day) - 2 * HOUR;
  return asSummer < WINTER_FROM ? asSummer : Date.UTC(year, month, day) - HOUR;
}

interface Day {
  readonly from: number;
  readonly to: number;
  readonly works: boolean;
}

function dayAround(at: number, country: 'SE' | 'NO'): Day {
  if (at < ALMANAC.from || at >= ALMANAC.until) throw new Error('Outside the almanac of this test.');
  const local = new Date(at + (at < WINTER_FROM ? 2 : 1) * HOUR);
  const [year, month, date] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  const weekday = local.getUTCDay();
  const isOff = weekday === 0 || weekday === 6 || DAYS_OFF[country].has(local.toISOString().slice(0, 10));
  return { from: midnight(year, month, date), to: midnight(year, month, date + 1), works: !isOff };
}

export function dueByHand(start: number, left: number, country: 'SE' | 'NO'): number {
  const { to, works } = dayAround(start, country);
  if (works && left <= to - start) return start + left;
  return dueByHand(to, works ? left - (to - start) : left, country);
}

export function workedByHand(from: number, to: number, country: 'SE' | 'NO'): number {
  if (to <= from) return 0;
  const day = dayAround(from, country);
  const end = Math.min(day.to, to);
  return (day.works ? end - from : 0) + workedByHand(end, to, country);
}
