/**
 * One look at one account. What it found is stored as deliveries, like a webhook's, before the cursor moves: killed in
 * between, the next look finds the same, and the same body again is nothing new.
 */
import type { Account } from '../../core/accounts/account.ts';
import { setOutgoing } from '../../core/accounts/accounts.store.ts';
import type {
  Cause,
  Connector,
  Fetched,
  KnownToUs,
  PollConnector,
  Polled,
} from '../../core/actions/connector.ts';
import { takenDown } from '../../core/actions/sent-actions.store.ts';
import { HOUR_MS } from '../../core/deadlines/civil.ts';
import { deliveryHints, storeDeliveries } from '../../core/inbox/deliveries.store.ts';
import { DEFAULT_PACE, paceAfter, waitAfterFailure, waitForUnits } from '../../core/inbox/poll-pace.ts';
import { POLL_ROWS, type Poll, spendUnits } from '../../core/inbox/polls.store.ts';
import { type Db, transaction } from '../../core/kernel/db.ts';
import { commentId, sha256 } from '../../core/kernel/ids.ts';
import { claimRow, type RowChange, settleRow } from '../../core/kernel/job-rows.ts';
import { readAccessOf } from '../account-access.ts';
import { ACCOUNT_WIDE } from '../act/settle.ts';
import type { WorkerDeps } from '../deps.ts';
import { type Allowance, allowanceOf } from './budget.ts';

export type LookDeps = Pick<WorkerDeps, 'db' | 'queues' | 'connectors' | 'vault' | 'log' | 'now'>;

export interface Looked {
  readonly account: Account;
  readonly connector: Connector & { readonly poll: PollConnector };
  /** All accounts that share the platform's units. */
  readonly accounts: readonly Account[];
}

/** A dead token is tried again this seldom by itself; another token, or a person who resumes the account, at once. */
const DEAD_MS = HOUR_MS;

export const tokenHash = ({ encryptedToken }: Account): string | null =>
  encryptedToken === null ? null : sha256(encryptedToken);

function knownOf(db: Db, { tenantId, _id: accountId }: Account): KnownToUs {
  return {
    async takenDownAmong(externalIds) {
      const byItem = new Map(externalIds.map((externalId) => [commentId(accountId, externalId), externalId]));
      const down = await takenDown(db, { tenantId, itemIds: [...byItem.keys()] });
      return new Set([...down].flatMap((itemId) => byItem.get(itemId) ?? []));
    },
  };
}

/** As hop 2 does for a webhook. A look is never so soon after another that a hide could come about twice. */
async function store(deps: LookDeps, { connector }: Looked, { bodies }: Polled): Promise<void> {
  if (bodies.length === 0) return;
  const receivedAt = deps.now();
  const fresh = await storeDeliveries(
    deps.db,
    bodies.map((bytes) => {
      const body = Buffer.from(bytes);
      return { platform: connector.platform, body, receivedAt, readable: connector.reader.isReadable(body) };
    }),
  );
  await deps.queues.hint('ingest-delivery', deliveryHints(fresh));
}

/** What becomes of the row. Pure. */
function settled(
  claimed: Poll,
  { connector: { poll } }: Looked,
  { answer, allowance, now }: { answer: Fetched<Polled>; allowance: Allowance | null; now: Date },
): RowChange<Poll> {
  const pace = poll.everyMs ?? DEFAULT_PACE;
  const after = (ms: number): Date => new Date(now.getTime() + ms);
  if (!answer.ok) {
    const failures = claimed.failures + 1;
    const { cause, afterMs = null } = answer;
    const waitMs = ACCOUNT_WIDE.has(cause) ? DEAD_MS : waitAfterFailure(failures, afterMs);
    return { attempts: 0, failures, cause, notBefore: after(waitMs), lookedAt: now };
  }
  const { bodies, cursor, cost } = answer.value;
  const found = bodies.length > 0;
  const everyMs = paceAfter(claimed.everyMs, found, pace);
  const spared =
    allowance === null
      ? 0
      : waitForUnits({
          left: allowance.left - cost,
          cost,
          msLeft: allowance.today.until.getTime() - now.getTime(),
        });
  return {
    ...{ attempts: 0, failures: 0, cause: null, deadToken: null, cursor, cost, everyMs, lookedAt: now },
    ...(found && { foundAt: now }),
    notBefore: after(Math.max(everyMs, spared)),
  };
}

/** Row, units and, where the cause holds for all of the account, its pause change together. */
async function settle(
  deps: LookDeps,
  { claimed, set, looked }: { claimed: Poll; set: RowChange<Poll>; looked: Looked },
  spent: { units: number; day: string } | null,
): Promise<boolean> {
  const { account, connector } = looked;
  const { tenantId, _id: accountId } = account;
  const isDead = set.cause != null && ACCOUNT_WIDE.has(set.cause);
  return transaction(deps.db, async (session) => {
    if (spent !== null)
      await spendUnits(
        deps.db,
        { tenantId, accountId, platform: connector.platform, ...spent, now: deps.now() },
        session,
      );
    const dead = isDead ? { deadToken: tokenHash(account) } : {};
    const isOurs = await settleRow(deps.db, POLL_ROWS, { claimed, set: { ...set, ...dead }, session });
    if (isOurs && isDead)
      await setOutgoing(deps.db, { tenantId, id: accountId, outgoing: 'paused' }, session);
    return isOurs;
  });
}

const refused = (cause: Cause, afterMs: number | null = null): Fetched<Polled> => ({
  ok: false,
  cause,
  afterMs,
  cost: 0,
});

async function ask(
  deps: LookDeps,
  { account, connector }: Looked,
  { claimed, allowance }: { claimed: Poll; allowance: Allowance | null },
): Promise<Fetched<Polled>> {
  const reached = readAccessOf(deps, account);
  if (!reached.ok) return refused(reached.cause);
  if (allowance !== null && allowance.left < 1)
    return refused('throttled', allowance.today.until.getTime() - deps.now().getTime());
  return connector.poll.poll(reached.access, claimed.cursor, knownOf(deps.db, account));
}

/** False: it was not due, or another worker has it. */
export async function look(deps: LookDeps, looked: Looked): Promise<boolean> {
  const { account, connector, accounts } = looked;
  const now = deps.now();
  const claimed = await claimRow(deps.db, POLL_ROWS, { tenantId: account.tenantId, id: account._id, now });
  if (claimed === null) return false;
  const { budget } = connector.poll;
  const allowance =
    budget === undefined ? null : await allowanceOf(deps.db, budget, { account, accounts, now });
  const answer = await ask(deps, looked, { claimed, allowance });
  if (answer.ok) await store(deps, looked, answer.value);
  else deps.log.warn({ accountId: account._id, cause: answer.cause }, 'a look at an account failed');
  const units = answer.ok ? answer.value.cost : (answer.cost ?? 1);
  const set = settled(claimed, looked, { answer, allowance, now: deps.now() });
  const spent = allowance === null || units === 0 ? null : { units, day: allowance.today.day };
  return settle(deps, { claimed, set, looked }, spent);
}
