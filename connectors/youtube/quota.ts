/** YouTube's units (platforms.md 4.3): what an app may spend in a day, and when that day ends. */
import type { UnitBudget } from '../../core/actions/connector.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import { localMidnight, offsetAt } from '../../core/deadlines/zone.ts';

const PACIFIC = 'America/Los_Angeles';
/** Every write costs as much as fifty reads. */
const WRITE = 50;

export const budget: UnitBudget = {
  perDay: 10_000,
  // Forty moderation calls.
  reserve: 2000,
  timeZone: PACIFIC,
  actions: { reply: WRITE, hide: WRITE, unhide: WRITE, delete: WRITE, ban: WRITE },
};

/** How long until the units are there again: at midnight in California. */
export function msUntilReset(now: number): number {
  const today = Math.floor((now + offsetAt(now, PACIFIC)) / DAY_MS);
  return localMidnight(today + 1, PACIFIC) - now;
}
