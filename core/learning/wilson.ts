/** What a share may be, seen on few: Wilson's score interval (1927) at 95 %, which holds for small counts and shares near 1. */
const Z = 1.959964;

export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Null where there is nothing to count. */
export function wilson(hits: number, of: number): Interval | null {
  if (of <= 0) return null;
  const share = hits / of;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const middle = share + (Z * Z) / (2 * of);
  const scale = 1 + (Z * Z) / of;
  return {
    share,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  };
}
