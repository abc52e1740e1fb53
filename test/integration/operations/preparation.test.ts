/** What a start does in a process of its own, and how its failures reach the person at the terminal. */
import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from '@jest/globals';
import { becomePrimaryBy, createPreparation } from '../../../ops/run/preparation-process.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';
import { temporaryFolder } from '../services/support.ts';

const { prepare, end } = createPreparation(process.env);
afterAll(end);

test('Wrong settings are named with exit code 2, and the next step runs all the same', async () => {
  const wrong = prepare('readSettings', { PORT: 'hemligt', HOST: '::1' });
  await expect(wrong).rejects.toMatchObject({ message: expect.stringContaining('PORT'), exitCode: 2 });
  await expect(wrong).rejects.not.toThrow('hemligt');
  expect(await prepare('readSettings', { PORT: '4810' })).toMatchObject({ PORT: 4810, DEMO: 'on' });
}, 60_000);

test('A mongod that ended is not waited for', async () => {
  const begun = Date.now();
  const mongod = {
    url: 'mongodb://127.0.0.1:1/?directConnection=true',
    socket: '/no/such/socket',
    limitMs: 60_000,
    hasExited: () => true,
  };
  await expect(becomePrimaryBy(prepare)(mongod)).rejects.toThrow();
  expect(Date.now() - begun).toBeLessThan(4000);
}, 60_000);

test.each([
  [{ PORT: 'x' }, 2, 'PORT'],
  [{ MONGOD_BINARY: '/no/such/mongod' }, 3, 'MONGOD_BINARY'],
  [{ HOST: '203.0.113.9' }, 2, 'HOST'],
] as const)(
  'A start with %j ends with exit code %i and one sentence',
  (settings, code, words) => {
    const folder = temporaryFolder();
    const { status, stderr } = spawnSync(process.execPath, ['ops/start.ts'], {
      cwd: PROJECT_DIR,
      env: { ...process.env, DATA_DIR: folder.path, DEMO: 'off', ...settings },
      encoding: 'utf8',
    });
    folder.remove();
    expect({ status, stderr }).toEqual({ status: code, stderr: expect.stringContaining(words) });
    expect(stderr).not.toMatch(/^\s+at /mu);
  },
  60_000,
);
