/** A store of its own with 100,000 open items, for the benchmark of the tick. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { facebook } from '../../connectors/facebook/connector.ts';
import type { Account } from '../../core/accounts/account.ts';
import { addAccount } from '../../core/accounts/add-account.store.ts';
import { MINUTE_MS } from '../../core/deadlines/civil.ts';
import { clockFor } from '../../core/deadlines/clock.ts';
import { Clocks } from '../../core/deadlines/clocks.store.ts';
import { defaultPolicy } from '../../core/deadlines/deadline-policy.ts';
import { startDeadline } from '../../core/deadlines/life.ts';
import type { Item } from '../../core/inbox/item.ts';
import { newItem } from '../../core/inbox/item-content.ts';
import { Items } from '../../core/inbox/items.store.ts';
import { closeDb, type Db, openDb } from '../../core/kernel/db.ts';
import { commentId, MAIN_TENANT } from '../../core/kernel/ids.ts';
import { createTokenVault } from '../../core/kernel/token-vault.ts';
import { migrate } from '../../core/migrations/migrate.store.ts';
import { createProgress } from '../services/progress.ts';
import { startStores } from '../services/stores.ts';

export interface TickGround {
  readonly db: Db;
  readonly account: Account;
  stop(): Promise<void>;
}

export const WORKING = clockFor(defaultPolicy('SE'));
const CHUNK = 5000;

export async function openTickGround(): Promise<TickGround> {
  const dataDir = mkdtempSync(join(tmpdir(), 'uppsikt-bench-'));
  const stores = await startStores({ dataDir, env: process.env, onStep: createProgress() });
  const db = await openDb(stores.mongoUrl);
  await migrate(db);
  const account = await addAccount(
    {
      tenantId: MAIN_TENANT,
      externalId: '100000000000777',
      name: 'Provkommun',
      country: 'SE',
      board: 'Kommunstyrelsen',
      administrators: ['a@prov.example', 'b@prov.example'],
      deputies: ['d@prov.example'],
      head: 'h@prov.example',
      unit: 'u@prov.example',
      token: null,
      apiBase: null,
      offline: true,
    },
    {
      db,
      connector: facebook,
      vault: createTokenVault('a key for the benchmark, nothing else'),
      now: new Date(0),
      appSecret: null,
    },
  );
  return {
    db,
    account,
    async stop() {
      await closeDb(db);
      await stores.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function openItem(account: Account, externalId: string, at: number): Item {
  const { _id: accountId, tenantId, platform } = account;
  const start = {
    by: 'visitor',
    via: 'webhook',
    publishedAt: at,
    fetchedAt: at,
    connectedAt: 0,
  } as const;
  const item = newItem(
    {
      _id: commentId(accountId, externalId),
      tenantId,
      accountId,
      platform,
      kind: 'comment',
      externalId,
      parentId: '1_2',
      postId: '1_2',
      permalink: `https://www.facebook.com/${externalId}`,
      author: { id: `author-${externalId}`, name: 'Kim Påhittad' },
      own: false,
      revisions: [],
      visibility: 'public',
      visibilityAt: null,
      removedAt: null,
      firstFetchedAt: new Date(at),
    },
    { classification: null, decision: 'none', policyVersion: 'default-1' },
    { account, deadline: startDeadline(start, WORKING), now: new Date(at) },
  );
  const text = 'När kommer plogbilen till Storgatan? Det har snöat i två dagar och ingen har varit här.';
  return { ...item, text, words: text.toLowerCase().split(/\W+/u), version: 1, seq: 3 };
}

/** `perMinute` items a minute from `from` on. */
export async function seedItems(
  { db, account }: TickGround,
  plan: { count: number; perMinute: number; from: number },
): Promise<void> {
  for (let first = 0; first < plan.count; first += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, plan.count - first) }, (_, index) => first + index);
    const at = (number: number) => plan.from + Math.floor(number / plan.perMinute) * MINUTE_MS;
    const items = numbers.map((number) => openItem(account, `c${number}`, at(number)));
    await Items(db).collection.insertMany(items as never[], { ordered: false });
    await Clocks(db).collection.insertMany(
      items.map(({ _id, tenantId, deadline }) => ({ _id, tenantId, at: deadline.nextAlarmAt })) as never[],
      { ordered: false },
    );
  }
}
