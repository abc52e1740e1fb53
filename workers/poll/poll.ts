/**
 * Looks at the accounts of platforms that push nothing, or not everything. Each account has a row of its own, claimed for
 * one look: two workers never look at the same account, and one account's failure stops no other.
 */
import type { Account } from '../../core/accounts/account.ts';
import { allAccounts } from '../../core/accounts/accounts.store.ts';
import { DEFAULT_PACE } from '../../core/inbox/poll-pace.ts';
import { addPoll, allPolls, type Poll, wakePoll } from '../../core/inbox/polls.store.ts';
import { isStoreFault } from '../../core/kernel/db.ts';
import { ACCOUNT_WIDE } from '../act/settle.ts';
import { type LookDeps, type Looked, look, tokenHash } from './look.ts';

/** Looks under way at once: a slow platform holds up its own accounts, not those of others. */
const LANES = 4;

/** The accounts that can be looked at, each with those that share its platform's units. */
function lookable(deps: LookDeps, accounts: readonly Account[]): Looked[] {
  const withToken = accounts.filter(({ encryptedToken }) => encryptedToken !== null);
  const byPlatform = Map.groupBy(withToken, ({ platform }) => platform);
  return withToken.flatMap((account) => {
    const connector = deps.connectors.get(account.platform);
    if (!connector?.poll) return [];
    const sharing = byPlatform.get(account.platform) ?? [account];
    return [{ account, connector: { ...connector, poll: connector.poll }, accounts: sharing }];
  });
}

/** A person has brought another token, or has resumed the account: what stood in the way may be gone. */
function isMended(account: Account, { cause, deadToken }: Poll): boolean {
  if (cause === null || !ACCOUNT_WIDE.has(cause)) return false;
  return account.outgoing === 'active' || deadToken !== tokenHash(account);
}

async function isDue(deps: LookDeps, { account, connector }: Looked, row: Poll | undefined) {
  const now = deps.now();
  const { tenantId, _id, platform } = account;
  if (row === undefined) {
    const everyMs = (connector.poll.everyMs ?? DEFAULT_PACE).least;
    await addPoll(deps.db, { tenantId, _id, platform, everyMs, notBefore: now });
    return true;
  }
  if (row.notBefore <= now) return true;
  if (!isMended(account, row)) return false;
  await wakePoll(deps.db, { tenantId, id: _id, now });
  return true;
}

/** What fails here fails for this account alone, unless it is the store: then the next round finds the same. */
async function lookIfDue(deps: LookDeps, looked: Looked, row: Poll | undefined): Promise<boolean> {
  try {
    return (await isDue(deps, looked, row)) && (await look(deps, looked));
  } catch (error) {
    if (isStoreFault(error)) throw error;
    deps.log.error({ err: error, accountId: looked.account._id }, 'an account could not be looked at');
    return false;
  }
}

/** One round over every account. Returns how many were looked at. */
export function createPollRound(deps: LookDeps): () => Promise<number> {
  return async () => {
    const waiting = lookable(deps, await allAccounts(deps.db));
    if (waiting.length === 0) return 0;
    const rows = new Map((await allPolls(deps.db)).map((row) => [row._id, row]));
    let count = 0;
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        if (await lookIfDue(deps, next, rows.get(next.account._id))) count += 1;
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return count;
  };
}
