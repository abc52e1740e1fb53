/** Whether new alarms are told now, or rest until somebody is at work again. */
import type { Account } from '../accounts/account.ts';
import { policiesOf } from '../deadlines/deadline-policies.store.ts';
import { defaultPolicy } from '../deadlines/deadline-policy.ts';
import type { Db } from '../kernel/db.ts';
import { restUntil } from './alarm-plan.ts';
import { AlarmSettingsRows, type StoredAlarmSettings } from './alarm-settings.store.ts';
import { DEFAULT_ALARMS } from './alarm-settings.ts';
import { usableAlarms } from './prove-alarms.ts';

interface OfAccount {
  readonly accountId: string | null;
}

/** The account's own, else the whole municipality's. */
const chosen = <T extends OfAccount>(all: readonly T[], accountId: string): T | undefined =>
  all.find((row) => row.accountId === accountId) ?? all.find((row) => row.accountId === null);

/** Null: of at least one of these accounts somebody would be told at once, or there are none. */
export async function alarmsRestUntil(
  db: Db,
  {
    tenantId,
    accounts,
    now,
  }: {
    readonly tenantId: string;
    readonly accounts: readonly Pick<Account, '_id' | 'country'>[];
    readonly now: Date;
  },
): Promise<Date | null> {
  const [settings, policies] = await Promise.all([
    AlarmSettingsRows(db).find({ tenantId }).lean<StoredAlarmSettings[]>(),
    policiesOf(db, tenantId),
  ]);
  const offices = accounts.map(({ _id, country }) => {
    const ofCountry = policies.filter((of) => of.policy.country === country);
    const policy = chosen(ofCountry, _id)?.policy ?? defaultPolicy(country);
    const rules = { policy, settings: chosen(settings, _id)?.settings ?? DEFAULT_ALARMS };
    return usableAlarms({ ...rules, now: now.getTime() }).office;
  });
  const until = restUntil(offices, now.getTime());
  return until === null ? null : new Date(until);
}
