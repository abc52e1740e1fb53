import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/** npm delivers Ctrl-C a second time, so a signal this soon after another is the same one. */
const SAME_SIGNAL_MS = 1000;
const PARENT_POLL_MS = 1000;
/** How long the child may take to end after its starter is gone. */
const ORPHAN_LIMIT_MS = 12_000;

/**
 * Runs `node file args` to its end and returns the exit code. The child has a session of its own, so that
 * the terminal's Ctrl-C reaches it once, through here; it sees an IPC 'disconnect' should this process be
 * killed. `wholeGroup`: signals go to what the child started too, which has no order of its own to end in.
 * @param {{ node: string, project: string, file: string, args: string[], flags?: string[], wholeGroup: boolean, env?: Record<string, string> }} what
 * @returns {Promise<number>}
 */
export function run({ node, project, file, args, flags = [], wholeGroup, env = {} }) {
  const path = [join(project, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, [...flags, join(project, file), ...args], {
    cwd: project,
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env, PATH: path },
  });
  const send = (signal) => {
    try {
      process.kill(wholeGroup ? -child.pid : child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  forwardSignals(send);
  const stopWatching = watchParent(() => {
    send('SIGTERM');
    setTimeout(() => send('SIGKILL'), ORPHAN_LIMIT_MS).unref();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopWatching();
      if (wholeGroup) send('SIGTERM');
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** The first signal asks to stop, one after a second or more insists, a third one ends it. */
function forwardSignals(send) {
  let last = 0;
  let count = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const now = Date.now();
      if (now - last < SAME_SIGNAL_MS) return;
      last = now;
      count += 1;
      send(count < 3 ? signal : 'SIGKILL');
    });
  }
}

/** Under npm, npm is the parent: when it is killed -9 this process gets another one. */
function watchParent(gone) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, PARENT_POLL_MS);
  return () => clearInterval(timer);
}
