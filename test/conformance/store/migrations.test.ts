/** The lock of the migrations, and a store that is newer than the program. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Events } from '../../../core/inbox/events.store.ts';
import { closeDb, type Db, openDb } from '../../../core/kernel/db.ts';
import { SYSTEM_TENANT, sha256 } from '../../../core/kernel/ids.ts';
import { Migrations, runMigrations } from '../../../core/kernel/migrations.ts';
import { hashTypedCodes } from '../../../core/migrations/0015-typed-codes.store.ts';
import { migrate } from '../../../core/migrations/migrate.store.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';

let stores: TestStores;
let db: Db;
beforeAll(async () => {
  stores = await testMongo();
  db = await openDb(stores.mongoUrl);
}, 60_000);
afterAll(async () => {
  await db.connection.db?.dropDatabase();
  await closeDb(db);
  await stores.stop();
});

test('The lock is renewed while a migration runs, so nobody runs it a second time', async () => {
  const LOCK_MS = 400;
  let runs = 0;
  const slow = {
    number: 1,
    name: 'slow',
    async run() {
      runs += 1;
      await delay(4 * LOCK_MS);
    },
  };
  const both = await Promise.all([
    runMigrations(db, [slow], { lockMs: LOCK_MS }),
    runMigrations(db, [slow], { lockMs: LOCK_MS }),
  ]);
  expect(runs).toBe(1);
  expect(both.flat()).toEqual([1]);
  expect(await Migrations(db).countDocuments({ tenantId: SYSTEM_TENANT, _id: 'lock' })).toBe(0);
});

test('A lock that a killed process left behind is taken over once it is old', async () => {
  const LOCK_MS = 300;
  await Migrations(db).create({ _id: 'lock', tenantId: SYSTEM_TENANT, at: new Date(), holder: 'killed' });
  const quick = { number: 2, name: 'quick', run: async () => undefined };
  expect(await runMigrations(db, [quick], { lockMs: LOCK_MS })).toEqual([2]);
});

test('Tags and register numbers of older events become their hashes, and nothing else changes', async () => {
  const old = (seq: number, type: string, data: object) => ({
    _id: `e${seq}`,
    tenantId: 'main',
    itemId: 'i',
    accountId: 'a',
    seq,
    type,
    data,
  });
  const events = [
    old(1, 'item.tagged', { tag: 'badhus' }),
    old(2, 'records.decided', { outcome: 'registered', reference: 'KS 2026/1' }),
    old(3, 'records.decided', { outcome: 'minor', reference: null }),
    old(4, 'item.noted', { noteId: 'n' }),
  ];
  await Events(db).collection.insertMany(events as never);
  for (const _run of [1, 2]) await hashTypedCodes(db);
  const after = await Events(db).find({ tenantId: 'main', itemId: 'i' }).sort({ seq: 1 }).lean();
  expect(after.map(({ data }) => data)).toEqual([
    { tagSha256: sha256('badhus') },
    { outcome: 'registered', referenceSha256: sha256('KS 2026/1') },
    { outcome: 'minor', referenceSha256: null },
    { noteId: 'n' },
  ]);
});

test('A store that a newer version has changed is refused in one sentence, and left as it is', async () => {
  await migrate(db);
  await Migrations(db).create({ _id: '99-from-the-future', tenantId: SYSTEM_TENANT, at: new Date() });
  await db.connection.db?.dropCollection('leases');
  const refusal = await migrate(db).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ name: 'StoreTooNewError', exitCode: 1 });
  expect((refusal as Error).message).toMatch(/^[^.\n]*99-from-the-future[^.\n]*\.$/u);
  const names = (await db.connection.db?.listCollections().toArray())?.map(({ name }) => name);
  expect(names).not.toContain('leases');
});
