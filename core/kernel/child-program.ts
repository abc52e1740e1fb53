/**
 * A program of ours in a process of its own: started with the first request, one request at a time, ended when none has
 * come for a while, killed when one takes too long, and started again for the next one after a crash. Its own side of
 * the channel is `serve-parent.ts`.
 */
import { type ChildProcess, fork } from 'node:child_process';

/** `failed`: the process ended over the request, or the caller has been stopped. `busy`: too many wait already. */
export type ChildCause = 'timeout' | 'failed' | 'busy';
export type ChildOutcome<Response> =
  | { readonly ok: true; readonly response: Response }
  | { readonly ok: false; readonly cause: ChildCause };

export interface ChildProgram<Request, Response> {
  ask(request: Request): Promise<ChildOutcome<Response>>;
  /** Of the running process, for measuring; undefined when none runs. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface ChildProgramOptions {
  readonly file: string;
  readonly heapMb: number;
  /** What its V8 is told besides. */
  readonly v8Flags?: readonly string[];
  /** For one request; the first one of a process may take `START_MS` longer, for code that is compiled and cold caches. */
  readonly limitMs: number;
  /** The process gives its memory back after so long without a request. */
  readonly idleMs: number;
  /** For a program that reads nothing of strangers: it is given this environment and may do what we may. */
  readonly trustedWith?: NodeJS.ProcessEnv;
  /** Requests that may wait for the one under way. Default: any number. */
  readonly maxWaiting?: number;
}

/** Loading code and weights, on a busy machine. */
const START_MS = 30_000;

/** No setting and no secret of ours reaches the process. Fewer arenas: freed memory goes back to the system. */
const ENV = { MALLOC_ARENA_MAX: '2', VIPS_CONCURRENCY: '1' };
/** It can write no file and start no process: Node refuses it. */
const FLAGS = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
];

interface Running {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
  hasExited(): boolean;
}

function start({ file, heapMb, v8Flags = [], trustedWith }: ChildProgramOptions): Running {
  const child = fork(file, [], {
    env: trustedWith ?? ENV,
    execArgv: [...(trustedWith === undefined ? FLAGS : []), `--max-old-space-size=${heapMb}`, ...v8Flags],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    for (const event of ['exit', 'error'])
      child.once(event, () => {
        ended = true;
        resolve();
      });
  });
  // It alone keeps no parent alive.
  child.unref();
  child.channel?.unref();
  return { child, exited, hasExited: () => ended };
}

type Ended = 'failed' | 'timeout';

/** The next message of the process, or why none came. It leaves nothing behind on a process that lives for long. */
function messageWithin<T>({ child, hasExited }: Running, ms: number): Promise<{ message: T } | Ended> {
  return new Promise((resolve) => {
    const done = (value: { message: T } | Ended): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onExit);
      resolve(value);
    };
    const onExit = (): void => done('failed');
    const onMessage = (message: unknown): void => done({ message: message as T });
    const timer = setTimeout(() => done('timeout'), ms);
    child.once('message', onMessage).once('exit', onExit).once('error', onExit);
    if (hasExited()) onExit();
  });
}

export function createChildProgram<Request, Response>(
  options: ChildProgramOptions,
): ChildProgram<Request, Response> {
  const { limitMs, idleMs, maxWaiting = Number.POSITIVE_INFINITY } = options;
  let running: Running | null = null;
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let idle: NodeJS.Timeout | undefined;
  let stopped = false;
  let warm = false;

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = running;
    running = null;
    warm = false;
    if (ending === null) return;
    ending.child.ref();
    ending.child.kill('SIGKILL');
    await ending.exited;
  }

  async function ready(): Promise<Running | null> {
    if (running?.child.connected) return running;
    await end();
    running = start(options);
    if (typeof (await messageWithin(running, START_MS)) === 'object') return running;
    await end();
    return null;
  }

  async function askNow(request: Request): Promise<ChildOutcome<Response>> {
    clearTimeout(idle);
    const process = stopped ? null : await ready();
    if (process === null) return { ok: false, cause: 'failed' };
    process.child.send(request as object, () => undefined);
    const answer = await messageWithin<Response>(process, warm ? limitMs : limitMs + START_MS);
    if (typeof answer === 'string') {
      await end();
      return { ok: false, cause: answer };
    }
    warm = true;
    idle = setTimeout(() => void end(), idleMs);
    idle.unref();
    return { ok: true, response: answer.message };
  }

  return {
    async ask(request) {
      // The one under way stands in the line too.
      if (waiting > maxWaiting) return { ok: false, cause: 'busy' };
      waiting += 1;
      const mine = line.then(() => askNow(request)).finally(() => (waiting -= 1));
      line = mine.catch(() => undefined);
      return mine;
    },
    pid: () => running?.child.pid,
    async stop() {
      stopped = true;
      await end();
      await line;
    },
  };
}
