import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startMongod } from '../../../ops/services/mongod.ts';
import { identify } from '../../../ops/services/process-identity.ts';
import { mongodBinary, temporaryFolder, until } from './support.ts';

describe('what a parent started', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let parent: ChildProcess;
  let pids: number[];

  beforeEach(async () => {
    folder = temporaryFolder();
    parent = spawn(process.execPath, [join(import.meta.dirname, 'parent.ts'), folder.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout!, 'data');
    pids = JSON.parse(String(line)) as number[];
  }, 60_000);
  afterEach(() => folder.remove());

  const gone = () =>
    until('MongoDB and Redis ended', () => pids.every((pid) => identify(pid) === null), 10_000);

  test('A service ends when its parent is killed -9', async () => {
    expect(pids.every((pid) => identify(pid) !== null)).toBe(true);
    parent.kill('SIGKILL');
    await gone();
  }, 30_000);

  test('A dying mongod is waited for by a successor that starts at once on the same data', async () => {
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const mongod = await startMongod({ binary: await mongodBinary(), dir: folder.path });
    expect(mongod.version).toMatch(/^\d+\./);
    await gone();
    await mongod.stop();
  }, 60_000);

  test('A service survives the Ctrl-C of a terminal, which reaches only its own session', async () => {
    for (const pid of pids) {
      expect(sessionOf(pid)).toBe(pid);
      expect(sessionOf(pid)).not.toBe(sessionOf(process.pid));
    }
    parent.kill('SIGKILL');
    await gone();
  }, 30_000);
});

function sessionOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}
