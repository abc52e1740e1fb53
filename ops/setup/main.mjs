// What `npm start`, `npm run dev`, `npm test`, `npm run test:faults` and `test:looks` run, on the machine's own Node:
// installs what is missing, then hands over to the Node that came with it. Only node: modules here.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';
import { run } from './run.mjs';
import { findRuntime } from './runtime.mjs';
import { SetupError } from './setup-error.mjs';

const PROJECT = resolve(fileURLToPath(import.meta.url), '..', '..', '..');
const OLDEST_NODE = 20;
const WARM_UP_LIMIT_MS = 10_000;

/** Stripping types costs 30 MB for as long as the process lives; with a warm cache nothing needs it. */
const CACHED = { NODE_COMPILE_CACHE: resolve(PROJECT, 'node_modules', '.cache', 'node') };
/** Who only keeps others up needs no room for the young. */
const SMALL = ['--max-semi-space-size=1', '--v8-pool-size=1'];
const TARGETS = {
  start: { file: 'ops/start.ts', args: [], flags: SMALL, wholeGroup: false, env: CACHED },
  dev: { file: 'ops/start.ts', args: ['--dev'], wholeGroup: false },
  test: { file: 'ops/test/main.ts', args: [], wholeGroup: true },
  'test:fuzz': { file: 'ops/test/main.ts', args: ['--fuzz'], wholeGroup: true },
  'test:looks': { file: 'ops/test/main.ts', args: ['--looks'], wholeGroup: true },
  'test:faults': { file: 'ops/test/main.ts', args: ['--faults'], wholeGroup: true },
};

/** Has another process load the same files first, so that the one which stays finds all of them in the cache. */
function warmUp(node, { file, env }) {
  spawnSync(node, [resolve(PROJECT, file), '--help'], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
    timeout: WARM_UP_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
}

async function main([name, ...extra]) {
  const target = TARGETS[name];
  if (target === undefined) {
    process.stderr.write(`Usage: node ops/setup/main.mjs <${Object.keys(TARGETS).join('|')}>\n`);
    return 2;
  }
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new SetupError(`Install Node ${OLDEST_NODE} or later: this is Node ${process.versions.node}.`);
  }
  await installPackages(PROJECT);
  const node = findRuntime(PROJECT);
  if (target.env === CACHED) warmUp(node, target);
  return run({ ...target, node, project: PROJECT, args: [...target.args, ...extra] });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
}
