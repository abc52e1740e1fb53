/**
 * Brings open deadlines under a changed policy or calendar, in the background and in batches. What has been applied is
 * stored per account, so that a crash, a new version of the program and a new policy all end the same way.
 */

import type { Account } from '../../core/accounts/account.ts';
import { recomputed } from '../../core/alarms/alarms-due.ts';
import type { WorkingClock } from '../../core/deadlines/clock.ts';
import {
  appliedRules,
  itemsUnderOtherRules,
  markApplied,
  type Rules,
} from '../../core/deadlines/deadline-rules.store.ts';
import { type ClockChange, writeClocks } from '../../core/deadlines/deadline-tick.store.ts';
import { ConcurrentChange } from '../../core/inbox/change-item.store.ts';
import type { ClockItem } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { isStoreFault, transaction } from '../../core/kernel/db.ts';
import { takeLease } from '../../core/kernel/leases.ts';
import { CACHE_AGE_MS } from '../../core/kernel/refreshing.ts';
import { createDirectory } from '../account-directory.ts';
import type { DeadlineDeps } from './deps.ts';

const LEASE_MS = 20_000;
const BATCH = 200;
/** Another process may still start a clock under the old policy for a moment: until then nothing is called done. */
const SETTLED_MS = 3 * CACHE_AGE_MS;
const ACTOR = { kind: 'machine', id: 'deadline-recompute' } as const;

const rulesOf = (deps: DeadlineDeps, account: Account): Rules => {
  const { policy, calendar } = deps.policyCache.clockOf(account);
  return { policyVersion: policy.version, calendarVersion: calendar.version };
};

/** An item that cannot be computed is logged and left: it must not hold up the others. */
function recomputedItem(
  deps: DeadlineDeps,
  item: ClockItem,
  { now, clock }: { readonly now: Date; readonly clock: WorkingClock },
): ClockChange[] {
  try {
    return [{ item, newEvents: recomputed(item.deadline, now.getTime(), clock) }];
  } catch (error) {
    deps.log.error({ err: error, itemId: item._id }, 'a deadline could not be recomputed');
    return [];
  }
}

/** One batch after `after`. Returns where it ended, or null when nothing is left. */
async function recomputeBatch(deps: DeadlineDeps, account: Account, after: string): Promise<string | null> {
  const { tenantId, _id: accountId } = account;
  const items = await itemsUnderOtherRules(
    deps.db,
    { tenantId, accountId, after, limit: BATCH },
    rulesOf(deps, account),
  );
  const last = items.at(-1);
  if (last === undefined) return null;
  const now = deps.now();
  const clock = deps.policyCache.clockOf(account);
  const changes = items.flatMap((item) => recomputedItem(deps, item, { now, clock }));
  await transaction(deps.db, (session) => writeClocks(deps.db, changes, { actor: ACTOR, at: now, session }));
  const whole = await itemsById(deps.db, { tenantId, ids: items.map(({ _id }) => _id) });
  await publishItems(deps.publisher, whole, now);
  return last._id;
}

async function recomputeAccount(deps: DeadlineDeps, account: Account): Promise<void> {
  const lease = { name: 'deadline-recompute', holder: deps.holder, forMs: LEASE_MS };
  const rules = rulesOf(deps, account);
  let after: string | null = '';
  try {
    while (after !== null) {
      if (!(await takeLease(deps.db, { ...lease, now: deps.now() }))) return;
      after = await recomputeBatch(deps, account, after);
    }
  } catch (error) {
    // Somebody works on one of these items: the next round begins anew.
    if (error instanceof ConcurrentChange) return;
    throw error;
  }
  const at = deps.now();
  if (at.getTime() - deps.policyCache.since(account) < SETTLED_MS) return;
  await markApplied(deps.db, { tenantId: account.tenantId, accountId: account._id }, { ...rules, at });
}

const isApplied = (rules: Rules, before: Rules | undefined): boolean =>
  before?.policyVersion === rules.policyVersion && before.calendarVersion === rules.calendarVersion;

/** Looks at every account whose rules differ from those applied last. */
export function createRecompute(deps: DeadlineDeps): () => Promise<void> {
  const directoryOf = createDirectory(deps.db, deps.now);
  return async () => {
    const [{ accounts }, applied] = await Promise.all([directoryOf(), appliedRules(deps.db)]);
    for (const account of accounts) {
      try {
        if (!isApplied(rulesOf(deps, account), applied.get(account._id)))
          await recomputeAccount(deps, account);
      } catch (error) {
        // The store is everybody's; what else goes wrong is this account's own.
        if (isStoreFault(error)) throw error;
        deps.log.error({ err: error, accountId: account._id }, 'deadlines could not be recomputed');
      }
    }
  };
}
