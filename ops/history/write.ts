/** Writes a history into a store that holds none: its accounts and people first, then the days. */
import { facebook } from '../../connectors/facebook/connector.ts';
import { addAccount } from '../../core/accounts/add-account.store.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import type { TokenVault } from '../../core/kernel/token-vault.ts';
import { HISTORY_ACCOUNTS, MUNICIPALITY } from './accounts.ts';
import { historyClock } from './clock.ts';
import { type Lived, live } from './live.ts';
import type { History } from './story.ts';
import { openHistoryWorker } from './worker.ts';

/** Nobody listens there, so what is done later on these pages goes nowhere. */
const NOBODY = 'http://127.0.0.1:9/v26.0';

export async function writeHistory(
  history: History,
  { db, vault }: { readonly db: Db; readonly vault: TokenVault },
): Promise<Lived> {
  const clock = historyClock(history.from - DAY_MS);
  for (const { weight: _weight, ...account } of HISTORY_ACCOUNTS)
    await addAccount(
      {
        ...account,
        tenantId: MAIN_TENANT,
        token: 'history',
        apiBase: NOBODY,
        offline: true,
        demo: { municipality: MUNICIPALITY },
      },
      { db, connector: facebook, vault, now: clock.now(), appSecret: null },
    );
  const worker = await openHistoryWorker({ db, clock, vault });
  try {
    return await live(history, { worker, clock });
  } finally {
    await worker.close();
  }
}
