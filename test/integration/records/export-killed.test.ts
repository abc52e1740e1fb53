/** `kill -9` in the middle of a bulk export: called again, every capture lies there once, whole. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Captures } from '../../../core/evidence/captures.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { apiClient } from '../../support/client.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { openWorld, type World } from '../../support/world.ts';

const COUNT = 6;
const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-killed-'));
const out = path.join(folder, 'out');
const journal = path.join(out, 'uppsikt-export.jsonl');
let stores: TestStores;
let world: World;
let argv: string[] = [];
let env: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  stores = await testMongo();
  world = await openWorld({ mongoUrl: stores.mongoUrl });
  const account = await addTestAccount(world.db, { apiBase: world.sim.apiBase }, world.clock.now());
  const api = await apiClient(world.db, world.url, { now: world.clock.now() });
  for (let number = 1; number <= COUNT; number += 1) {
    const { id } = await world.sim.comment({ text: `Du är en idiot, nummer ${number}.` });
    await world.runQueue();
    const itemId = (await api.items(`?externalId=${id}`)).items[0]?.id ?? '';
    await api.act(itemId, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    await world.settle();
  }
  const day = world.clock.now().toISOString().slice(0, 10);
  argv = [
    'export',
    '--account',
    account._id,
    '--from',
    day,
    '--to',
    day,
    '--format',
    'evidence',
    '--out',
    out,
  ];
  argv = [path.join(PROJECT_DIR, 'ops', 'cli.ts'), ...argv];
  env = { ...process.env, MONGODB_URL: stores.mongoUrl, REDIS_URL: 'redis://127.0.0.1:1' };
}, 120_000);
afterAll(async () => {
  await world.serverDeps.documents.stop();
  await world.db.connection.db?.dropDatabase();
  await world.close();
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (): string[] =>
  existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').filter(Boolean) : [];
const zips = (): string[] =>
  existsSync(out) ? readdirSync(out).filter((name) => name.endsWith('.zip')) : [];

/** Ends it with no chance to tidy up, as soon as what is waited for is there. */
async function killedOnce(isTime: () => boolean): Promise<void> {
  const running = spawn(process.execPath, argv, { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => running.once('exit', resolve));
  await Promise.race([until('the export to have come so far', isTime).catch(() => undefined), ended]);
  running.kill('SIGKILL');
  await ended;
}

test('Killed while it writes, and again, it goes on without a lost or a doubled package', async () => {
  await killedOnce(() => lines().length >= 1);
  expect(lines().length).toBeGreaterThanOrEqual(1);
  // A file that lies there before its line is written, or a draft of one.
  const before = zips().length;
  await killedOnce(() => zips().length > before || zips().length === COUNT);
  const written = new Map(
    zips().map((name) => [name, readFileSync(path.join(out, name)).toString('base64')] as const),
  );
  const { stdout, stderr } = await promisify(execFile)(process.execPath, argv, { env });
  expect(`${stdout}${stderr}`).toContain(String(COUNT));
  const records = await Captures(world.db)
    .find({ tenantId: MAIN_TENANT, recordId: { $exists: false } })
    .lean();
  expect(records).toHaveLength(COUNT);
  expect(zips().sort()).toEqual(records.map(({ _id }) => `uppsikt-evidence-${_id}.zip`).sort());
  const named = lines().map((line) => (JSON.parse(line) as { file: string }).file);
  expect(named.sort()).toEqual(zips().sort());
  for (const [name, bytes] of written)
    expect([name, readFileSync(path.join(out, name)).toString('base64') === bytes]).toEqual([name, true]);
  const cli = path.join(PROJECT_DIR, 'ops', 'cli.ts');
  for (const name of zips())
    await promisify(execFile)(process.execPath, [cli, 'verify-evidence', path.join(out, name)], { env });
}, 180_000);
