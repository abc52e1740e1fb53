import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { identify } from '../../../ops/services/process-identity.ts';
import { temporaryFolder, until } from './support.ts';

const SETUP = join(import.meta.dirname, '..', '..', '..', 'ops', 'setup');

/** Stands for ops/start.ts: tells what reaches it and ends by the code it was given. */
const TARGET = `
if (process.argv.includes('--help')) process.exit(0);
const say = (text: string) => process.stdout.write(text + '\\n');
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    say('got ' + signal);
    setTimeout(() => process.exit(7), Number(process.env.LINGER_MS));
  });
}
process.on('disconnect', () => process.exit(8));
setInterval(() => undefined, 1000);
say('up ' + process.pid + ' ' + process.argv.slice(2).join(' '));
`;

describe('the set-up', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let started: ChildProcess[] = [];

  beforeEach(() => {
    folder = temporaryFolder();
    cpSync(SETUP, join(folder.path, 'ops', 'setup'), { recursive: true });
    writeFileSync(join(folder.path, 'ops', 'start.ts'), TARGET);
    writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder.path, 'package-lock.json'), '{"packages":{"":{}}}');
    installed();
  });
  afterEach(() => {
    for (const process of started) process.kill('SIGKILL');
    started = [];
    folder.remove();
  });

  function installed(): void {
    mkdirSync(join(folder.path, 'node_modules', '.bin'), { recursive: true });
    symlinkSync(process.execPath, join(folder.path, 'node_modules', '.bin', 'node'));
    writeFileSync(join(folder.path, 'node_modules', '.package-lock.json'), '{"packages":{}}');
  }

  /** Runs the set-up (under `wrapper`, which stands for npm) until its target is up. */
  async function start(env: Record<string, string> = {}, wrapper: string[] = []) {
    const command = [...wrapper, process.execPath, 'ops/setup/main.mjs', 'start', 'extra'];
    const child = spawn(command[0]!, command.slice(1), {
      cwd: folder.path,
      env: { ...process.env, LINGER_MS: '0', npm_lifecycle_event: '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    let output = '';
    child.stdout.on('data', (text) => {
      output += String(text);
    });
    const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    await until('the target is up', () => output.includes('up '));
    return { child, exit, output: () => output, target: Number(/up (\d+)/.exec(output)?.[1]) };
  }

  test('The set-up hands over arguments and signals, a double one once, and the exit code', async () => {
    const { child, exit, output } = await start({ LINGER_MS: '300' });
    expect(output()).toContain(' extra\n');
    child.kill('SIGINT');
    await until('the first arrives', () => output().includes('got SIGINT'));
    child.kill('SIGINT');
    expect(await exit).toBe(7);
    expect(output().match(/got SIGINT/g)).toHaveLength(1);
  }, 20_000);

  test('The set-up hands over a later second signal too, and ends what ignores both', async () => {
    const { child, exit, output, target } = await start({ LINGER_MS: '60000' });
    const got = () => output().match(/got SIGTERM/g)?.length;
    /** Insists until it shows, and no longer: of what comes within a second of the last only one is heard. */
    const insist = (what: string, shows: () => boolean) =>
      until(what, () => shows() || !child.kill('SIGTERM'));
    await insist('the second signal', () => got() === 2);
    await insist('the target ended', () => identify(target) === null);
    expect(await exit).toBe(128 + 9);
    expect(got()).toBe(2);
  }, 20_000);

  test('The target is out of reach of Ctrl-C: it has a session of its own', async () => {
    const { child, target, exit } = await start();
    const stat = readFileSync(`/proc/${target}/stat`, 'utf8');
    expect(Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3])).toBe(target);
    child.kill('SIGTERM');
    await exit;
  }, 20_000);

  test('The set-up stops its target when npm is killed -9', async () => {
    const npm = ['sh', '-c', '"$@"; exit', 'npm'];
    const { child, output, target } = await start({ npm_lifecycle_event: 'start' }, npm);
    child.kill('SIGKILL');
    await until('the target ended', () => identify(target) === null, 5000);
    // What it wrote last may still be on its way.
    await until('its words arrive', () => output().includes('got SIGTERM'), 5000);
    expect(output()).toContain('got SIGTERM');
  }, 20_000);

  test('The target notices when the set-up itself is killed -9', async () => {
    const { child, target } = await start();
    child.kill('SIGKILL');
    await until('the target ended', () => identify(target) === null, 5000);
  }, 20_000);

  test('The set-up runs npm ci when packages are missing, and tells what npm said when that fails', () => {
    writeFileSync(join(folder.path, 'package-lock.json'), '{"packages":{"":{},"node_modules/a":{}}}');
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npm'), '#!/bin/sh\necho "npm error code EUSAGE" >&2\necho "$@" >&2\nexit 1\n');
    chmodSync(join(bin, 'npm'), 0o755);
    const result = spawnSync(process.execPath, ['ops/setup/main.mjs', 'start'], {
      cwd: folder.path,
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, npm_execpath: '' },
      encoding: 'utf8',
    });
    expect(result.status).toBe(3);
    expect(result.stderr).toContain('npm ci failed:\nnpm error code EUSAGE\nci --include=dev');
  }, 20_000);

  test('The set-up refuses a target that it does not know', () => {
    const result = spawnSync(process.execPath, ['ops/setup/main.mjs', 'fly'], { cwd: folder.path });
    expect(result.status).toBe(2);
  }, 20_000);
});
