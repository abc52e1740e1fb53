/** A server or worker that cannot start says why in one JSON line and ends with the exit code of its kind. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';

const MAIN = { server: 'server/main.ts', worker: 'workers/main.ts' } as const;
const STORES = {
  MONGODB_URL: 'mongodb://127.0.0.1:1/uppsikt?serverSelectionTimeoutMS=300',
  REDIS_URL: 'redis://127.0.0.1:1',
  SECRET_KEY: 'a key for this test and for nothing else',
};

async function start(name: keyof typeof MAIN, env: Record<string, string>) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const ended = promisify(execFile)(process.execPath, [join(PROJECT_DIR, MAIN[name])], {
    env: { PATH, NODE_COMPILE_CACHE, ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  const { code: status, stdout, stderr } = await ended;
  const lines = `${stdout}${stderr}`.trim().split('\n');
  return {
    status,
    lines,
    said: JSON.parse(lines[0] ?? '') as { level: number; failure: { stack?: string } },
  };
}

test.each([
  ['server', { ...STORES, PUBLIC_URL: 'ftp://x' }, 'PUBLIC_URL'],
  ['server', {}, 'MONGODB_URL'],
  ['worker', { ...STORES, SECOND_OPINION: 'endpoint' }, 'SECOND_OPINION_URL'],
  [
    'worker',
    { ...STORES, SECOND_OPINION: 'model', SECOND_OPINION_FOLDER: '/hemligt' },
    'SECOND_OPINION_FOLDER',
  ],
  ['worker', { ...STORES, SMTP_URL: 'smtp://mail.example' }, 'PUBLIC_URL'],
  ['worker', { ...STORES, REDIS_URL: 'redis://:hemligt/x@h' }, 'REDIS_URL'],
] as const)('A %s with wrong settings names them in one line and exits 2', async (name, env, setting) => {
  const { status, lines, said } = await start(name, env);
  expect({ status, count: lines.length }).toEqual({ status: 2, count: 1 });
  expect(said.level).toBe(60);
  expect(lines[0]).toContain(setting);
  expect(lines[0]).not.toContain('hemligt');
});

test.each([
  'server',
  'worker',
] as const)('A %s without its store shows the stack only at debug', async (name) => {
  const debugging = start(name, { ...STORES, LOG_LEVEL: 'debug' });
  const brief = await start(name, STORES);
  expect({ status: brief.status, count: brief.lines.length }).toEqual({ status: 1, count: 1 });
  expect(brief.said.level).toBe(60);
  expect(brief.said.failure.stack).toBeUndefined();
  const { lines } = await debugging;
  const fatal = JSON.parse(lines.at(-1) ?? '') as typeof brief.said;
  expect(fatal.failure.stack).toContain('at ');
}, 60_000);
