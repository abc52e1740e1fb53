/** Options that only the store can prove wrong. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closeDb, type Db, openDb } from '../../../core/kernel/db.ts';
import { SYSTEM_TENANT } from '../../../core/kernel/ids.ts';
import { Migrations } from '../../../core/kernel/migrations.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';
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

/** Commands never speak to Redis. */
const uppsikt = (...argv: string[]) =>
  promisify(execFile)(process.execPath, [join(PROJECT_DIR, 'ops', 'cli.ts'), ...argv], {
    env: { ...process.env, MONGODB_URL: stores.mongoUrl, REDIS_URL: 'redis://127.0.0.1:1' },
  }).catch((error: unknown) => error);

test('A token for an account that is not here is refused with exit 2', async () => {
  const refusal = await uppsikt('token', '--role', 'administrator', '--accounts', 'nope');
  expect(refusal).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--accounts') });
}, 60_000);

test('Somebody who was removed is told of, and gets no link that signs nobody in', async () => {
  const moa = ['--email', 'moa.ek@exempel.se'];
  await uppsikt('person', 'add', ...moa, '--role', 'auditor');
  await uppsikt('person', 'remove', ...moa);
  for (const role of [[], ['--role', 'auditor']])
    expect(await uppsikt('sign-in', '--as', 'moa.ek@exempel.se', ...role)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('person add'),
    });
}, 60_000);

test.each([
  ['help', 'account'],
  ['account', '--help'],
])('The words %s %s print how accounts are added, with exit 0', async (...argv) => {
  const answer = await uppsikt(...argv);
  expect(answer).toMatchObject({ stdout: expect.stringContaining('account add --platform'), stderr: '' });
  expect(answer).not.toHaveProperty('code');
}, 60_000);

test('Help about a command that is not there is wrong usage, exit 2', async () => {
  expect(await uppsikt('help', 'nonsense')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nonsense'),
  });
}, 60_000);

test.each([
  'constructor',
  'toString',
  '__proto__',
])('The word %s, which every object has, is no command', async (word) => {
  expect(await uppsikt(word)).toMatchObject({ code: 2, stderr: expect.stringContaining('no command') });
}, 60_000);

const ADD = ['account', 'add', '--platform', 'facebook', '--external-id', '1', '--country', 'SE', '--admins'];
const NAMED = [...ADD, 'a@x.example,b@x.example', '--unit', 'u@x.example'];
const EMAIL = `${'u'.repeat(260)}@x.example`;
test.each([
  ['--role', ['token', '--role', 'auditor', '--role', 'registrar']],
  ['--name', ['token', '--role', 'auditor', '--name', 'n'.repeat(201)]],
  ['--name', [...NAMED, '--board', 'Kultur', '--name', 'n'.repeat(201)]],
  ['--board', [...NAMED, '--name', 'Ort', '--board', '\u200B']],
  ['unit', [...ADD, 'a@x.example,b@x.example', '--name', 'Ort', '--board', 'Kultur', '--unit', EMAIL]],
])(
  'An option that cannot be meant ends the command by its name, %s, exit 2',
  async (name, argv) => {
    expect(await uppsikt(...argv)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(name),
    });
  },
  60_000,
);

test.each([
  '/',
  '/dev/null',
  '/nowhere/backup',
])('A backup that is no file, %s, is wrong usage, exit 2', async (path) => {
  const refusal = await uppsikt('restore', '--from', path);
  expect(refusal).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^--from/u) });
}, 60_000);

test('Without packages a command says so in one sentence, exit 3', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uppsikt-bare-'));
  mkdirSync(join(folder, 'ops'));
  copyFileSync(join(PROJECT_DIR, 'ops', 'uppsikt.mjs'), join(folder, 'ops', 'uppsikt.mjs'));
  const refusal = await promisify(execFile)(process.execPath, [
    join(folder, 'ops', 'uppsikt.mjs'),
    'help',
  ]).catch((error: unknown) => error);
  rmSync(folder, { recursive: true });
  expect(refusal).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/^Packages.*\n$/u) });
});

test('A command of an older version refuses a newer store with exit 1', async () => {
  await Migrations(db).create({ _id: '99-newer', tenantId: SYSTEM_TENANT, at: new Date() });
  const refusal = await uppsikt('token', '--role', 'administrator');
  expect(refusal).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('99-newer') });
}, 60_000);
