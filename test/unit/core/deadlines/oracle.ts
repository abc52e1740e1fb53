/**
 * The slow second opinion: walks minute by minute, knows nothing of the engine. No time zone data (the rule of
 * directive 2000/84/EC instead: last Sunday of March to last Sunday of October, 01:00 UTC) and Easter after Gauss.
 */
import type { DeadlinePolicy } from '../../../../core/deadlines/deadline-policy.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

function lastSunday(year: number, month: number): number {
  let day = Date.UTC(year, month, 0, 1);
  while (new Date(day).getUTCDay() !== 0) day -= DAY;
  return day;
}

const summers = new Map<number, readonly [from: number, to: number]>();

function toLocal(instant: number): Date {
  const year = new Date(instant).getUTCFullYear();
  const [from, to] = summers.get(year) ?? [lastSunday(year, 3), lastSunday(year, 10)];
  summers.set(year, [from, to]);
  return new Date(instant + (instant >= from && instant < to ? 120 : 60) * MINUTE);
}

const dates = new Map<number, string>();

function iso(ms: number): string {
  const day = Math.floor(ms / DAY);
  const date = dates.get(day) ?? new Date(ms).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

/** Easter Sunday after Gauss, as midnight UTC. */
function gaussEaster(year: number): number {
  const k = Math.floor(year / 100);
  const p = Math.floor((13 + 8 * k) / 25);
  const q = Math.floor(k / 4);
  const m = (15 - p + k - q) % 30;
  const n = (4 + k - q) % 7;
  const d = (19 * (year % 19) + m) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
  if (d === 29 && e === 6) return Date.UTC(year, 3, 19);
  if (d === 28 && e === 6 && (11 * m + 11) % 30 < 19) return Date.UTC(year, 3, 18);
  return Date.UTC(year, 2, 22 + d + e);
}

function saturdayBetween(from: number): number {
  let day = from;
  while (new Date(day).getUTCDay() !== 6) day += DAY;
  return day;
}

interface Lists {
  off: Set<string>;
  eves: Set<string>;
  /** Date to the codes of half days. */
  half: Map<string, string[]>;
}

const cache = new Map<string, Lists>();

function lists(country: string, year: number): Lists {
  const key = `${country}${year}`;
  const known = cache.get(key);
  if (known) return known;
  const easter = gaussEaster(year);
  const e = (days: number) => iso(easter + days * DAY);
  const date = (monthDay: string) => `${year}-${monthDay}`;
  const midsummer = saturdayBetween(Date.UTC(year, 5, 20));
  const saints = saturdayBetween(Date.UTC(year, 9, 31));
  const common = [
    date('01-01'),
    e(-2),
    e(0),
    e(1),
    date('05-01'),
    e(39),
    e(49),
    date('12-25'),
    date('12-26'),
  ];
  const swedish = [date('01-06'), date('06-06'), iso(midsummer), iso(saints)];
  const norwegian = [e(-3), date('05-17'), e(50)];
  const sweden = country === 'SE';
  const eves = sweden
    ? { midsommarafton: iso(midsummer - DAY), julafton: date('12-24'), nyarsafton: date('12-31') }
    : { julaften: date('12-24'), nyttarsaften: date('12-31') };
  const halves = sweden
    ? {
        trettondagsafton: date('01-05'),
        skartorsdagen: e(-3),
        valborgsmassoafton: date('04-30'),
        allhelgonaafton: iso(saints - DAY),
      }
    : { 'onsdag-for-skjaertorsdag': e(-4), paskeaften: e(-1), pinseaften: e(48) };
  const half = new Map<string, string[]>();
  for (const [code, day] of Object.entries({ ...eves, ...halves }))
    half.set(day, [...(half.get(day) ?? []), code]);
  const result = {
    off: new Set([...common, ...(sweden ? swedish : norwegian)]),
    eves: new Set(Object.values(eves)),
    half,
  };
  cache.set(key, result);
  return result;
}

function ordinaryMinute(date: string, local: Date, policy: DeadlinePolicy): boolean {
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const weekday = WEEKDAYS[local.getUTCDay()]!;
  const { off, eves, half } = lists(policy.country, local.getUTCFullYear());
  if (off.has(date) || (policy.eves === 'off' && eves.has(date))) return false;
  for (const code of half.get(date) ?? []) {
    const until = policy.halfDays[code];
    if (until !== undefined && minute >= until) return false;
  }
  if (policy.clock === 'weekdays') {
    return weekday !== 'sun' && (weekday !== 'sat' || policy.saturdayCounts);
  }
  return (policy.spans[weekday] ?? []).some((span) => minute >= span.from && minute < span.to);
}

/** Whether the minute that holds an instant is working time. */
export function works(instant: number, policy: DeadlinePolicy): boolean {
  const local = toLocal(instant);
  const date = iso(local.getTime());
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const inside = (spans: readonly { from: number; to: number }[] | undefined) =>
    spans === undefined || spans.some((span) => minute >= span.from && minute < span.to);
  if (policy.closures.some((closure) => closure.date === date && inside(closure.spans))) return false;
  const openings = policy.openings.filter((opening) => opening.date === date);
  if (openings.length > 0) return openings.some((opening) => inside(opening.spans));
  return ordinaryMinute(date, local, policy);
}

const nextMinute = (instant: number) => (Math.floor(instant / MINUTE) + 1) * MINUTE;

export function slowDueAt(start: number, targetMs: number, policy: DeadlinePolicy): number {
  let left = targetMs;
  for (let now = start; ; now = nextMinute(now)) {
    const length = works(now, policy) ? nextMinute(now) - now : 0;
    if (length >= left) return now + left;
    left -= length;
  }
}

export function slowElapsed(from: number, to: number, policy: DeadlinePolicy): number {
  let sum = 0;
  for (let now = from; now < to; now = nextMinute(now)) {
    if (works(now, policy)) sum += Math.min(nextMinute(now), to) - now;
  }
  return sum;
}
