/** Numbers as the page says them. */
type Direction = 'up' | 'down' | 'same';
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
  measure: { readonly higherIsBetter: boolean; readonly step: number },
): Trend | null {
  if (now === null || earlier === null) return null;
  const difference = now - earlier;
  if (Math.abs(difference) < measure.step) return { direction: 'same', better: null, difference: 0 };
  const up = difference > 0;
  return { direction: up ? 'up' : 'down', better: up === measure.higherIsBetter, difference };
}

const TINTS = 6;

/** 0 for none, then 1 to 5 by share of the largest: five tints, each with its own text colour. */
export function tintOf(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0;
  return Math.min(TINTS - 1, Math.max(1, Math.ceil((count / most) * (TINTS - 1))));
}
