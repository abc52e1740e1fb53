import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './cache.ts';
import { type CommandResult, runCommand } from './run-command.ts';

/** pip goes by several names, and some systems have it only as a module of Python. */
const PIPS = [['pip3'], ['pip'], ['python3', '-m', 'pip']] as const;

/** A Linux x86-64 wheel can be had whatever Python asks; pip by itself looks only for its own version's. */
const ANY_PYTHON = [
  '--python-version',
  '3.12',
  '--implementation',
  'cp',
  '--platform',
  'manylinux2014_x86_64',
];

const LIMIT_MS = 5 * 60 * 1000;

/**
 * Downloads the wheel of `requirement` into `dir` and returns its path. Nothing is installed or run, and pip
 * keeps no cache of its own. Throws with pip's last line.
 */
export async function downloadWheel(requirement: string, dir: string, env: Environment): Promise<string> {
  const base = ['download', '--no-deps', '--only-binary', ':all:', '--no-cache-dir', '--retries', '2'];
  const common = [...base, '--disable-pip-version-check', '-q', '-d', dir];
  for (const [command, ...prefix] of PIPS) {
    const run = (extra: readonly string[]) =>
      runCommand(command, [...prefix, ...common, ...extra, requirement], { env, timeoutMs: LIMIT_MS });
    let result = await run([]);
    if (isUnusable(result)) continue;
    if (result.code !== 0 && /No matching distribution/i.test(result.stderr)) result = await run(ANY_PYTHON);
    const wheel = (await readdir(dir)).find((name) => name.endsWith('.whl'));
    if (result.code === 0 && wheel) return join(dir, wheel);
    throw new Error(`pip could not fetch ${requirement}: ${lastLine(result.stderr)}`);
  }
  throw new Error("Python's pip was not found");
}

function isUnusable(result: CommandResult): boolean {
  return result.missing || result.code === 127 || /No module named pip/.test(result.stderr);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 200) || 'it said nothing';
}
