import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PROJECT_DIR } from '../services/cache.ts';
import type { TestRun } from './environment.ts';
import type { Suite } from './suites.ts';

/** How the tests of a suite ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface JestRun {
  readonly run: TestRun;
  /** Added to the environment of the run. */
  readonly env?: NodeJS.ProcessEnv;
  /** What the person typed: patterns and options of jest's. */
  readonly extra?: readonly string[];
  readonly say: (line: string) => void;
}

const FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
/** How long jest may linger once its results are written: an open handle must not hold up the run. */
const LINGER_MS = 10_000;
const POLL_MS = 250;
const KILL_AFTER_MS = 3000;

/** Runs a suite with jest, its output passed through. A suite that breaks or takes too long counts as failed. */
export async function runJest(suite: Suite, { run, env, extra = [], say }: JestRun): Promise<Counts> {
  const results = join(run.dir, `${suite.projects.join('-')}.json`);
  const jest = join(PROJECT_DIR, 'node_modules/jest/bin/jest.js');
  const workers = suite.workers === 1 ? '--runInBand' : `--maxWorkers=${suite.workers}`;
  const only = suite.only === undefined ? [] : [`--testNamePattern=${suite.only}`];
  const paths = suite.paths === undefined ? [] : [suite.paths];
  const options = ['--passWithNoTests', workers, '--json', `--outputFile=${results}`, ...only];
  const args = [...FLAGS, jest, ...options, ...paths, ...extra, '--selectProjects', ...suite.projects];
  const child = spawn(process.execPath, args, {
    cwd: PROJECT_DIR,
    env: { ...run.env, ...env, ...suite.env },
    // Jest reports on stderr, and says on stdout only where it put the results.
    stdio: ['ignore', 'ignore', 1],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  const watching = new AbortController();
  void overdue(suite, results, watching.signal).then(
    (why) => {
      say(why);
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
    },
    () => undefined,
  );
  const code = await ended;
  watching.abort();
  const counts = readCounts(results, suite);
  if (counts === null) return { passed: 0, failed: 1, skipped: 0 };
  // A run that ended badly though its tests passed: something outside them broke.
  const brokeOutside = counts.failed === 0 && code !== null && code !== 0;
  return brokeOutside ? { ...counts, failed: 1 } : counts;
}

/** Resolves when jest should be ended, with what to say about it; never once `signal` is aborted. */
async function overdue(suite: Suite, results: string, signal: AbortSignal): Promise<string> {
  const deadline = performance.now() + suite.limitMs;
  while (performance.now() < deadline) {
    await delay(POLL_MS, undefined, { signal });
    if (!existsSync(results)) continue;
    await delay(LINGER_MS, undefined, { signal });
    return `${suite.name}: ended; a test left something open (run it with --detectOpenHandles)`;
  }
  return `${suite.name}: ended after ${suite.limitMs / 60_000} minutes, its limit`;
}

function readCounts(path: string, { only }: Suite): Counts | null {
  if (!existsSync(path)) return null;
  const results = JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>;
  const count = (name: string): number => results[name] ?? 0;
  return {
    passed: count('numPassedTests'),
    failed: count('numFailedTests') + count('numRuntimeErrorTestSuites'),
    skipped: only === undefined ? count('numPendingTests') + count('numTodoTests') : 0,
  };
}
