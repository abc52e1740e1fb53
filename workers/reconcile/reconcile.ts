/**
 * Compares each account with its platform: hourly, at once after downtime and after a reconnect. What the platform has
 * and we have not is ingested, what vanished is marked. Each account by itself: a slow or broken one holds up no other.
 */
import type { Account } from '../../core/accounts/account.ts';
import { allAccounts } from '../../core/accounts/accounts.store.ts';
import { afterLook, isDue, NOTHING_FOUND, type Reconcile, reachOf } from '../../core/accounts/reconcile.ts';
import { allReconciles, reconcileOf, saveReconcile } from '../../core/accounts/reconciles.store.ts';
import { MINUTE_MS } from '../../core/deadlines/civil.ts';
import { dropLease, takeLease } from '../../core/kernel/leases.ts';
import { accessOf } from '../account-access.ts';
import type { WorkerDeps } from '../deps.ts';
import { type Listing, look, type Seen, type Subject } from './look.ts';
import { markVanished } from './vanish.ts';

export type ReconcileDeps = Pick<WorkerDeps, 'db' | 'queues' | 'connectors' | 'vault' | 'log' | 'now'> & {
  /** This process. */
  readonly holder: string;
};

export interface Reconciler {
  /** Begins with every account that is due and that nobody compares yet. */
  round(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** No new page is asked for; resolves when the last answer has been stored. */
  stop(): Promise<void>;
}

/** Longer than a page takes with all that it asks for. */
const LEASE_MS = 10 * MINUTE_MS;
const leaseName = (account: Account): string => `reconcile-${account._id}`;

function listingOf({ connectors }: ReconcileDeps, account: Account): Listing | null {
  const connector = connectors.get(account.platform);
  return connector?.backfill.list === undefined ? null : (connector as Listing);
}

async function seenBy(
  deps: ReconcileDeps,
  account: Account,
  rest: Omit<Subject, 'account' | 'access'>,
): Promise<Pick<Seen, 'outcome' | 'found'>> {
  // What is paused sends nothing; it may read as long as the platform lets it.
  const reached = accessOf(deps, { ...account, outgoing: 'active' });
  if (!reached.ok) return { outcome: reached.cause, found: NOTHING_FOUND };
  const subject = { account, access: reached.access, ...rest };
  const seen = await look(deps, subject);
  if (seen.outcome !== 'whole') return seen;
  const missing = await markVanished(deps, subject, seen);
  return { outcome: seen.outcome, found: { ...seen.found, ...missing } };
}

async function compare(
  deps: ReconcileDeps,
  { account, connector }: { readonly account: Account; readonly connector: Listing },
  goesOn: () => Promise<boolean>,
): Promise<void> {
  const { tenantId, _id: accountId } = account;
  const startedAt = deps.now();
  // Read once more under the lease: another worker may just have ended.
  const last = await reconcileOf(deps.db, { tenantId, accountId });
  if (!isDue(last, account, startedAt)) return;
  const { isFull, ...reach } = reachOf(last, account, startedAt);
  let seen: Pick<Seen, 'outcome' | 'found'>;
  try {
    seen = await seenBy(deps, account, { connector, ...reach, startedAt, goesOn });
  } catch (error) {
    deps.log.error({ err: error, accountId }, 'an account could not be compared with its platform');
    seen = { outcome: 'fault', found: NOTHING_FOUND };
  }
  const { outcome, found } = seen;
  if (outcome === 'left') return;
  const row = afterLook(last, { account, startedAt, endedAt: deps.now(), isFull, outcome, found });
  await saveReconcile(deps.db, row);
  deps.log[outcome === 'whole' ? 'info' : 'warn'](
    { accountId, outcome, ...found },
    'compared with the platform',
  );
}

export function createReconciler(deps: ReconcileDeps): Reconciler {
  const underWay = new Map<string, Promise<void>>();
  let stopped = false;

  async function compareUnderLease(account: Account, connector: Listing): Promise<void> {
    const lease = { name: leaseName(account), holder: deps.holder };
    const keep = () => takeLease(deps.db, { ...lease, now: deps.now(), forMs: LEASE_MS });
    if (!(await keep())) return;
    try {
      await compare(deps, { account, connector }, async () => !stopped && (await keep()));
    } finally {
      await dropLease(deps.db, lease);
    }
  }

  function begin(account: Account, connector: Listing): void {
    const work = compareUnderLease(account, connector)
      .catch((error: unknown) => deps.log.warn({ err: error, accountId: account._id }, 'a comparison failed'))
      .finally(() => underWay.delete(account._id));
    underWay.set(account._id, work);
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay.values());
  }

  return {
    async round() {
      const [accounts, rows] = await Promise.all([allAccounts(deps.db), allReconciles(deps.db)]);
      const lastOf = new Map<string, Reconcile>(rows.map((row) => [row._id, row]));
      for (const account of accounts) {
        const connector = listingOf(deps, account);
        const isOpen = !stopped && !underWay.has(account._id);
        if (connector !== null && isOpen && isDue(lastOf.get(account._id) ?? null, account, deps.now()))
          begin(account, connector);
      }
    },
    idle,
    async stop() {
      stopped = true;
      await idle();
    },
  };
}
