/** How soon to look again at a platform that pushes nothing: by what happens there, and by what looking may cost. */
import type { UnitBudget } from '../actions/connector.ts';
import { DAY_MS, MINUTE_MS } from '../deadlines/civil.ts';
import { localMidnight, offsetAt } from '../deadlines/zone.ts';
import { type Backoff, backoffMs } from '../kernel/backoff.ts';

export interface Pace {
  readonly least: number;
  readonly most: number;
}

export const DEFAULT_PACE: Pace = { least: 2 * MINUTE_MS, most: 30 * MINUTE_MS };
/** What fails is looked at again soon, and then less and less often. */
const AFTER_FAILURE: Backoff = { firstMs: MINUTE_MS, maxMs: 30 * MINUTE_MS };
const FASTER = 0.5;
const SLOWER = 1.5;

/** Something was found: twice as soon as the last time. Nothing was: half as often again. */
export function paceAfter(everyMs: number, found: boolean, { least, most }: Pace): number {
  return Math.min(most, Math.max(least, Math.round(everyMs * (found ? FASTER : SLOWER))));
}

export const waitAfterFailure = (failures: number, afterMs: number | null): number =>
  afterMs !== null && afterMs > 0 ? afterMs : backoffMs(AFTER_FAILURE, Math.max(1, failures));

/** The platform's own day that an instant belongs to. */
export interface BudgetDay {
  /** `2026-11-30` */
  readonly day: string;
  readonly from: Date;
  readonly until: Date;
}

export function budgetDay({ timeZone }: Pick<UnitBudget, 'timeZone'>, now: Date): BudgetDay {
  const number = Math.floor((now.getTime() + offsetAt(now.getTime(), timeZone)) / DAY_MS);
  return {
    day: new Date(number * DAY_MS).toISOString().slice(0, 10),
    from: new Date(localMidnight(number, timeZone)),
    until: new Date(localMidnight(number + 1, timeZone)),
  };
}

/** What was spent today: by looking, per account and by all together, and by what people decided. */
export interface Spent {
  readonly byThis: number;
  readonly byLooks: number;
  readonly byActions: number;
}

/**
 * What this account may still spend on looks today. The reserve is people's; what they have used of it is gone from it.
 * The rest is shared out evenly, so that a busy account never starves another.
 */
export function unitsLeft(budget: UnitBudget, spent: Spent, accounts: number): number {
  const reserved = Math.max(0, budget.reserve - spent.byActions);
  const together = budget.perDay - reserved - spent.byLooks - spent.byActions;
  const share = Math.floor((budget.perDay - budget.reserve) / Math.max(1, accounts)) - spent.byThis;
  return Math.max(0, Math.min(together, share));
}

/**
 * How long to wait so that the units last until the platform's midnight; until then where not even one more look is
 * left. `cost`: what a look costs here.
 */
export function waitForUnits({ left, cost, msLeft }: { left: number; cost: number; msLeft: number }): number {
  const looks = Math.floor(left / Math.max(1, cost));
  return looks === 0 ? msLeft : Math.min(msLeft, Math.ceil(msLeft / looks));
}
