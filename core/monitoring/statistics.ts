/** The arithmetic of the monitoring page. Pure. */

export interface Attainment {
  readonly due: number;
  readonly met: number;
  /** 0 to 1; null when nothing fell due. */
  readonly share: number | null;
}

export const attained = (due: number, met: number): Attainment => ({
  due,
  met,
  share: due === 0 ? null : met / due,
});

/** Adds rows of the same key up; a share of sums, never a mean of shares. */
export function sumBy<T extends { readonly due: number; readonly met: number }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): Map<string, Attainment> {
  const sums = new Map<string, Attainment>();
  for (const row of rows) {
    const before = sums.get(keyOf(row));
    sums.set(keyOf(row), attained((before?.due ?? 0) + row.due, (before?.met ?? 0) + row.met));
  }
  return sums;
}

/** A value, and how often it occurred. */
export interface Counted {
  readonly value: number;
  readonly count: number;
}

/** The value at a share of all that occurred, by nearest rank: always one that did. Null when none did. */
export function percentile(counts: readonly Counted[], share: number): number | null {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  let left = Math.ceil(total * share);
  for (const { value, count } of [...counts].sort((a, b) => a.value - b.value)) {
    left -= count;
    if (left <= 0) return value;
  }
  return null;
}

/** {@link percentile} of single values. */
export const nearestRank = (values: readonly number[], share: number): number | null =>
  percentile(
    values.map((value) => ({ value, count: 1 })),
    share,
  );

/** Seven rows from Monday with 24 hours each. `weekday` is ISO: 1 is Monday. */
export function weekGrid(
  cells: readonly { readonly weekday: number; readonly hour: number; readonly count: number }[],
): number[][] {
  const grid = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const { weekday, hour, count } of cells) {
    const row = grid[weekday - 1];
    if (row && hour >= 0 && hour < 24) row[hour] = (row[hour] ?? 0) + count;
  }
  return grid;
}
