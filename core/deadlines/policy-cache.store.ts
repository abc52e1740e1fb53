/** The stored deadline policies at hand. */
import type { Account } from '../accounts/account.ts';
import type { Db } from '../kernel/db.ts';
import { openVersionCache, type VersionCache } from '../kernel/version-cache.ts';
import { clockFor, type WorkingClock } from './clock.ts';
import { policiesInForce } from './deadline-policies.store.ts';
import { defaultPolicy } from './deadline-policy.ts';

type PolicyScope = Pick<Account, '_id' | 'tenantId' | 'country'>;

export interface PolicyCache extends Pick<VersionCache<never>, 'refresh' | 'close'> {
  /** The account's own policy, else the municipality's for the account's country, else the country's default. */
  clockOf(account: PolicyScope): WorkingClock;
  /** When the policy came into force; 0 for a default. */
  since(account: PolicyScope): number;
}

export async function openPolicyCache(db: Db, onError: (error: unknown) => void): Promise<PolicyCache> {
  const cache = await openVersionCache(() => policiesInForce(db), onError);
  const find = (account: PolicyScope) =>
    cache.stored(account).find(({ policy }) => policy.country === account.country);
  return {
    clockOf: (account) => clockFor(find(account)?.policy ?? defaultPolicy(account.country)),
    since: (account) => find(account)?.createdAt.getTime() ?? 0,
    refresh: cache.refresh,
    close: cache.close,
  };
}
