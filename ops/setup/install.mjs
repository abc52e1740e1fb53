import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { basename, join } from 'node:path';
import { withLock } from './file-lock.mjs';
import { isInstalled, writeStamp } from './installed.mjs';
import { withProgress } from './progress.mjs';
import { SetupError } from './setup-error.mjs';

const SHOWN_LINES = 6;

/**
 * Runs `npm ci` unless node_modules fits already. Of several processes in one checkout, one installs and
 * the others wait for it.
 * @param {string} project
 */
export async function installPackages(project) {
  if (isInstalled(project)) return;
  await withProgress('Installing packages', () =>
    withLock(join(project, '.cache', 'install.lock'), async (alsoHeldBy) => {
      if (isInstalled(project)) return;
      await npmCi(project, alsoHeldBy);
      writeStamp(project);
    }),
  );
}

/** npm as it was called, with the machine's own Node: the one in node_modules is about to be replaced. */
function npmCommand() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli && basename(cli).startsWith('npm-cli') ? [node ?? process.execPath, cli] : ['npm'];
}

function npmCi(project, alsoHeldBy) {
  const [command, ...prefix] = npmCommand();
  // Tools for building are development packages, so a NODE_ENV of production must not leave them out.
  const args = [...prefix, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  return new Promise((resolve, reject) => {
    const npm = spawn(command, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    if (npm.pid) alsoHeldBy(npm.pid);
    let output = '';
    const collect = (text) => {
      output = (output + text).slice(-20_000);
    };
    npm.stdout.setEncoding('utf8').on('data', collect);
    npm.stderr.setEncoding('utf8').on('data', collect);
    const stop = (signal) => {
      npm.kill(signal);
      process.exit(128 + constants.signals[signal]);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    npm.once('error', () => reject(new SetupError('npm was not found: install npm 10 or later.')));
    npm.once('close', (code) => {
      for (const signal of signals) process.off(signal, stop);
      if (code === 0) resolve();
      else reject(new SetupError(`npm ci failed:\n${lastLines(output)}`));
    });
  });
}

function lastLines(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/npm warn/i.test(line));
  return lines.slice(-SHOWN_LINES).join('\n') || '(npm said nothing)';
}
