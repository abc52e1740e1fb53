/** A history is added to an installation without a real account, whole, and to no other. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allAccounts } from '../../../core/accounts/accounts.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { closeDb, type Db, openDb } from '../../../core/kernel/db.ts';
import { migrate } from '../../../core/migrations/migrate.store.ts';
import { addHistory } from '../../../ops/history/add-history.ts';
import { planHistory } from '../../../ops/history/plan.ts';
import { addTestAccount, vault } from '../../support/accounts.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';

const OPTIONS = { seed: 'two days', days: 2, until: new Date('2026-11-18T15:00:00.000Z'), perDay: 8 };
let stores: TestStores | undefined;
let db: Db;

beforeAll(async () => {
  stores = await testMongo();
  db = await openDb(stores.mongoUrl);
  await migrate(db);
}, 90_000);
afterAll(async () => {
  await db.connection.db?.dropDatabase();
  await closeDb(db);
  await stores?.stop();
});

const refusal = () => expect(addHistory(OPTIONS, { db, vault })).rejects;

test('A history comes in whole and leaves nothing beside it, and a second one is refused.', async () => {
  await addHistory(OPTIONS, { db, vault });
  const { stories } = planHistory(OPTIONS);
  const items = await Items(db).find({ tenantId: 'main' }).lean();
  expect(items.map(({ externalId }) => externalId).sort()).toEqual(
    stories.map(({ externalId }) => externalId).sort(),
  );
  const { databases } = await db.connection.listDatabases();
  expect(databases.map(({ name }) => name)).not.toContain(`${db.connection.name}-history`);
  await refusal().toThrow('There is a history here already');
}, 120_000);

test('Where a real account is connected, a history is refused and nothing is written.', async () => {
  await addTestAccount(db, {}, OPTIONS.until);
  const before = (await allAccounts(db)).length;
  await refusal().toThrow('A real account is connected here');
  expect(await allAccounts(db)).toHaveLength(before);
});
