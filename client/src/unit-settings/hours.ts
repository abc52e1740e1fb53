/** Hours as people type them, to minutes of the day and back: `08:00-12:00, 13:00-17:00`. */
import { DAY_MINUTES, parseTimeOfDay, WEEKDAYS, type Weekday } from '../../../core/deadlines/civil.ts';

export interface Span {
  from: number;
  to: number;
}
export type WeekTexts = Readonly<Record<Weekday, string>>;
export type WeekSpans = Partial<Record<Weekday, Span[]>>;

const two = (value: number): string => String(value).padStart(2, '0');

export const timeText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

export const spansText = (spans: readonly Span[] = []): string =>
  spans.map(({ from, to }) => `${timeText(from)}-${timeText(to)}`).join(', ');

/** `8`, `8.30` and `08:30` are all times of day. */
export function readTime(text: string): number | null {
  const trimmed = text.trim().replace('.', ':');
  return parseTimeOfDay(/^\d{1,2}$/u.test(trimmed) ? `${trimmed}:00` : trimmed);
}

/** No spans for an empty text; null for one that cannot be read. */
export function readSpans(text: string): Span[] | null {
  const parts = text
    .split(/[,;]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const spans: Span[] = [];
  for (const part of parts) {
    const [from = '', to = '', ...more] = part.split(/\s*[-–—]\s*/u);
    const [start, end] = [readTime(from), readTime(to)];
    if (more.length > 0 || start === null || end === null || end <= start || end > DAY_MINUTES) return null;
    spans.push({ from: start, to: end });
  }
  return spans;
}

export const weekTexts = (spans: Readonly<Partial<Record<Weekday, readonly Span[]>>>): WeekTexts =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, spansText(spans[day])])) as Record<Weekday, string>;

/** The week, and the fields that cannot be read. */
export function readWeek(texts: WeekTexts): { spans: WeekSpans; wrong: string[] } {
  const spans: WeekSpans = {};
  const wrong: string[] = [];
  for (const day of WEEKDAYS) {
    const read = readSpans(texts[day]);
    if (read === null) wrong.push(`spans.${day}`);
    else if (read.length > 0) spans[day] = read;
  }
  return { spans, wrong };
}

/** Whole and decimal numbers, with the comma of the country. Null for what is none. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  return /^\d+(?:\.\d+)?$/u.test(trimmed) ? Number(trimmed) : null;
}
