/** What the page shows, as it stands in the URL: local dates, both included. */

import { DAY_MS, isoDate, parseDate, weekdayIndex } from '../../../../core/deadlines/civil.ts';
import { localDay } from '../../../../core/deadlines/periods.ts';
import { localMidnight } from '../../../../core/deadlines/zone.ts';
import { TIME_ZONE } from '../format.ts';

export interface Filters {
  /** Civil days, both included. */
  readonly from: number;
  readonly to: number;
  readonly account: string | null;
  readonly board: string | null;
}

const DEFAULT_DAYS = 30;
const MAX_DAYS = 400;

export const today = (now: number): number => localDay(now, TIME_ZONE);

/** A date that is none, or a reversed or endless period, falls back to the last thirty days. */
export function readFilters(params: URLSearchParams, now: number): Filters {
  const to = parseDate(params.get('to') ?? '') ?? today(now);
  const wanted = parseDate(params.get('from') ?? '') ?? to - DEFAULT_DAYS + 1;
  const from = wanted > to || to - wanted >= MAX_DAYS ? to - DEFAULT_DAYS + 1 : wanted;
  return { from, to, account: params.get('account') || null, board: params.get('board') || null };
}

export const PRESETS = ['week', 'month', 'days30', 'days90'] as const;
export type Preset = (typeof PRESETS)[number];

export function presetPeriod(preset: Preset, now: number): Pick<Filters, 'from' | 'to'> {
  const to = today(now);
  if (preset === 'week') return { from: to - weekdayIndex(to), to };
  if (preset === 'month') return { from: to - new Date(to * DAY_MS).getUTCDate() + 1, to };
  return { from: to - (preset === 'days30' ? 30 : 90) + 1, to };
}

export function presetOf({ from, to }: Filters, now: number): Preset | null {
  const same = (preset: Preset): boolean => {
    const period = presetPeriod(preset, now);
    return period.from === from && period.to === to;
  };
  return PRESETS.find(same) ?? null;
}

/** The query that the server's routes share: instants, the end excluded. */
export function apiQuery({ from, to, account, board }: Filters): URLSearchParams {
  const params = new URLSearchParams({
    from: new Date(localMidnight(from, TIME_ZONE)).toISOString(),
    to: new Date(localMidnight(to + 1, TIME_ZONE)).toISOString(),
  });
  if (account !== null) params.set('accountId', account);
  if (board !== null) params.set('board', board);
  return params;
}

/** A link to this page with some of its parameters changed; null takes one away. */
export function linkWith(params: URLSearchParams, change: Record<string, string | number | null>): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change))
    if (value === null) next.delete(name);
    else next.set(name, String(value));
  return `?${next}`;
}

export const dateText = isoDate;
