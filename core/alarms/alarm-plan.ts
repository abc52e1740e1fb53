/**
 * Who gets which alarm when. Pure. Administrators first, then the others by level and delay; never outside the
 * recipients' working time unless the account says so; one message per recipient and window, not one per item.
 */
import type { Account } from '../accounts/account.ts';
import type { DeadlineAlarmKind } from '../deadlines/alarm-instants.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEKDAYS } from '../deadlines/civil.ts';
import { addWorking, clockFor, type WorkingClock } from '../deadlines/clock.ts';
import type { DeadlinePolicy } from '../deadlines/deadline-policy.ts';
import { localMidnight, offsetAt } from '../deadlines/zone.ts';
import { type AlarmLevel, type AlarmSettings, type Audience, DEFAULT_ALARMS } from './alarm-settings.ts';
import type { Raised } from './alarms-due.ts';

/**
 * The recipients' own clock: the working days of the account's policy, within their hours. Openings and closures of
 * single dates are kept where they say which hours they mean.
 */
export function officeClock(policy: DeadlinePolicy, settings: AlarmSettings): WorkingClock {
  const office: DeadlinePolicy = {
    ...policy,
    version: `office ${policy.version}`,
    clock: settings.always ? 'wall' : 'hours',
    spans: settings.always ? {} : settings.hours,
    openings: policy.openings.filter(({ spans }) => spans !== undefined),
  };
  return clockFor(office);
}

/** The first working millisecond at or after `at`. */
export function nextWorking(at: number, office: WorkingClock): number {
  return addWorking(at, 1, office) - 1;
}

export const isWorking = (at: number, office: WorkingClock): boolean => nextWorking(at, office) === at;

/** When the first of these offices works again; null: one of them works now, or there are none. */
export function restUntil(offices: readonly WorkingClock[], now: number): number | null {
  if (offices.length === 0) return null;
  const first = Math.min(...offices.map((office) => nextWorking(now, office)));
  return first === now ? null : first;
}

/** When a level is told of something that came at `at`: its delay in their working time, then the next working moment. */
export function toldAt(at: number, level: AlarmLevel, office: WorkingClock): number {
  const delayed = addWorking(at, level.afterMinutes * MINUTE_MS, office);
  return nextWorking(delayed, office);
}

/** The end of the window that `at` falls into: all that falls into one window is one message. */
export function windowEnd(at: number, digestMinutes: number): number {
  const length = digestMinutes * MINUTE_MS;
  return Math.ceil(at / length) * length;
}

/** A mail that waits for nobody's working time, and for no other mail. */
export const isUrgent = (kind: string): boolean => kind === 'blocked' || kind === 'evidence';

/** One mail a person and hour. */
export const MAIL_EVERY_MS = HOUR_MS;

/** Those who answer are told at once; the head and the unit in the morning. */
export const isToldInTheMorning = (audience: Audience): boolean => audience === 'head' || audience === 'unit';

/** So long after the day has begun, a mail that has not left is still the morning's. */
const MORNING_MS = HOUR_MS;
/** What came in the night is planned as the day begins: this long, and all of it stands in the mail. */
const GATHERED_MS = 5 * MINUTE_MS;

/** Shortly after this working day has begun, as long as it is morning, else the next one; under `always`, office hours. */
export function morningOf(
  now: number,
  rules: { readonly policy: DeadlinePolicy; readonly settings: AlarmSettings },
): number {
  const { policy } = rules;
  const some = WEEKDAYS.some((day) => rules.settings.hours[day]?.length);
  const hours = some ? rules.settings.hours : DEFAULT_ALARMS.hours;
  const office = officeClock(policy, { ...rules.settings, always: false, hours });
  const today = Math.floor((now + offsetAt(now, policy.timeZone)) / DAY_MS);
  const begins = nextWorking(localMidnight(today, policy.timeZone), office);
  const morning =
    now <= begins + MORNING_MS ? begins : nextWorking(localMidnight(today + 1, policy.timeZone), office);
  return morning + GATHERED_MS;
}

export interface Step {
  readonly kind: DeadlineAlarmKind;
  readonly audience: Audience;
  /** Epoch ms. */
  readonly notBefore: number;
}

/** What one raised alarm sets going. `now` is when it was raised, which may be long after its instant. */
export function stepsFor(
  raised: Pick<Raised, 'kind' | 'level'>,
  now: number,
  rules: { readonly settings: AlarmSettings; readonly office: WorkingClock },
): Step[] {
  return rules.settings.levels
    .filter(({ from }) => raised.level >= from)
    .map((level) => ({
      kind: raised.kind,
      audience: level.audience,
      notBefore: toldAt(now, level, rules.office),
    }));
}

/** The people of an audience, by address. Each person once, whatever they are named as. */
export function peopleOf(
  account: Pick<Account, 'administrators' | 'deputies' | 'head' | 'unit'>,
  audience: Audience,
): readonly string[] {
  switch (audience) {
    case 'administrators':
      return [...new Set(account.administrators)];
    case 'deputies':
      return [...new Set(account.deputies)];
    case 'head':
      return account.head === null ? [] : [account.head];
    case 'unit':
      return [account.unit];
    case 'channel':
      return [];
  }
}

/** Whether this person wants no mail now. */
export function isMuted(mutedUntil: Date | 'always' | null, now: Date): boolean {
  return mutedUntil === 'always' || (mutedUntil !== null && mutedUntil > now);
}
