/** The stored deadline policies at hand: read every few seconds, asked without waiting. */
import type { Account } from '../domain/account.ts';
import { clockFor, type WorkingClock } from '../domain/deadline/clock.ts';
import { defaultPolicy } from '../domain/deadline/policy.ts';
import type { Db } from './db.ts';
import { policiesInForce, type StoredPolicy } from './deadline-policies.ts';

/** How long a process may still use a policy that has been replaced. */
export const BOOK_AGE_MS = 2000;

export interface PolicyBook {
  /** The account's own policy, else the municipality's for the account's country, else the country's default. */
  clockOf(account: Pick<Account, '_id' | 'tenantId' | 'country'>): WorkingClock;
  /** When the policy came into force; 0 for a default. */
  since(account: Pick<Account, '_id' | 'tenantId' | 'country'>): number;
  refresh(): Promise<void>;
  close(): void;
}

const keyOf = (tenantId: string, accountId: string | null): string => `${tenantId} ${accountId ?? '*'}`;

/** Reads it once before it answers. A later read that fails leaves what is known in force. */
export async function openPolicyBook(db: Db, onError: (error: unknown) => void): Promise<PolicyBook> {
  let known = new Map<string, StoredPolicy>();
  const find = ({ tenantId, _id, country }: Pick<Account, '_id' | 'tenantId' | 'country'>) =>
    [known.get(keyOf(tenantId, _id)), known.get(keyOf(tenantId, null))].find(
      (stored) => stored?.policy.country === country,
    );
  const refresh = async (): Promise<void> => {
    const policies = await policiesInForce(db);
    known = new Map(policies.map((stored) => [keyOf(stored.tenantId, stored.accountId), stored]));
  };
  await refresh();
  const timer = setInterval(() => void refresh().catch(onError), BOOK_AGE_MS);
  timer.unref();
  return {
    clockOf: (account) => clockFor(find(account)?.policy ?? defaultPolicy(account.country)),
    since: (account) => find(account)?.createdAt.getTime() ?? 0,
    refresh,
    close: () => clearInterval(timer),
  };
}
