/** Our own processes, each in a session of its own so that Ctrl-C reaches only the parent, which stops them in order. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PORT_TAKEN } from '../../core/kernel/start-errors.ts';
import { ServiceError } from '../services/errors.ts';
import { openRotatingLog, type RotatingLog } from './rotating-log.ts';

/** Somebody else was quicker: another start would choose another port. */
export class PortTaken extends ServiceError {}

const READY_MS = 60_000;
const STOP_MS = 8500;
const RESTART_MS = 300;
const LAST_WORDS_MS = 1000;

export interface ProcessOptions {
  readonly name: 'server' | 'worker' | 'demo-page';
  /** The process's `main.ts`. */
  readonly file: string;
  /** Other users of the machine can read them. */
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logDir: string;
  note(text: string): void;
  /** So long without a word from it, it is not waited for any more. */
  readonly readyMs?: number;
  /** With what it told when it was up, each time that it has been started again. */
  onAgain?(again: StartedProcess): unknown;
}

/** One life of a process. */
export interface StartedProcess {
  /** What it told when it was up. */
  readonly facts: Readonly<Record<string, unknown>>;
  send(message: string): void;
}

export interface RunningProcess {
  pid(): number | undefined;
  now(): StartedProcess;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Started extends StartedProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
}

/** What it tells when it is up. One that says that it is at work, on a store of an older version, is waited for. */
function readyOrLate(child: ChildProcess, readyMs: number): Promise<Started['facts'] | 'late'> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve('late'), readyMs).unref();
    const hear = (facts: Started['facts']): void => {
      if (facts.atWork === true) return void late.refresh();
      clearTimeout(late);
      child.off('message', hear);
      resolve(facts);
    };
    child.on('message', hear);
  });
}

async function launch(
  { name, file, args = [], env, logDir, readyMs = READY_MS }: ProcessOptions,
  log: RotatingLog,
): Promise<Started> {
  // The IPC channel ends with the parent, also when that is killed -9; core/kernel/process-lifecycle.ts stops then.
  const child = fork(file, args, {
    env,
    // Half the default room for the young: 100 MB less under load for some 5 % more CPU. Ours is smaller still.
    execArgv: ['--max-semi-space-size=8'],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const output of [child.stdout, child.stderr]) if (output !== null) log.take(output);
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const said = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const first = await Promise.race([readyOrLate(child, readyMs), exited]);
  if (typeof first === 'object' && first !== null)
    return { child, exited, facts: first, send: (message) => void child.send(message, () => undefined) };
  child.kill('SIGKILL');
  // Its last words are under way; something that it started may hold on to the pipe.
  await Promise.race([said, delay(LAST_WORDS_MS, undefined, { ref: false })]);
  if (first === PORT_TAKEN) throw new PortTaken(`The ${name} found its port taken.`);
  throw new ServiceError(`The ${name} did not start. Its log is ${join(logDir, `${name}.log`)}.`);
}

/** Starts the process and keeps it up: one that ends by itself is started again. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  let stopping = false;
  const log = openRotatingLog(join(options.logDir, `${options.name}.log`));
  let current = await launch(options, log).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });

  async function watch(): Promise<void> {
    while (!stopping) {
      await current.exited;
      if (stopping) return;
      options.note(`The ${options.name} ended unexpectedly and is started again.`);
      await relaunch();
    }
  }

  async function relaunch(): Promise<void> {
    for (let wait = RESTART_MS; !stopping; wait = Math.min(wait * 2, 5000)) {
      await delay(wait);
      try {
        current = await launch(options, log);
        await options.onAgain?.(current);
        return;
      } catch (error) {
        options.note((error as Error).message);
      }
    }
  }

  async function end(): Promise<void> {
    const { child, exited } = current;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const ended = await Promise.race([exited.then(() => true), delay(STOP_MS, false, { ref: false })]);
    if (ended) return;
    child.kill('SIGKILL');
    await exited;
  }

  void watch();
  return {
    pid: () => current.child.pid,
    now: () => current,
    restart: end,
    async stop() {
      stopping = true;
      await end();
      await log.close();
    },
  };
}
