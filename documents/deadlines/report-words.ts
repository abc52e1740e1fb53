/** The words of a report on paper: its own catalogue, and times, spans and shares as the office says them. */
import type { CsvLanguage } from '../../core/kernel/csv.ts';
import { filled, LOCALES } from '../words.ts';
import en from './catalogues/en.json' with { type: 'json' };
import nb from './catalogues/nb.json' with { type: 'json' };
import sv from './catalogues/sv.json' with { type: 'json' };

export type Catalogue = typeof en;
const CATALOGUES = { sv, nb, en } satisfies Record<CsvLanguage, Catalogue>;

export const reportCatalogue = (language: CsvLanguage): Catalogue => CATALOGUES[language];

const MISSING = '–';
/** As statistics offices write what is not told. */
export const LEFT_OUT = '..';

export interface ReportWords {
  readonly locale: string;
  /** The municipality's time as people call it; a zone without words keeps its own name. */
  readonly zone: string;
  readonly catalogue: Catalogue;
  readonly text: (key: keyof Catalogue['text'], values?: Readonly<Record<string, string>>) => string;
  readonly timeZone: string;
  readonly number: (value: number) => string;
  /** A number, or that it is left out. */
  readonly published: (value: number | null) => string;
  readonly percent: (share: number | null) => string;
  /** Two units at most, rounded down to minutes. */
  readonly span: (minutes: number | null) => string;
  readonly day: (at: string | number) => string;
  /** The month with its year. */
  readonly month: (at: number) => string;
  readonly monthNames: (of: { year: number; month: number }) => { short: string; long: string };
  readonly dayAndTime: (at: string | number | null) => string;
}

function spanOf(locale: string, minutes: number): string {
  // Days in full, as on the page: "2 d" says nothing.
  const unit = (value: number, name: string): string => {
    const unitDisplay = name === 'day' ? 'long' : 'short';
    return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay }).format(value);
  };
  const whole = Math.max(0, Math.floor(minutes));
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
  const parts: string[] = [];
  if (days > 0) parts.push(unit(days, 'day'));
  if (hours > 0) parts.push(unit(hours, 'hour'));
  if (days === 0 && (rest > 0 || hours === 0)) parts.push(unit(rest, 'minute'));
  return parts.join(' ');
}

/** `timeZone`: the municipality's. */
export function reportWords(language: CsvLanguage, timeZone: string): ReportWords {
  const catalogue = CATALOGUES[language];
  const locale = LOCALES[language];
  const zones: Readonly<Record<string, string>> = catalogue.zone;
  const days = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium' });
  const times = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const month = new Intl.DateTimeFormat(locale, { timeZone, month: 'long', year: 'numeric' });
  const longMonth = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const shortMonth = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: '2-digit' });
  const numbers = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const day = (at: string | number): string => days.format(new Date(at));
  return {
    locale,
    zone: zones[timeZone] ?? timeZone,
    catalogue,
    text: (key, values) => filled(catalogue.text[key], values),
    timeZone,
    number: (value) => numbers.format(value),
    published: (value) => (value === null ? LEFT_OUT : numbers.format(value)),
    month: (at) => month.format(new Date(at)),
    monthNames: ({ year, month: of }) => {
      const at = new Date(Date.UTC(year, of - 1, 1));
      return { short: shortMonth.format(at), long: longMonth.format(at) };
    },
    percent: (share) => (share === null ? MISSING : shares.format(share)),
    span: (minutes) => (minutes === null ? MISSING : spanOf(locale, minutes)),
    day,
    dayAndTime: (at) =>
      at === null ? MISSING : `${day(at)} ${times.format(new Date(at)).replace('.', ':')}`,
  };
}
