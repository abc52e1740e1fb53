import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { acquireFolder, readHolder, readRunning } from '../../../ops/services/folder-lock.ts';
import { identify, isAlive } from '../../../ops/services/process-identity.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();

/** Leaves the `run.json` of a process that was killed. */
function leaveStale(holder: { pid: number; started: string | null }): void {
  const content = {
    kind: 'app',
    holder,
    mongoUrl: 'mongodb://old',
    redisUrl: null,
    appUrl: null,
    port: null,
  };
  writeFileSync(join(folder(), 'run.json'), JSON.stringify(content));
}

describe('the lock of a data folder', () => {
  test('A second process is refused the lock with a sentence that names the holder', () => {
    const lock = acquireFolder(folder());
    lock.announce({ appUrl: 'http://127.0.0.1:4800' });
    expect(() => acquireFolder(folder())).toThrow(
      `is in use by process ${process.pid} at http://127.0.0.1:4800; stop it, or set DATA_DIR`,
    );
    lock.release();
    acquireFolder(folder()).release();
  });

  test('The lock tells others what its holder announced, and nothing after its release', () => {
    expect(readRunning(folder())).toBeNull();
    const lock = acquireFolder(folder());
    expect(readRunning(folder())).toMatchObject({ pid: process.pid, mongoUrl: null });
    lock.announce({ mongoUrl: 'mongodb://here', port: 4800 });
    expect(readRunning(folder())).toMatchObject({ mongoUrl: 'mongodb://here', port: 4800, appUrl: null });
    lock.release();
    expect(readRunning(folder())).toBeNull();
  });

  test('The lock of a command is not that of a running installation', () => {
    const lock = acquireFolder(folder(), 'command');
    expect(readRunning(folder())).toBeNull();
    expect(readHolder(folder())).toMatchObject({ kind: 'command', pid: process.pid });
    lock.release();
  });

  test.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, started: 'x:1' }],
    ['another process with the same pid', { pid: process.pid, started: 'x:1' }],
  ])('A lock left by %s is taken over', (_what, holder) => {
    leaveStale(holder);
    expect(readRunning(folder())).toBeNull();
    const lock = acquireFolder(folder());
    expect(readRunning(folder())).toMatchObject({ pid: process.pid, mongoUrl: null });
    lock.release();
  });

  test('A stale lock is won by exactly one of many that find it, and freed by kill -9', async () => {
    leaveStale({ pid: 2 ** 22 + 1, started: 'x:1' });
    const racers = Array.from({ length: 6 }, () =>
      spawn(process.execPath, [join(import.meta.dirname, 'lock-racer.ts'), folder()], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const answers = await Promise.all(
      racers.map((racer) => new Promise<string>((done) => racer.stdout.once('data', (d) => done(String(d))))),
    );
    await Promise.all(
      racers.map((racer) => {
        const gone = new Promise((done) => racer.once('exit', done));
        racer.kill('SIGKILL');
        return gone;
      }),
    );
    expect(answers.sort()).toEqual(['lost', 'lost', 'lost', 'lost', 'lost', 'won']);
    acquireFolder(folder()).release();
  }, 30_000);
});

test('A process is told apart from a later one with its pid', () => {
  const self = identify(process.pid);
  expect(self && isAlive(self)).toBe(true);
  expect(isAlive({ pid: process.pid, started: 'another boot:1' })).toBe(false);
  expect(identify(2 ** 22 + 1)).toBeNull();
});
