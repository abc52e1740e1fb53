/** Two days, both included, as instants in the office's zone, which Stockholm and Oslo share. Pure. */
import { DAY_MS } from '../deadlines/civil.ts';
import { localMidnight } from '../deadlines/zone.ts';

export const ZONE = 'Europe/Stockholm';

interface Days {
  /** YYYY-MM-DD. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const midnight = (day: string, later: number): number =>
  localMidnight(Date.parse(day) / DAY_MS + later, ZONE);

/** Epoch ms; null: without that end. */
export const instantsOf = ({ from, to }: Days): { since: number | null; before: number | null } => ({
  since: from === undefined ? null : midnight(from, 0),
  before: to === undefined ? null : midnight(to, 1),
});

export function isWithin(days: Days, time: number): boolean {
  const { since, before } = instantsOf(days);
  return (since === null || time >= since) && (before === null || time < before);
}
