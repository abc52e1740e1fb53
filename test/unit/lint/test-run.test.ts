import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { findChromium } from '../../../ops/test/chromium.ts';
import { openTestRun, RUN_MARK } from '../../../ops/test/environment.ts';
import { endOrphans } from '../../../ops/test/orphans.ts';

const restore = { ...process.env };
afterEach(() => {
  process.env = { ...restore };
});

describe('a run of the tests', () => {
  test('A run keeps servers named from outside away, and programs not', () => {
    process.env.MONGODB_URL = 'mongodb://production.example.se/uppsikt';
    process.env.META_APP_SECRET = 'secret';
    process.env.MONGOD_BINARY = '/opt/mongod';
    const run = openTestRun();
    expect(run.env.MONGODB_URL).toBeUndefined();
    expect(run.env.META_APP_SECRET).toBeUndefined();
    expect(run.env.MONGOD_BINARY).toBe('/opt/mongod');
    expect(run.env.DATA_DIR?.startsWith(run.dir)).toBe(true);
    run.remove();
    expect(existsSync(run.dir)).toBe(false);
  });

  test('A run ends what it left behind, and nothing else', async () => {
    const start = (id: string) =>
      spawn('sleep', ['60'], { detached: true, stdio: 'ignore', env: { ...process.env, [RUN_MARK]: id } });
    const mine = start('run-a');
    const other = start('run-b');
    const ended = once(mine, 'exit');
    expect(await endOrphans('run-a')).toBe(1);
    await ended;
    expect(other.exitCode ?? other.signalCode).toBeNull();
    expect(await endOrphans('run-b')).toBe(1);
  });
});

test('The search for a Chromium says what to install where there is none', async () => {
  expect(await findChromium({ PATH: '/nowhere' }, async () => null)).toEqual({
    why: expect.stringMatching(/install/u),
  });
  expect(await findChromium({ CHROMIUM_BINARY: '/nowhere/chromium' })).toEqual({
    why: expect.stringContaining('/nowhere/chromium'),
  });
});
