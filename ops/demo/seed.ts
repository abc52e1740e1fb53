/** The demo municipality: only under `npm start`, only where no account is, clearly marked. */
import { facebook } from '../../connectors/facebook/connector.ts';
import { accountByExternalId, countAccounts, setApiBase } from '../../core/accounts/accounts.store.ts';
import { addAccount } from '../../core/accounts/add-account.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { createTokenVault } from '../../core/kernel/token-vault.ts';
import type { DemoSecrets } from '../run/secrets.ts';
import { DEMO_PAGE } from './page.ts';

export interface DemoSeed {
  readonly db: Db;
  readonly secrets: DemoSecrets;
  readonly secretKey: string;
  /** The simulator's Graph API; its port may differ from start to start. */
  readonly apiBase: string;
  readonly now: Date;
}

/** Whether the demo runs here: its account is there already, or no account is. */
export async function isDemo(db: Db, secrets: DemoSecrets): Promise<boolean> {
  const account = await accountByExternalId(db, 'facebook', secrets.pageId);
  return account?.demo ?? (await countAccounts(db, MAIN_TENANT)) === 0;
}

/** Adds the demo account the way any account is added: checked against its platform, here the simulator. */
export async function seedDemo({ db, secrets, secretKey, apiBase, now }: DemoSeed): Promise<void> {
  const known = await accountByExternalId(db, 'facebook', secrets.pageId);
  if (known !== null) return setApiBase(db, { tenantId: known.tenantId, id: known._id }, apiBase);
  await addAccount(
    {
      tenantId: MAIN_TENANT,
      externalId: secrets.pageId,
      name: DEMO_PAGE,
      country: 'SE',
      board: 'Kommunstyrelsen (demo)',
      administrators: ['eva.jonsson@norrkommun.example', 'omar.lind@norrkommun.example'],
      deputies: ['sara.niia@norrkommun.example'],
      head: 'karin.berg@norrkommun.example',
      unit: 'kommunikation@norrkommun.example',
      token: secrets.pageToken,
      apiBase,
      offline: false,
      demo: { municipality: DEMO_PAGE },
    },
    { db, connector: facebook, vault: createTokenVault(secretKey), now, appSecret: secrets.appSecret },
  );
}
