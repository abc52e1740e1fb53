/** Numbers as the page says them. */
import { localeOf } from '../../shared/format.ts';

/** "83 %", "83%" in English; an en dash where there was nothing to measure. */
export function percent(lang: string, share: number | null): string {
  if (share === null) return '–';
  return new Intl.NumberFormat(localeOf(lang), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

export type Direction = 'up' | 'down' | 'same';
export interface Trend {
  readonly direction: Direction;
  /** Whether the change is for the better; null when nothing changed. */
  readonly better: boolean | null;
  readonly difference: number;
}

/** `step`: a smaller change is none. */
export function trendOf(
  now: number | null,
  earlier: number | null,
  how: { readonly higherIsBetter: boolean; readonly step: number },
): Trend | null {
  if (now === null || earlier === null) return null;
  const difference = now - earlier;
  if (Math.abs(difference) < how.step) return { direction: 'same', better: null, difference: 0 };
  const up = difference > 0;
  return { direction: up ? 'up' : 'down', better: up === how.higherIsBetter, difference };
}

const TINTS = 6;

/** 0 for none, then 1 to 5 by share of the largest: five tints, each with its own text colour. */
export function tintOf(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0;
  return Math.min(TINTS - 1, Math.max(1, Math.ceil((count / most) * (TINTS - 1))));
}
