/** A backup is worth what comes back: counts, hashes and the chain, in an empty folder and between kinds of stores. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHAIN_START, faultsOf } from '../../../core/evidence/capture.ts';
import { Captures, type StoredCapture, withFiles } from '../../../core/evidence/captures.store.ts';
import { Comments } from '../../../core/inbox/comments.store.ts';
import { closeDb, type Db, openDb, transaction } from '../../../core/kernel/db.ts';
import { MAIN_TENANT, SYSTEM_TENANT } from '../../../core/kernel/ids.ts';
import { Migrations } from '../../../core/kernel/migrations.ts';
import { backUp } from '../../../ops/backup/back-up.ts';
import { restore } from '../../../ops/backup/restore.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';
import { startMongod } from '../../../ops/services/mongod.ts';
import { findMongod } from '../../../ops/services/mongod-binary.ts';
import { dataFolder, testMongo } from '../../support/stores.ts';
import { spoken, suite } from '../../support/suite.ts';
import { temporaryFolder } from '../services/support.ts';

const s = suite();
const KEY = 'the key that seals what this test keeps';
const folder = temporaryFolder();
const source = (more: { dataDir?: string } = {}) => ({
  db: s.world.db,
  dataDir: folder.path,
  secretKey: KEY,
  now: s.world.clock.now(),
  ...more,
});
const file = (name: string): string => join(folder.path, name);

/** MongoDB's own hash of every collection: the same values of the same types, or another hash. */
async function hashes(db: Db): Promise<Record<string, string>> {
  const { collections } = (await db.connection.db!.command({ dbHash: 1 })) as {
    collections: Record<string, string>;
  };
  const empty = await Promise.all(
    Object.keys(collections).map(async (name) =>
      (await db.connection.db!.collection(name).findOne({})) === null ? [name] : [],
    ),
  );
  return Object.fromEntries(Object.entries(collections).filter(([name]) => !empty.flat().includes(name)));
}

async function into<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const stores = await testMongo();
  const db = await openDb(stores.mongoUrl);
  try {
    return await work(db);
  } finally {
    await db.connection.db?.dropDatabase();
    await closeDb(db);
    await stores.stop();
  }
}

beforeAll(async () => {
  for (const text of ['Ett hot', 'Ett till', 'När öppnar badhuset?']) {
    const { id } = await spoken(s, text);
    if (text.startsWith('Ett')) await s.api.act(id, { type: 'hide', reason: 'threat', axis: 'legalDuty' });
  }
  await s.world.settle();
  // Kinds of values that a careless copy would change.
  await s.world.db.connection.db!.collection('odd').insertMany([
    {
      whole: 1,
      broken: 1.5,
      '10': 'a',
      '2': 'b',
      bytes: Buffer.from([0, 255]),
      none: null,
      at: new Date(1),
    },
  ]);
  writeFileSync(file('secret.key'), KEY);
}, 90_000);
afterAll(() => folder.remove());

test('A restored store has the counts, the hashes and the unbroken chain of the one backed up', async () => {
  const report = await backUp(source(), file('a.backup'));
  expect(report.documents).toBeGreaterThan(20);
  expect(statSync(report.path).mode & 0o777).toBe(0o600);
  const empty = temporaryFolder();
  await into(async (db) => {
    const restored = await restore(report.path, { db, dataDir: empty.path, secretKey: null, replace: false });
    expect(restored.documents).toBe(report.documents);
    expect(await hashes(db)).toEqual(await hashes(s.world.db));
    const captures = await Captures(db)
      .find({ tenantId: MAIN_TENANT })
      .sort({ 'chain.seq': 1 })
      .lean<StoredCapture[]>();
    expect(captures.filter(({ recordId }) => recordId === undefined).length).toBe(2);
    let previous = CHAIN_START;
    for (const capture of captures) {
      expect(faultsOf(await withFiles(db, capture))).toEqual([]);
      expect(capture.chain.previous).toBe(previous);
      previous = capture.chain.hash;
    }
    expect((await db.connection.db!.collection('captures').indexes()).length).toBe(5);
    expect(readFileSync(join(empty.path, 'secret.key'), 'utf8')).toBe(KEY);
  });
  empty.remove();
}, 60_000);

test('A backup that is made while others write holds one single moment', async () => {
  const { db } = s.world;
  let wanted = true;
  let rounds = 0;
  const writing = (async () => {
    const [a, b] = ['pair_a', 'pair_b'].map((name) =>
      db.connection.db!.collection<{ _id: string; n: number }>(name),
    );
    while (wanted) {
      rounds += 1;
      await transaction(db, async (session) => {
        for (const one of [a, b])
          await one?.updateOne({ _id: 'x' }, { $set: { n: rounds } }, { session, upsert: true });
      });
    }
  })();
  for (let n = 0; rounds < 20 && n < 1000; n++) await new Promise((done) => setTimeout(done, 5));
  await backUp(source(), file('hot.backup'));
  wanted = false;
  await writing;
  await into(async (restored) => {
    await restore(file('hot.backup'), { db: restored, dataDir: folder.path, secretKey: KEY, replace: false });
    const [a, b] = await Promise.all(
      ['pair_a', 'pair_b'].map((name) => restored.connection.db!.collection(name).findOne({})),
    );
    expect(a?.n).toBeGreaterThan(0);
    expect(a?.n).toBe(b?.n);
  });
}, 60_000);

test('A backup that was cut off or altered, or is none, changes nothing', async () => {
  await backUp(source(), file('b.backup'));
  const bytes = readFileSync(file('b.backup'));
  const middle = Math.floor(bytes.length / 2);
  const altered = Buffer.from(bytes);
  altered.writeUInt8((altered.readUInt8(middle) + 1) % 256, middle);
  writeFileSync(file('cut'), bytes.subarray(0, middle));
  writeFileSync(file('altered'), altered);
  writeFileSync(file('none'), 'hello');
  await into(async (db) => {
    for (const name of ['cut', 'altered', 'none', 'missing']) {
      const target = { db, dataDir: folder.path, secretKey: KEY, replace: false };
      const refusal = await restore(file(name), target).catch((error: unknown) => error);
      expect([name, (refusal as Error).name]).toEqual([name, 'ServiceError']);
      expect(await db.connection.db!.listCollections().toArray()).toEqual([]);
    }
  });
});

test('A store that holds something, another key and a newer backup are refused', async () => {
  await backUp(source(), file('c.backup'));
  await into(async (db) => {
    const target = { db, dataDir: folder.path, secretKey: KEY, replace: false };
    await expect(restore(file('c.backup'), { ...target, secretKey: 'x'.repeat(32) })).rejects.toThrow(
      'SECRET_KEY',
    );
    await restore(file('c.backup'), target);
    await expect(restore(file('c.backup'), target)).rejects.toThrow('--replace');
    await Comments(db).deleteMany({ tenantId: MAIN_TENANT });
    await restore(file('c.backup'), { ...target, replace: true });
    expect(await hashes(db)).toEqual(await hashes(s.world.db));
    await Migrations(db).create({ _id: '99-newer', tenantId: SYSTEM_TENANT, at: new Date() });
    await backUp({ ...source(), db }, file('newer.backup'));
    await expect(restore(file('newer.backup'), { ...target, replace: true })).rejects.toThrow('99-newer');
  });
}, 60_000);

test('From a data folder to a server and back goes by the same two commands', async () => {
  const { path: binary } = await findMongod();
  const disk = dataFolder();
  // Stands for the municipality's own server; the folder's own store listens on another socket.
  const server = await startMongod({ binary, dir: disk.path });
  const [first, last] = [temporaryFolder(), temporaryFolder()];
  const uppsikt = (env: Record<string, string>, ...argv: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const clean = { ...process.env, MONGODB_URL: '', REDIS_URL: '', ...env };
      execFile(
        process.execPath,
        [join(PROJECT_DIR, 'ops', 'cli.ts'), ...argv],
        { env: clean },
        (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  const servers = { MONGODB_URL: server.url, REDIS_URL: 'redis://127.0.0.1:1', SECRET_KEY: KEY };
  await backUp(source(), file('d.backup'));
  const steps: [Record<string, string>, string[]][] = [
    [{ DATA_DIR: first.path }, ['restore', '--from', file('d.backup')]],
    [{ DATA_DIR: first.path }, ['backup', '--out', file('e.backup')]],
    [{ ...servers, DATA_DIR: first.path }, ['restore', '--from', file('e.backup')]],
    [{ ...servers, DATA_DIR: last.path }, ['backup', '--out', file('f.backup')]],
  ];
  for (const [env, argv] of steps) expect(await uppsikt(env, ...argv)).toMatchObject({ code: 0 });
  // The key was in the environment there, so this backup has none.
  const back = ['restore', '--from', file('f.backup')];
  expect(await uppsikt({ DATA_DIR: last.path }, ...back)).toMatchObject({ code: 1 });
  expect(existsSync(join(last.path, 'secret.key'))).toBe(false);
  writeFileSync(join(last.path, 'secret.key'), KEY, { mode: 0o600 });
  expect(await uppsikt({ DATA_DIR: last.path }, ...back)).toMatchObject({ code: 0 });
  const db = await openDb(server.url);
  expect(await hashes(db)).toEqual(await hashes(s.world.db));
  await closeDb(db);
  await server.stop();
  for (const one of [disk, first, last]) one.remove();
}, 120_000);
