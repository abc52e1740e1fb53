/** The accounts of the installation and their alarm rules, read anew every few seconds. */
import type { Account } from '../core/accounts/account.ts';
import { allAccounts } from '../core/accounts/accounts.store.ts';
import { type AlarmRules, openAlarmRules } from '../core/alarms/alarm-settings.store.ts';
import type { Db } from '../core/kernel/db.ts';

const KEPT_MS = 5000;

export interface Directory {
  readonly accounts: readonly Account[];
  account(id: string): Account | undefined;
  rulesOf(account: Account): AlarmRules;
}

async function readDirectory(db: Db): Promise<Directory> {
  const [accounts, rules] = await Promise.all([allAccounts(db), openAlarmRules(db)]);
  const byId = new Map(accounts.map((account) => [account._id, account]));
  return {
    accounts,
    account: (id) => byId.get(id),
    rulesOf: ({ tenantId, _id }) => rules({ tenantId, accountId: _id }),
  };
}

/** Remembers what it read for {@link KEPT_MS} of the given clock. */
export function createDirectory(db: Db, now: () => Date): () => Promise<Directory> {
  let kept: { directory: Directory; until: number } | null = null;
  return async () => {
    const at = now().getTime();
    if (kept === null || kept.until <= at) kept = { directory: await readDirectory(db), until: at + KEPT_MS };
    return kept.directory;
  };
}
