/**
 * The days off of Sweden and Norway, computed from Easter and the statutes, never fetched (records.md section 4).
 *
 * Sweden: lag (1989:253) om allmänna helgdagar. Since SFS 2004:1320, in force 2005-04-01, the national day is a
 * public holiday and annandag pingst is not, which is why the calendars begin in 2005. The three eves are equated with
 * Sunday by lag (1930:173) 2 § and semesterlagen 3 a §.
 * Norway: lov om helligdager og helligdagsfred (1995-02-24-12) § 2 and lov om 1. og 17. mai (1947-04-26-1).
 */
import type { Country } from '../kernel/platform.ts';
import { dayNumber, isoDate, weekdayIndex } from './civil.ts';

/** Raised whenever a rule in this file changes; stored beside every due time. */
const CALENDAR_VERSION = '1';
export const FIRST_YEAR = 2005;
export const LAST_YEAR = 2100;

/**
 * `holiday`: a public holiday by law. `eve`: a day off where the policy says so. `half`: an ordinary working day that a
 * local agreement may shorten. An eve that counts as work may be shortened too.
 */
export type DayClass = 'holiday' | 'eve' | 'half';

export interface CalendarDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Local date, `2026-06-19`. */
  readonly date: string;
  /** Stable code, e.g. `midsommarafton`; what a policy's half days refer to. */
  readonly code: string;
  /** The name that the country itself uses. */
  readonly name: string;
  readonly class: DayClass;
}

export interface Calendar {
  readonly country: Country;
  readonly version: string;
  /**
   * The named days of one year, in order. Two of them may share a date (NO 2027-05-17).
   * @throws CalendarRangeError outside 2005 to 2101. 2101 is there only so that what arrives on the last days of 2100
   * gets a due time.
   */
  days(year: number): readonly CalendarDay[];
}

/** A year or an instant that no calendar covers. The message is a sentence for people. */
export class CalendarRangeError extends RangeError {
  readonly code = 'calendar-range';

  constructor(subject: string) {
    super(`The calendars cover the years ${FIRST_YEAR} to ${LAST_YEAR}, so ${subject} cannot be computed.`);
    this.name = 'CalendarRangeError';
  }
}

type Rule = (year: number, easter: number) => number;
type Row = readonly [code: string, name: string, dayClass: DayClass, rule: Rule];

const on =
  (month: number, day: number): Rule =>
  (year) =>
    dayNumber(year, month, day);

/** `offset` days from Easter Sunday. */
const easter =
  (offset: number): Rule =>
  (_, sunday) =>
    sunday + offset;

/** The first Saturday on or after a date, moved by `offset` days. */
const saturdayFrom =
  (month: number, day: number, offset = 0): Rule =>
  (year) => {
    const first = dayNumber(year, month, day);
    return first + ((5 - weekdayIndex(first) + 7) % 7) + offset;
  };

const ROWS: Readonly<Record<Country, readonly Row[]>> = {
  SE: [
    ['nyarsdagen', 'Nyårsdagen', 'holiday', on(1, 1)],
    ['trettondagsafton', 'Trettondagsafton', 'half', on(1, 5)],
    ['trettondedag-jul', 'Trettondedag jul', 'holiday', on(1, 6)],
    ['skartorsdagen', 'Skärtorsdagen', 'half', easter(-3)],
    ['langfredagen', 'Långfredagen', 'holiday', easter(-2)],
    ['paskdagen', 'Påskdagen', 'holiday', easter(0)],
    ['annandag-pask', 'Annandag påsk', 'holiday', easter(1)],
    ['valborgsmassoafton', 'Valborgsmässoafton', 'half', on(4, 30)],
    ['forsta-maj', 'Första maj', 'holiday', on(5, 1)],
    ['kristi-himmelsfardsdag', 'Kristi himmelsfärdsdag', 'holiday', easter(39)],
    ['pingstdagen', 'Pingstdagen', 'holiday', easter(49)],
    ['nationaldagen', 'Nationaldagen', 'holiday', on(6, 6)],
    ['midsommarafton', 'Midsommarafton', 'eve', saturdayFrom(6, 20, -1)],
    ['midsommardagen', 'Midsommardagen', 'holiday', saturdayFrom(6, 20)],
    ['allhelgonaafton', 'Allhelgonaafton', 'half', saturdayFrom(10, 31, -1)],
    ['alla-helgons-dag', 'Alla helgons dag', 'holiday', saturdayFrom(10, 31)],
    ['julafton', 'Julafton', 'eve', on(12, 24)],
    ['juldagen', 'Juldagen', 'holiday', on(12, 25)],
    ['annandag-jul', 'Annandag jul', 'holiday', on(12, 26)],
    ['nyarsafton', 'Nyårsafton', 'eve', on(12, 31)],
  ],
  NO: [
    ['forste-nyttarsdag', '1. nyttårsdag', 'holiday', on(1, 1)],
    ['onsdag-for-skjaertorsdag', 'Onsdag før skjærtorsdag', 'half', easter(-4)],
    ['skjaertorsdag', 'Skjærtorsdag', 'holiday', easter(-3)],
    ['langfredag', 'Langfredag', 'holiday', easter(-2)],
    ['paskeaften', 'Påskeaften', 'half', easter(-1)],
    ['forste-paskedag', '1. påskedag', 'holiday', easter(0)],
    ['andre-paskedag', '2. påskedag', 'holiday', easter(1)],
    ['forste-mai', '1. mai', 'holiday', on(5, 1)],
    ['kristi-himmelfartsdag', 'Kristi himmelfartsdag', 'holiday', easter(39)],
    ['syttende-mai', '17. mai', 'holiday', on(5, 17)],
    ['pinseaften', 'Pinseaften', 'half', easter(48)],
    ['forste-pinsedag', '1. pinsedag', 'holiday', easter(49)],
    ['andre-pinsedag', '2. pinsedag', 'holiday', easter(50)],
    ['julaften', 'Julaften', 'eve', on(12, 24)],
    ['forste-juledag', '1. juledag', 'holiday', on(12, 25)],
    ['andre-juledag', '2. juledag', 'holiday', on(12, 26)],
    ['nyttarsaften', 'Nyttårsaften', 'eve', on(12, 31)],
  ],
};

/** Easter Sunday as a civil day, by the computus of Meeus, Jones and Butcher (Gregorian calendar). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayNumber(year, Math.floor(n / 31), (n % 31) + 1);
}

function calendar(country: Country): Calendar {
  return {
    country,
    version: `${country}-${CALENDAR_VERSION}`,
    days(year) {
      if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR + 1) {
        throw new CalendarRangeError(`the year ${year}`);
      }
      const sunday = easterSunday(year);
      return ROWS[country]
        .map(([code, name, dayClass, rule]) => {
          const day = rule(year, sunday);
          return { day, date: isoDate(day), code, name, class: dayClass };
        })
        .sort((a, b) => a.day - b.day);
    },
  };
}

export const CALENDARS: Readonly<Record<Country, Calendar>> = { SE: calendar('SE'), NO: calendar('NO') };

/** Codes that a policy may shorten: the half days, and the eves for those who work on them. */
export function halfDayCodes(country: Country): readonly string[] {
  return ROWS[country].filter((row) => row[2] !== 'holiday').map((row) => row[0]);
}
