/** Proposals for when a resting item comes back: office hours in the office's own zone. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../core/deadlines/civil.ts';
import { TIME_ZONE } from './format.ts';

export interface SnoozeTime {
  readonly key: 'beforeDue' | 'hours' | 'tomorrow' | 'nextWeek';
  readonly at: Date;
  /** The answer is due before that. */
  readonly afterDue: boolean;
}

/** How far the zone's clock runs ahead of UTC at that instant. */
function offsetMs(at: Date): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((piece) => piece.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return wall - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
}

/** Eight in the morning, so many civil days after `now`. */
function morning(now: Date, days: number): Date {
  const wall = new Date(now.getTime() + offsetMs(now) + days * DAY_MS);
  const eight = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), 8);
  // The offset of the target day: clocks may change in between.
  return new Date(eight - offsetMs(new Date(eight - HOUR_MS)));
}

const weekdayOf = (now: Date): number => new Date(now.getTime() + offsetMs(now)).getUTCDay();
const daysToMonday = (weekday: number): number => (8 - weekday) % 7 || 7;

/** When people are back: tomorrow, from Friday on Monday. */
export function nextMorning(now: Date): Date {
  const weekday = weekdayOf(now);
  return morning(now, weekday === 5 || weekday === 6 ? daysToMonday(weekday) : 1);
}

/** Nobody is back on a Saturday: from Friday on, the next morning is Monday's. `due`: when a running clock ends. */
export function snoozeTimes(now: Date, due: Date | null = null): readonly SnoozeTime[] {
  const weekday = weekdayOf(now);
  const toMonday = daysToMonday(weekday);
  const times: Omit<SnoozeTime, 'afterDue'>[] = [{ key: 'hours', at: new Date(now.getTime() + 3 * HOUR_MS) }];
  if (weekday !== 5 && weekday !== 6) times.push({ key: 'tomorrow', at: morning(now, 1) });
  if (toMonday !== 1) times.push({ key: 'nextWeek', at: morning(now, toMonday) });
  const before = due && new Date(due.getTime() - HOUR_MS);
  if (before && before > now) times.unshift({ key: 'beforeDue', at: before });
  return times.map((time) => ({ ...time, afterDue: due !== null && time.at >= due }));
}
