/** The lock of the migrations, and a store that is newer than the program. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Events } from '../../../core/inbox/events.store.ts';
import { closeDb, type Db, openDb, transaction } from '../../../core/kernel/db.ts';
import { SYSTEM_TENANT, sha256 } from '../../../core/kernel/ids.ts';
import {
  type LaterMigration,
  Migrations,
  runMigrations,
  stepOfLater,
} from '../../../core/kernel/migrations.ts';
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

describe('what is migrated in steps', () => {
  const told: unknown[] = [];
  const faults: string[] = [];
  const report = {
    tell: (done: unknown) => void told.push(done),
    onFault: (_error: unknown, subject: string) => void faults.push(subject),
  };
  const rowsOf = () => Migrations(db).find({ tenantId: SYSTEM_TENANT, _id: /steps/u }).lean();
  /** Four changes, two a step; the second step is killed once after the first of its changes. */
  function inSteps(): { migration: LaterMigration; done: string[] } {
    const done: string[] = [];
    let killed = false;
    const migration: LaterMigration = {
      number: 40,
      name: 'in-steps',
      async step(store, { from, count }) {
        const begin = from === null ? 0 : Number(from);
        for (let n = begin; n < begin + 2; n++) {
          if (done.includes(`${n}`)) continue;
          if (n === 3 && !killed) {
            killed = true;
            throw new Error('the worker is gone');
          }
          await transaction(store, (session) => count('account', session));
          done.push(`${n}`);
        }
        return begin === 2 ? null : '2';
      },
    };
    return { migration, done };
  }

  test('A migration in steps goes on where its last step ended, and a killed step loses no count and counts none twice', async () => {
    const { migration, done } = inSteps();
    expect(await stepOfLater(db, [migration], report)).toBe(true);
    expect(await rowsOf()).toMatchObject([
      { _id: 'under-way-40-in-steps', from: '2', changed: { account: 2 } },
    ]);
    await expect(stepOfLater(db, [migration], report)).rejects.toThrow('gone');
    expect(await stepOfLater(db, [migration], report)).toBe(true);
    expect(done).toEqual(['0', '1', '2', '3']);
    expect(await rowsOf()).toMatchObject([{ _id: '40-in-steps', changed: { account: 4 } }]);
    expect(told).toEqual([{ migration: '40-in-steps', changed: { account: 4 } }]);
    expect(await stepOfLater(db, [migration], report)).toBe(false);
  });

  test('A migration in steps waits for the one before it', async () => {
    const order: number[] = [];
    const migration = (number: number, steps: number): LaterMigration => {
      let left = steps;
      return {
        number,
        name: 'steps-in-order',
        step: async () => {
          order.push(number);
          left -= 1;
          return left === 0 ? null : 'on';
        },
      };
    };
    const both = [migration(41, 2), migration(42, 1)];
    while (await stepOfLater(db, both, report));
    expect(order).toEqual([41, 41, 42]);
  });
});
