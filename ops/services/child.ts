import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { withDeathSignal } from './death-signal.ts';
import { ServiceError } from './errors.ts';
import { openStoreLog } from './log-file.ts';
import { endOrphan, forgetChild, rememberChild } from './ownership.ts';
import type { LogKeeping } from './turned-log.ts';

const KILL_AFTER_MS = 8000;

/** A store's process. */
export interface Child {
  readonly pid: number;
  /** Resolves when it has ended, however it ended. */
  readonly exited: Promise<void>;
  hasExited(): boolean;
  /** What it wrote to its log since it was started. */
  said(): string;
  /** SIGTERM, then SIGKILL after 8 s; resolves when it has ended and its log is complete. */
  stop(): Promise<void>;
}

interface ChildOptions {
  name: string;
  binary: string;
  args: readonly string[];
  dir: string;
  /** A sed program that every line of the log goes through. */
  logFilter?: string;
  logKeeping?: LogKeeping | undefined;
}

/**
 * Starts a store's program for the data in `dir`, with `<dir>/<name>.log` as its output. It gets a session
 * of its own, so that Ctrl-C in the terminal does not reach it, and SIGTERM when this process dies. A
 * process that a killed predecessor left on the same data is ended first.
 */
export async function startChild({
  name,
  binary,
  args,
  dir,
  logFilter,
  logKeeping,
}: ChildOptions): Promise<Child> {
  await endOrphan(name, dir);
  const log = openStoreLog(join(dir, `${name}.log`), { filter: logFilter, keeping: logKeeping });
  const [command = binary, ...rest] = withDeathSignal([binary, ...args]);
  const child = spawn(command, rest, {
    cwd: dir,
    detached: true,
    stdio: ['ignore', log.output, log.output],
  });
  log.handedOver();
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      ended = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  // One that ends unasked leaves no timer behind.
  void exited.then(log.complete);
  const pid = child.pid;
  if (pid === undefined) throw new ServiceError(`${binary} could not be started.`);
  // A store alone does not keep its starter alive: a command ends when its work is done.
  child.unref();
  rememberChild(dir, pid);
  return {
    pid,
    exited,
    hasExited: () => ended,
    said: log.said,
    stop: async () => {
      child.ref();
      if (!ended) child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
      await exited;
      await log.complete();
      clearTimeout(kill);
      forgetChild(dir);
    },
  };
}
