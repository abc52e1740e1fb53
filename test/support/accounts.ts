/** An account with its people, as `account add --offline` makes it. */
import { facebook } from '../../connectors/facebook/connector.ts';
import type { Account } from '../../core/accounts/account.ts';
import { addAccount, type NewAccount } from '../../core/accounts/add-account.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { createTokenVault } from '../../core/kernel/token-vault.ts';
import { APP_SECRET, PAGE_ID, PAGE_TOKEN } from './webhook.ts';

export const SECRET_KEY = 'a-secret-key-of-at-least-32-characters';
export const vault = createTokenVault(SECRET_KEY);

/** Nobody listens there: a test that needs a platform names its simulator. */
const NOBODY = 'http://127.0.0.1:9/v26.0';

export const newAccountOf = (some: Partial<NewAccount> = {}): NewAccount => ({
  tenantId: MAIN_TENANT,
  externalId: PAGE_ID,
  name: 'Exempels kommun',
  country: 'SE',
  board: 'Kommunstyrelsen',
  administrators: ['eva.alm@exempel.se', 'bo.berg@exempel.se'],
  deputies: ['dan.dal@exempel.se'],
  head: 'hanna.ek@exempel.se',
  unit: 'kommunikation@exempel.se',
  token: PAGE_TOKEN,
  apiBase: NOBODY,
  offline: true,
  ...some,
});

export function addTestAccount(db: Db, some: Partial<NewAccount>, now: Date): Promise<Account> {
  return addAccount(newAccountOf(some), {
    db,
    connector: facebook,
    vault,
    now,
    appSecret: APP_SECRET,
    platformOnThisMachine: true,
  });
}
