/** Whether new alarms are told now, or rest until somebody is at work again. */
import type { Account } from '../accounts/account.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import type { Db } from '../kernel/db.ts';
import { restUntil } from './alarm-plan.ts';
import { alarmRulesOf } from './alarm-settings.store.ts';
import { usableAlarms } from './prove-alarms.ts';

/** Null: of at least one of these accounts somebody would be told at once, or there are none. */
export async function alarmsRestUntil(
  db: Db,
  {
    tenantId,
    accounts,
    now,
    clockOf,
  }: {
    readonly tenantId: string;
    readonly accounts: readonly Account[];
    readonly now: Date;
    readonly clockOf: (account: Account) => WorkingClock;
  },
): Promise<Date | null> {
  const rulesOf = await alarmRulesOf(db, tenantId);
  const offices = accounts.map((account) => {
    const { settings } = rulesOf({ tenantId, accountId: account._id });
    return usableAlarms({ policy: clockOf(account).policy, settings, now: now.getTime() }).office;
  });
  const until = restUntil(offices, now.getTime());
  return until === null ? null : new Date(until);
}
