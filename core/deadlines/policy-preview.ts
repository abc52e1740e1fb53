/** What a policy would mean, before it is put in force: due times of typical moments, and what it moves. Pure. */
import type { ClockItem } from '../inbox/item.ts';
import { DAY_MS, HOUR_MS, weekdayIndex } from './civil.ts';
import { addWorking, type WorkingClock } from './clock.ts';
import { recomputeDeadline } from './life.ts';
import { localDay } from './periods.ts';
import { isBreached } from './state.ts';
import { localMidnight, offsetAt } from './zone.ts';

export const MOMENT_KEYS = ['friday', 'saturday', 'before-day-off', 'chosen'] as const;
type MomentKey = (typeof MOMENT_KEYS)[number];

interface PreviewMoment {
  readonly key: MomentKey;
  /** Epoch ms. */
  readonly received: number;
  readonly due: number;
  /** The named day off that follows, in the country's own words. */
  readonly dayOff: string | null;
}

const FRIDAY = 4;
const SATURDAY = 5;

/** `hours` of the clock on the wall of a civil day, also where the night before was an hour longer. */
function atHour(day: number, hours: number, timeZone: string): number {
  const guess = localMidnight(day, timeZone) + hours * HOUR_MS;
  const shift = offsetAt(localMidnight(day, timeZone), timeZone) - offsetAt(guess, timeZone);
  return guess + shift;
}

const nextWeekday = (today: number, index: number): number =>
  today + ((index - weekdayIndex(today) + 6) % 7) + 1;

/** The next day off on a weekday after tomorrow: its eve is a working day. */
function nextDayOff(today: number, { calendar, policy }: WorkingClock) {
  const year = new Date(today * DAY_MS).getUTCFullYear();
  return [year, year + 1]
    .flatMap((of) => calendar.days(of))
    .find(
      (day) =>
        day.day > today + 1 &&
        weekdayIndex(day.day) < 5 &&
        weekdayIndex(day.day - 1) < 5 &&
        (day.class === 'holiday' || (day.class === 'eve' && policy.eves === 'off')),
    );
}

/**
 * Friday at three, Saturday at eleven, three o'clock on the eve of the next day off, and the chosen moment.
 * @throws CalendarRangeError for a moment that no calendar covers.
 */
export function previewMoments(
  clock: WorkingClock,
  { now, chosen }: { readonly now: number; readonly chosen: number | null },
): PreviewMoment[] {
  const { timeZone, targetMs } = clock.policy;
  const today = localDay(now, timeZone);
  const off = nextDayOff(today, clock);
  const moment = (key: MomentKey, received: number, dayOff: string | null = null): PreviewMoment => ({
    key,
    received,
    due: addWorking(received, targetMs, clock),
    dayOff,
  });
  return [
    moment('friday', atHour(nextWeekday(today, FRIDAY), 15, timeZone)),
    moment('saturday', atHour(nextWeekday(today, SATURDAY), 11, timeZone)),
    ...(off ? [moment('before-day-off', atHour(off.day - 1, 15, timeZone), off.name)] : []),
    ...(chosen === null ? [] : [moment('chosen', chosen)]),
  ];
}

export interface PreviewEffect {
  readonly open: number;
  readonly earlier: number;
  readonly later: number;
  /** Overdue under the new rules and not under those in force. */
  readonly newlyOverdue: number;
  readonly noLongerOverdue: number;
}

/** Of two parts of the items. */
export const together = (a: PreviewEffect, b: PreviewEffect): PreviewEffect => ({
  open: a.open + b.open,
  earlier: a.earlier + b.earlier,
  later: a.later + b.later,
  newlyOverdue: a.newlyOverdue + b.newlyOverdue,
  noLongerOverdue: a.noLongerOverdue + b.noLongerOverdue,
});

/** What of the open items would move. */
export function previewEffect(
  items: readonly Pick<ClockItem, 'deadline'>[],
  now: number,
  clock: WorkingClock,
): PreviewEffect {
  const effect = { open: 0, earlier: 0, later: 0, newlyOverdue: 0, noLongerOverdue: 0 };
  for (const { deadline } of items) {
    if (deadline.dueAt === null) continue;
    effect.open += 1;
    const after = recomputeDeadline(deadline, now, clock);
    if (after.dueAt === null) continue;
    if (after.dueAt < deadline.dueAt) effect.earlier += 1;
    if (after.dueAt > deadline.dueAt) effect.later += 1;
    const [was, is] = [isBreached(deadline, now), isBreached(after, now)];
    if (is && !was) effect.newlyOverdue += 1;
    if (was && !is) effect.noLongerOverdue += 1;
  }
  return effect;
}
