/** The arithmetic of the monitoring page. Pure. */

import type { StopReason } from '../deadlines/state.ts';

/** What became of everything that fell due in a period. The parts add up: `due + closed + removed` is `fellDue`. */
export interface Attainment {
  readonly fellDue: number;
  /** What was owed an answer: answered, or waiting for it still. */
  readonly due: number;
  /** Answered on or before the due time. */
  readonly met: number;
  readonly answeredLate: number;
  readonly unanswered: number;
  /** A person closed it as needing no answer. */
  readonly closed: number;
  /** Hidden or removed, by whomever. */
  readonly removed: number;
  /** How many of the closed and the removed were so only after their due time. */
  readonly endedLate: number;
  /** `met` of `due`, 0 to 1; null when no answer was owed. */
  readonly share: number | null;
}

/** How many ended alike: by what, null while nothing has stopped the clock, and whether on or before the due time. */
export interface EndedAlike {
  readonly stopReason: StopReason | null;
  readonly inTime: boolean;
  readonly count: number;
}

export function attained(rows: readonly EndedAlike[]): Attainment {
  const sum = (is: (row: EndedAlike) => boolean): number =>
    rows.filter(is).reduce((total, { count }) => total + count, 0);
  const by = (reason: StopReason | null) => sum(({ stopReason }) => stopReason === reason);
  const met = sum(({ stopReason, inTime }) => stopReason === 'answered' && inTime);
  const due = by('answered') + by(null);
  return {
    fellDue: sum(() => true),
    due,
    met,
    answeredLate: by('answered') - met,
    unanswered: by(null),
    closed: by('closed'),
    removed: by('removed'),
    endedLate: sum(
      ({ stopReason, inTime }) => !inTime && (stopReason === 'closed' || stopReason === 'removed'),
    ),
    share: due === 0 ? null : met / due,
  };
}

/** Adds rows of the same key up; a share of sums, never a mean of shares. */
export function sumBy<T extends EndedAlike>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): Map<string, Attainment> {
  return new Map([...Map.groupBy(rows, keyOf)].map(([key, ofKey]) => [key, attained(ofKey)]));
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
