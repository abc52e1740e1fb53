/** Which parts of one local day are working time. Everything that a policy and a calendar say about a day meets here. */
import type { Calendar, CalendarDay } from './calendar.ts';
import { DAY_MINUTES, parseDate, WEEKDAYS, weekdayIndex } from './civil.ts';
import type { DayException, DaySpan, DeadlinePolicy } from './deadline-policy.ts';

const WHOLE_DAY: readonly DaySpan[] = [{ from: 0, to: DAY_MINUTES }];
const NONE: readonly DaySpan[] = [];

/** The ordinary hours of a weekday, before holidays. */
function usual(day: number, policy: DeadlinePolicy): readonly DaySpan[] {
  const index = weekdayIndex(day);
  if (policy.clock === 'hours') return policy.spans[WEEKDAYS[index] ?? 'mon'] ?? NONE;
  return index < 5 || (index === 5 && policy.saturdayCounts) ? WHOLE_DAY : NONE;
}

function without(spans: readonly DaySpan[], hole: DaySpan): readonly DaySpan[] {
  return spans
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, hole.from) },
      { from: Math.max(from, hole.to), to },
    ])
    .filter(({ from, to }) => from < to);
}

function byDay(exceptions: readonly DayException[]): ReadonlyMap<number, readonly DaySpan[]> {
  const found = new Map<number, readonly DaySpan[]>();
  for (const { date, spans } of exceptions) {
    const day = parseDate(date);
    if (day !== null) found.set(day, [...(found.get(day) ?? []), ...(spans ?? WHOLE_DAY)]);
  }
  return found;
}

function onNamedDays(named: readonly CalendarDay[], spans: readonly DaySpan[], policy: DeadlinePolicy) {
  const off = (day: CalendarDay) => day.class === 'holiday' || (day.class === 'eve' && policy.eves === 'off');
  if (named.some(off)) return NONE;
  const ends = named.map((day) => policy.halfDays[day.code] ?? DAY_MINUTES);
  return without(spans, { from: Math.min(DAY_MINUTES, ...ends), to: DAY_MINUTES });
}

/**
 * A function from civil day to its working spans, for the days of one year.
 * Order: the weekday's hours, then holidays, eves and half days; an opening replaces all of that; closures come last.
 */
export function windowsOf(year: number, policy: DeadlinePolicy, calendar: Calendar) {
  const named = Map.groupBy(calendar.days(year), (entry) => entry.day);
  const openings = byDay(policy.openings);
  const closures = byDay(policy.closures);
  return (day: number): readonly DaySpan[] => {
    if (policy.clock === 'wall') return WHOLE_DAY;
    const spans = openings.get(day) ?? onNamedDays(named.get(day) ?? [], usual(day, policy), policy);
    return (closures.get(day) ?? NONE).reduce(without, spans);
  };
}
