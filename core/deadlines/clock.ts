/**
 * The working clock: how long something took, and when it is due. All instants are epoch milliseconds (UTC), all
 * durations milliseconds of working time. Pure: `now` is always an argument.
 *
 * A due time that falls on the end of a working period is that instant, not the start of the next one.
 */
import { CALENDARS, type Calendar, CalendarRangeError, FIRST_YEAR, LAST_YEAR } from './calendar.ts';
import { dayNumber } from './civil.ts';
import { checkPolicy, type DeadlinePolicy, PolicyError } from './deadline-policy.ts';
import { instantOf, workedUntil, type YearTable, yearTable } from './year-table.ts';
import { localMidnight } from './zone.ts';

/** A policy on a calendar, with its working periods laid out year by year as they are asked for. */
export interface WorkingClock {
  readonly policy: DeadlinePolicy;
  readonly calendar: Calendar;
  /** What arrives in [from, to), the local years 2005 to 2100, can be given a due time. */
  readonly from: number;
  readonly to: number;
  /** @throws CalendarRangeError */
  table(year: number): YearTable;
}

const MEAN_YEAR_MS = 31_556_952_000;
const KEPT_CLOCKS = 128;
const byIdentity = new WeakMap<DeadlinePolicy, WorkingClock>();
const byContent = new Map<string, WorkingClock>();

function createClock(policy: DeadlinePolicy, calendar: Calendar): WorkingClock {
  checkPolicy(policy);
  const tables = new Map<number, YearTable>();
  return {
    policy,
    calendar,
    from: localMidnight(dayNumber(FIRST_YEAR, 1, 1), policy.timeZone),
    to: localMidnight(dayNumber(LAST_YEAR + 1, 1, 1), policy.timeZone),
    table(year) {
      let table = tables.get(year);
      if (!table) {
        table = yearTable(year, policy, calendar);
        tables.set(year, table);
      }
      return table;
    },
  };
}

/**
 * The clock of a policy. Equal policies share one clock, so a policy read anew from the store costs no new tables.
 * @throws PolicyError when the policy cannot be used.
 */
export function clockFor(
  policy: DeadlinePolicy,
  calendar: Calendar = CALENDARS[policy.country],
): WorkingClock {
  const known = byIdentity.get(policy);
  if (known?.calendar === calendar) return known;
  if (calendar?.country !== policy.country)
    throw new PolicyError('The policy and the calendar differ in country.');
  const key = `${calendar.version} ${JSON.stringify(policy)}`;
  let clock = byContent.get(key);
  if (clock?.calendar !== calendar) {
    clock = createClock(policy, calendar);
    if (byContent.size >= KEPT_CLOCKS) byContent.clear();
    byContent.set(key, clock);
  }
  byIdentity.set(policy, clock);
  return clock;
}

function tableAt(instant: number, clock: WorkingClock): YearTable {
  const guess = 1970 + Math.floor(instant / MEAN_YEAR_MS);
  let year = Math.min(Math.max(guess, FIRST_YEAR), LAST_YEAR + 1);
  let table = clock.table(year);
  // The mean year misses the turn of the year by less than two days, so one step is enough.
  if (instant < table.from && year > FIRST_YEAR) table = clock.table(--year);
  else if (instant >= table.to && year <= LAST_YEAR) table = clock.table(++year);
  if (!(instant >= table.from && instant < table.to)) throw new CalendarRangeError('a time outside them');
  return table;
}

/** The first instant at which `workingMs` have passed since `start`; `start` itself for nothing or less. */
export function addWorking(start: number, workingMs: number, clock: WorkingClock): number {
  let table = tableAt(start, clock);
  if (workingMs <= 0) return start;
  let goal = workedUntil(start, table) + workingMs;
  while (goal > table.total) {
    goal -= table.total;
    if (table.year > LAST_YEAR) throw new CalendarRangeError('a due time after that');
    table = clock.table(table.year + 1);
  }
  return instantOf(goal, table);
}

/**
 * When the answer to something that arrived at `start` is due.
 * @throws CalendarRangeError when `start` is not in 2005 to 2100. @throws PolicyError when the policy cannot be used.
 */
export function dueAt(start: number, policy: DeadlinePolicy, calendar?: Calendar): number {
  const clock = clockFor(policy, calendar);
  if (!(start >= clock.from && start < clock.to))
    throw new CalendarRangeError(
      start < clock.from ? `a time before ${FIRST_YEAR}` : `a time after ${LAST_YEAR}`,
    );
  return addWorking(start, policy.targetMs, clock);
}

/** Working ms between two instants; negative when `to` comes first. @throws CalendarRangeError */
export function elapsed(from: number, to: number, clock: WorkingClock): number {
  if (to < from) return 0 - elapsed(to, from, clock);
  let table = tableAt(from, clock);
  const last = tableAt(to, clock);
  let sum = workedUntil(to, last) - workedUntil(from, table);
  for (; table.year < last.year; table = clock.table(table.year + 1)) sum += table.total;
  return sum;
}

/**
 * Working ms left until `due`, negative for how long ago it was. 0 does not tell whether it is breached: that is
 * `now > due`, also in the middle of a weekend.
 */
export function remaining(now: number, due: number, clock: WorkingClock): number {
  return elapsed(now, due, clock);
}
