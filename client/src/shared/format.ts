/** Times and spans in words. Intl only; en is en-GB for 24-hour times. */

import { DAY_MS, MINUTE_MS } from '../../../core/deadlines/civil.ts';
import { instantAt } from '../../../core/deadlines/zone.ts';

export type Lang = 'sv' | 'nb' | 'en';
export const LANGS: readonly Lang[] = ['sv', 'nb', 'en'];

const LOCALES: Readonly<Record<Lang, string>> = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' };
/** Deadlines are wall-clock promises of a Swedish or Norwegian office, wherever the browser happens to stand. */
export const TIME_ZONE = 'Europe/Stockholm';
const NBSP = '\u00a0';

export const localeOf = (lang: string): string => LOCALES[lang as Lang] ?? LOCALES.en;

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const known = cache.get(key) as T | undefined;
  if (known) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

const dateFormat = (lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  cached(`d${lang}${JSON.stringify(options)}`, () => {
    return new Intl.DateTimeFormat(localeOf(lang), { timeZone: TIME_ZONE, ...options });
  });

export function formatNumber(lang: string, value: number, digits?: number): string {
  const options =
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return cached(`n${lang}${digits}`, () => new Intl.NumberFormat(localeOf(lang), options)).format(value);
}

export const clock = (lang: string, at: Date): string =>
  dateFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at).replace('.', ':');

/** Days since the epoch of the civil date in the office's zone. */
function civilDay(at: Date): number {
  const parts = dateFormat('en', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((piece) => piece.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / DAY_MS;
}

export interface DayWords {
  readonly today: string;
  readonly tomorrow: string;
  readonly yesterday: string;
}

/** "i dag 20:30", "mån 23 nov 15:00", "3 mar 2025 15:00"; never broken over two lines. */
export function dayAndTime(
  lang: string,
  at: Date,
  { now, words }: { readonly now: Date; readonly words: DayWords },
): string {
  const days = civilDay(at) - civilDay(now);
  const near = { [-1]: words.yesterday, 0: words.today, 1: words.tomorrow }[days];
  const sameYear = Math.abs(days) < 180;
  const far = dateFormat(
    lang,
    sameYear
      ? { weekday: 'short', day: 'numeric', month: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
  );
  return `${near ?? far.format(at).replace(',', '')} ${clock(lang, at)}`.replaceAll(' ', NBSP);
}

/** "fredag 18 december 15:00": a moment of the months around now. */
export const longTime = (lang: string, at: Date): string =>
  `${dateFormat(lang, { weekday: 'long', day: 'numeric', month: 'long' }).format(at).replace(',', '')} ${clock(lang, at)}`;

/** Days in full: "2 dygn", where "2 d" says nothing. */
const unit = (lang: string, value: number, name: 'day' | 'hour' | 'minute'): string =>
  cached(`u${lang}${name}`, () => {
    const unitDisplay = name === 'day' ? 'long' : 'short';
    return new Intl.NumberFormat(localeOf(lang), { style: 'unit', unit: name, unitDisplay });
  }).format(value);

/** "2 tim 10 min": two units at most, whole minutes, rounded down. */
export function spanWords(lang: string, ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const parts: string[] = [];
  if (days > 0) parts.push(unit(lang, days, 'day'));
  if (hours > 0) parts.push(unit(lang, hours, 'hour'));
  if (days === 0 && (minutes % 60 > 0 || hours === 0)) parts.push(unit(lang, minutes % 60, 'minute'));
  return parts.join(' ').replaceAll(' ', NBSP);
}

/** Initials for the round mark: first and last word, at most two letters. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (Array.from(first)[0] ?? '').toUpperCase() + (Array.from(last)[0] ?? '').toUpperCase();
}

/** "83 %", "83%" in English; an en dash where there was nothing to measure. */
export function percent(lang: string, share: number | null): string {
  if (share === null) return '–';
  return new Intl.NumberFormat(localeOf(lang), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** What a person wrote in a field of day and time, by the clock of the office, wherever they sit. */
export const instantOnWall = (typed: string): Date => new Date(instantAt(Date.parse(`${typed}Z`), TIME_ZONE));
