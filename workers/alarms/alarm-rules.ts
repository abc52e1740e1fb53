/** The rules by which an account's alarms are told: its own, or the defaults where those cannot be used. */
import type { Account } from '../../core/accounts/account.ts';
import { type UsableAlarms, usableAlarms } from '../../core/alarms/prove-alarms.ts';
import type { Directory } from '../account-directory.ts';
import type { DeadlineDeps } from '../deadlines/deps.ts';

export type AlarmRulesDeps = Pick<DeadlineDeps, 'log' | 'now' | 'policyCache'>;

export function alarmRules(deps: AlarmRulesDeps, directory: Directory, account: Account): UsableAlarms {
  const { settings } = directory.rulesOf(account);
  const { policy } = deps.policyCache.clockOf(account);
  const usable = usableAlarms({ policy, settings, now: deps.now().getTime() });
  if (usable.error !== null)
    deps.log.error(
      { err: usable.error, accountId: account._id },
      'alarm settings cannot be used, the defaults stand in',
    );
  return usable;
}
