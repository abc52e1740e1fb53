/** The rules of the clock as they stand in their form, and as they are sent. */
import type { z } from 'zod';
import { halfDayCodes } from '../../../core/deadlines/calendar.ts';
import { HOUR_MS, parseDate, WEEKDAYS } from '../../../core/deadlines/civil.ts';
import { type ClockKind, defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';
import type { DeadlinePolicyShape } from '../../../core/deadlines/deadlines.contract.ts';
import type { Country } from '../../../core/kernel/platform.ts';
import {
  readNumber,
  readSpans,
  readTime,
  readWeek,
  spansText,
  timeText,
  type WeekTexts,
  weekTexts,
} from './hours.ts';

export type Policy = z.infer<typeof DeadlinePolicyShape>;

export interface DayDraft {
  readonly id: number;
  readonly date: string;
  /** Empty: the whole day. */
  readonly hours: string;
}

export interface ClockDraft {
  readonly country: Country;
  readonly timeZone: string;
  readonly target: string;
  readonly targetSource: string;
  readonly clock: ClockKind;
  readonly week: WeekTexts;
  readonly evesOff: boolean;
  readonly saturdayCounts: boolean;
  /** By code of the calendar; empty: an ordinary day. */
  readonly halfDays: Readonly<Record<string, string>>;
  readonly openings: readonly DayDraft[];
  readonly closures: readonly DayDraft[];
  /** Per cent of the target. */
  readonly warnAt: string;
}

const dayDrafts = (days: Policy['openings']): DayDraft[] =>
  days.map(({ date, spans }, id) => ({ id, date, hours: spansText(spans) }));

export function draftOf(policy: Policy): ClockDraft {
  const { country, timeZone, targetMs, targetSource, clock, spans, eves, saturdayCounts } = policy;
  const halfDays = Object.fromEntries(
    halfDayCodes(country).map((code) => {
      const until = policy.halfDays[code];
      return [code, until === undefined ? '' : timeText(until)];
    }),
  );
  return {
    country,
    timeZone,
    target: String(Number((targetMs / HOUR_MS).toFixed(4))).replace('.', ','),
    targetSource: targetSource ?? '',
    clock,
    week: weekTexts(spans),
    evesOff: eves === 'off',
    saturdayCounts,
    halfDays,
    openings: dayDrafts(policy.openings),
    closures: dayDrafts(policy.closures),
    warnAt: policy.warnAt.map((share) => Number((share * 100).toFixed(2))).join(', '),
  };
}

function readDays(list: 'openings' | 'closures', days: readonly DayDraft[], wrong: string[]) {
  return days.map(({ id, date, hours }) => {
    const spans = readSpans(hours);
    if (parseDate(date) === null || spans === null) wrong.push(`${list}.${id}`);
    return { date, ...(spans?.length ? { spans } : {}) };
  });
}

/** What is sent, and the fields that hold nothing that could be. */
export function readDraft(draft: ClockDraft): { policy: Policy; wrong: readonly string[] } {
  const wrong: string[] = [];
  const hours = readNumber(draft.target);
  if (hours === null || hours <= 0) wrong.push('target');
  // A comma stands between two of them, with or without a space: whole per cents are what people write.
  const shares = draft.warnAt.split(/[;,\s]+/u).filter((part) => part !== '' && part !== '%');
  const warnAt = shares.map((part) => readNumber(part.replace('%', '')));
  if (warnAt.some((share) => share === null || share <= 0 || share >= 100)) wrong.push('warnAt');
  const week = readWeek(draft.week);
  if (draft.clock === 'hours') wrong.push(...week.wrong);
  const halfDays: Record<string, number> = {};
  for (const code of halfDayCodes(draft.country)) {
    const text = draft.halfDays[code] ?? '';
    if (text.trim() === '') continue;
    const until = readTime(text);
    if (until === null) wrong.push(`halfDays.${code}`);
    else halfDays[code] = until;
  }
  const source = draft.targetSource.trim();
  const policy: Policy = {
    country: draft.country,
    timeZone: draft.timeZone,
    targetMs: Math.round((hours ?? 0) * HOUR_MS),
    targetSource: source === '' ? null : source,
    clock: draft.clock,
    spans: week.spans,
    eves: draft.evesOff ? 'off' : 'work',
    saturdayCounts: draft.saturdayCounts,
    halfDays,
    openings: readDays('openings', draft.openings, wrong),
    closures: readDays('closures', draft.closures, wrong),
    warnAt: warnAt.map((share) => Number(((share ?? 0) / 100).toFixed(4))),
  };
  return { policy, wrong };
}

/** Where the server found something wrong, as the form names its fields. */
export function fieldIn(draft: ClockDraft, field: string): string {
  const [list, date] = field.split('.');
  if (list !== 'openings' && list !== 'closures') return field;
  const day = draft[list].find((of) => of.date === date) ?? draft[list][0];
  return `${list}.${day?.id ?? ''}`;
}

export const TEMPLATES = ['weekdays', 'office'] as const;
export type Template = (typeof TEMPLATES)[number];

/** The country's default, or the same hours of the office as in Sweden and Norway are usual. */
export function templateOf(country: Country, template: Template): ClockDraft {
  const { version: _version, ...policy } = structuredClone(defaultPolicy(country)) as Policy & {
    version: string;
  };
  if (template === 'weekdays') return draftOf(policy);
  const office = country === 'SE' ? { from: 480, to: 1020 } : { from: 480, to: 960 };
  const spans = Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, [office]]));
  // One working day, as 24 hours are on the other clock.
  return draftOf({ ...policy, clock: 'hours', spans, targetMs: (office.to - office.from) * 60_000 });
}
