/** Instants as text: ISO 8601 with an offset. */
import { MINUTE_MS, parseDate } from './civil.ts';
import { offsetAt } from './zone.ts';

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/i;

/**
 * Epoch ms of an ISO 8601 date and time with an offset or `Z`, or null. Without an offset it is refused, since the local
 * time of an autumn night can mean two instants. Digits after the milliseconds are dropped.
 */
export function parseInstant(text: string): number | null {
  const match = INSTANT.exec(text);
  if (!match) return null;
  const [, date = '', hour, minute, second = 0, fraction = '', sign, offsetHour = 0, offsetMinute = 0] =
    match;
  const day = parseDate(date);
  const [h, m, s, oh, om] = [hour, minute, second, offsetHour, offsetMinute].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (day === null || h > 23 || m > 59 || s > 59 || oh > 14 || om > 59) return null;
  const offset = (oh * 60 + om) * (sign === '-' ? -1 : 1);
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return (day * 1440 + h * 60 + m - offset) * MINUTE_MS + s * 1000 + ms;
}

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-06-22T15:00:00+02:00` in the offset of the zone, with milliseconds only when there are any. */
export function formatLocal(instant: number, timeZone: string): string {
  const offsetMs = offsetAt(instant, timeZone);
  const local = new Date(instant + offsetMs)
    .toISOString()
    .slice(0, -1)
    .replace(/\.000$/, '');
  const minutes = Math.abs(Math.round(offsetMs / MINUTE_MS));
  return `${local}${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
