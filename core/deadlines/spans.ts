/** Opening hours as people write them: `mon-thu 08:00-12:00,13:00-17:00; fri 08:00-15:00`. */
import { parseTimeOfDay, WEEKDAYS, type Weekday } from './civil.ts';
import { type DaySpan, PolicyError, type WeekSpans } from './deadline-policy.ts';

const PART =
  /^(?:(?<days>[a-z]{3}(?:\s*[-–]\s*[a-z]{3})?)\s*)?(?:(?<from>\d{1,2}:\d{2})\s*[-–]\s*(?<to>\d{1,2}:\d{2}))?$/;

function weekdays(text: string): readonly Weekday[] {
  const [first = '', last = first] = text.split(/\s*[-–]\s*/);
  const start = WEEKDAYS.indexOf(first as Weekday);
  const end = WEEKDAYS.indexOf(last as Weekday);
  if (start < 0 || end < 0) throw new PolicyError(`"${text}" names no weekday; use ${WEEKDAYS.join(', ')}.`);
  if (end < start) throw new PolicyError(`"${text}" is reversed: the week starts on mon and ends on sun.`);
  return WEEKDAYS.slice(start, end + 1);
}

function span(from: string, to: string): DaySpan {
  const start = parseTimeOfDay(from);
  const end = parseTimeOfDay(to);
  if (start === null || end === null) throw new PolicyError(`"${from}-${to}" holds no valid time of day.`);
  if (end <= start) throw new PolicyError(`The span "${from}-${to}" must end after it starts.`);
  return { from: start, to: end };
}

/**
 * Reads spans separated by comma or semicolon. Hours without weekdays belong to the weekdays named last, and weekdays
 * without hours (`mon, wed 09:00-12:00`) get the hours that follow. Overlapping spans count once.
 * @throws PolicyError with a sentence.
 */
export function parseSpans(text: string): WeekSpans {
  const week: Partial<Record<Weekday, DaySpan[]>> = {};
  let days: readonly Weekday[] = [];
  let waiting = false;
  for (const part of text.toLowerCase().split(/[,;]/)) {
    const groups = PART.exec(part.trim())?.groups;
    if (!groups || part.trim() === '') {
      throw new PolicyError(`"${part.trim()}" is no span; write for example "mon-fri 08:00-17:00".`);
    }
    const { days: named, from, to } = groups;
    if (named) days = waiting ? [...days, ...weekdays(named)] : weekdays(named);
    waiting = from === undefined;
    if (from === undefined || to === undefined) continue;
    if (days.length === 0) throw new PolicyError(`Say which weekdays "${part.trim()}" belongs to.`);
    for (const day of days) {
      week[day] ??= [];
      week[day].push(span(from, to));
    }
  }
  if (waiting) throw new PolicyError('The last weekdays have no hours.');
  return week;
}
