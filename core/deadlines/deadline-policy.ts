/**
 * What one municipality has chosen for one clock. A policy is a value: it is never mutated, a change is a new object
 * with a new version. It is plain JSON. No target in here is law: it is an aim, shown with where it comes from.
 */
import type { Country } from '../kernel/platform.ts';
import { halfDayCodes } from './calendar.ts';
import { DAY_MINUTES, HOUR_MS, parseDate, WEEKDAYS, type Weekday } from './civil.ts';

/** Part of a day, in minutes of the local day: `from` inclusive, `to` exclusive, 1440 is midnight at the end. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

export type WeekSpans = Readonly<Partial<Record<Weekday, readonly DaySpan[]>>>;

/** One local date that differs from its weekday. Without `spans` it is the whole day. */
export interface DayException {
  /** `2026-05-15` */
  readonly date: string;
  readonly spans?: readonly DaySpan[];
}

/**
 * `weekdays`: working days from 00 to 24. `hours`: the spans of each weekday, holidays excepted.
 * `wall`: every hour of every day, for the targets that run at weekends too.
 */
export const CLOCKS = ['weekdays', 'hours', 'wall'] as const;
export type ClockKind = (typeof CLOCKS)[number];

export interface DeadlinePolicy {
  /** Stored beside every due time, so that it can be told which rules it was computed with. */
  readonly version: string;
  readonly country: Country;
  /** IANA name, e.g. `Europe/Stockholm`. All dates and spans are local to it. */
  readonly timeZone: string;
  /** Working time until the answer is due, in milliseconds. */
  readonly targetMs: number;
  /** The document that sets the aim, in the municipality's words; null while nobody has named one. */
  readonly targetSource: string | null;
  readonly clock: ClockKind;
  /** Used by `hours` only, where they alone say which weekdays are worked. */
  readonly spans: WeekSpans;
  /** Whether the eves (SE: midsommar-, jul- and nyårsafton; NO: 24 and 31 December) are days off. */
  readonly eves: 'off' | 'work';
  /** Whether the `weekdays` clock runs on Saturdays that are not holidays. */
  readonly saturdayCounts: boolean;
  /** Calendar code (see `halfDayCodes`) to the minute of the day at which work ends. */
  readonly halfDays: Readonly<Record<string, number>>;
  /** Worked although the calendar or the weekday says off. Without spans: as the clock runs on an ordinary day. */
  readonly openings: readonly DayException[];
  /** Closed although the calendar says work; taken away last, also from an opening. */
  readonly closures: readonly DayException[];
  /** Shares of the target at which a warning is raised, each between 0 and 1. */
  readonly warnAt: readonly number[];
}

/** A policy that cannot be used. The message is a sentence for people. */
export class PolicyError extends Error {
  readonly code = 'deadline-policy';
  override readonly name = 'PolicyError';
  /** Where the wrong value stands: `target`, `warnAt`, `hours`, `spans.mon`, `halfDays.<code>`, `openings.<date>`, … */
  readonly field: string | null;

  constructor(sentence: string, field: string | null = null) {
    super(sentence);
    this.field = field;
  }
}

const TIME_ZONES: Readonly<Record<Country, string>> = { SE: 'Europe/Stockholm', NO: 'Europe/Oslo' };

/** 24 hours on working days. Eves are off in Sweden and ordinary working days in Norway. `changes` win. */
export function defaultPolicy(country: Country, changes: Partial<DeadlinePolicy> = {}): DeadlinePolicy {
  return {
    version: `default-${country}-1`,
    country,
    timeZone: TIME_ZONES[country],
    targetMs: 24 * HOUR_MS,
    targetSource: null,
    clock: 'weekdays',
    spans: {},
    eves: country === 'SE' ? 'off' : 'work',
    saturdayCounts: false,
    halfDays: {},
    openings: [],
    closures: [],
    warnAt: [0.5, 0.75, 0.9],
    ...changes,
  };
}

function refuse(sentence: string, field: string): never {
  throw new PolicyError(sentence, field);
}

/** @throws PolicyError */
export function checkSpans(spans: readonly DaySpan[], where: string, field: string): void {
  for (const { from, to } of spans) {
    const whole = Number.isInteger(from) && Number.isInteger(to);
    if (!whole || from < 0 || to > DAY_MINUTES || from >= to) {
      refuse(`A span ${where} must end after it starts, on whole minutes between 00:00 and 24:00.`, field);
    }
  }
}

function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    refuse(`The time zone "${timeZone}" is not known.`, 'timeZone');
  }
}

function checkExceptions(policy: DeadlinePolicy): void {
  for (const list of ['openings', 'closures'] as const)
    for (const { date, spans } of policy[list]) {
      if (parseDate(date) === null) refuse(`"${date}" is not a date; write it as 2026-05-15.`, list);
      checkSpans(spans ?? [], `on ${date}`, `${list}.${date}`);
    }
  const unclear = policy.openings.find((opening) => opening.spans === undefined);
  if (policy.clock === 'hours' && unclear)
    refuse(`Say which hours are open on ${unclear.date}.`, `openings.${unclear.date}`);
}

/** @throws PolicyError with a sentence that says what to change. */
export function checkPolicy(policy: DeadlinePolicy): void {
  const { targetMs } = policy;
  if (!Number.isSafeInteger(targetMs) || targetMs <= 0) {
    refuse('The target must be a positive number of hours, to the millisecond.', 'target');
  }
  if (policy.warnAt.some((share) => !(share > 0 && share < 1))) {
    refuse('A warning must come after the start and before the target.', 'warnAt');
  }
  checkTimeZone(policy.timeZone);
  for (const weekday of WEEKDAYS)
    checkSpans(policy.spans[weekday] ?? [], `on ${weekday}`, `spans.${weekday}`);
  if (policy.clock === 'hours' && !WEEKDAYS.some((weekday) => policy.spans[weekday]?.length)) {
    refuse('A clock that follows hours needs at least one span.', 'hours');
  }
  const codes = halfDayCodes(policy.country);
  for (const [code, until] of Object.entries(policy.halfDays)) {
    const field = `halfDays.${code}`;
    if (!codes.includes(code)) refuse(`"${code}" is no half day; choose among ${codes.join(', ')}.`, field);
    if (!Number.isInteger(until) || until < 0 || until > DAY_MINUTES) {
      refuse(`The half day "${code}" must end at a whole minute between 00:00 and 24:00.`, field);
    }
  }
  checkExceptions(policy);
}
