/** The stored deadline policies at hand. */
import type { Account } from '../accounts/account.ts';
import type { Db } from '../kernel/db.ts';
import { openVersionCache, type VersionCache } from '../kernel/version-cache.ts';
import { clockFor, type WorkingClock } from './clock.ts';
import { policiesInForce } from './deadline-policies.store.ts';
import { type DeadlinePolicy, defaultPolicy, PolicyError } from './deadline-policy.ts';
import { usableClock } from './prove-policy.ts';

type PolicyScope = Pick<Account, '_id' | 'tenantId' | 'country'>;

export interface PolicyCache extends Pick<VersionCache<never>, 'refresh' | 'close'> {
  /**
   * The account's own policy, else the municipality's for the account's country, else the country's default; that too
   * where nothing can be computed with what is stored, and then its version says so.
   */
  clockOf(account: PolicyScope): WorkingClock;
  /** When the policy came into force; 0 for a default. */
  since(account: PolicyScope): number;
}

export async function openPolicyCache(
  db: Db,
  onError: (error: unknown) => void,
  now: () => Date,
): Promise<PolicyCache> {
  const cache = await openVersionCache(() => policiesInForce(db), onError);
  const find = (account: PolicyScope) =>
    cache.stored(account).find(({ policy }) => policy.country === account.country);
  const told = new Set<string>();
  const usable = (policy: DeadlinePolicy, tenantId: string): WorkingClock => {
    const { clock, error } = usableClock(policy, now().getTime());
    const key = `${tenantId} ${policy.version}`;
    // Asked for every comment: once is enough for the log.
    if (error !== null && !told.has(key)) {
      told.add(key);
      onError(new PolicyError(`The deadline policy ${policy.version} gives way to the country's default.`));
    }
    return clock;
  };
  return {
    clockOf(account) {
      const policy = find(account)?.policy;
      return policy ? usable(policy, account.tenantId) : clockFor(defaultPolicy(account.country));
    },
    since: (account) => find(account)?.createdAt.getTime() ?? 0,
    refresh: cache.refresh,
    close: cache.close,
  };
}
