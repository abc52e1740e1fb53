/**
 * The image process as the worker sees it: started when the first picture comes, ended when none has come for a while,
 * killed when a picture takes too long, and started again for the next one after a crash.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { ScannedFrames, ScanRequest, ScanResponse } from './protocol.ts';

/** `failed`: the process ended over it. */
export type ScanOutcome = ScannedFrames | { readonly ok: false; readonly cause: 'timeout' | 'failed' };

export interface ImageModel {
  scan(bytes: Uint8Array): Promise<ScanOutcome>;
  /** Of the running process, for measuring; undefined when none runs. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface ImageModelOptions {
  /** For one picture, once the process runs. */
  readonly limitMs?: number;
  /** The process gives its memory back after so long without a picture. */
  readonly idleMs?: number;
}

const FILE = path.join(import.meta.dirname, 'image-process.ts');
const LIMIT_MS = 10_000;
const IDLE_MS = 300_000;
/** Loading code and weights, on a busy machine. */
const START_MS = 30_000;

/** No setting and no secret of the worker reaches the process. Fewer arenas: freed pixels go back to the system. */
const ENV = { MALLOC_ARENA_MAX: '2', VIPS_CONCURRENCY: '1' };
/** It can write no file: Node refuses it. */
const FLAGS = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--max-old-space-size=128',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
];

interface Running {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
  hasExited(): boolean;
}

async function start(): Promise<Running> {
  const child = fork(FILE, [], {
    env: ENV,
    execArgv: FLAGS,
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
  // It alone keeps no worker alive.
  child.unref();
  child.channel?.unref();
  return { child, exited, hasExited: () => ended };
}

type Ended = 'exited' | 'late';

/** The next message of the process, or why none came. It leaves nothing behind on a process that lives for long. */
function messageWithin<T>({ child, hasExited }: Running, ms: number): Promise<T | Ended> {
  return new Promise((resolve) => {
    const done = (value: T | Ended): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onExit);
      resolve(value);
    };
    const onExit = (): void => done('exited');
    const onMessage = (message: unknown): void => done(message as T);
    const timer = setTimeout(() => done('late'), ms);
    child.once('message', onMessage).once('exit', onExit).once('error', onExit);
    if (hasExited()) onExit();
  });
}

export function createImageModel({
  limitMs = LIMIT_MS,
  idleMs = IDLE_MS,
}: ImageModelOptions = {}): ImageModel {
  let running: Running | null = null;
  let line: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let stopped = false;
  let scans = 0;
  /** The first picture of a process also loads the model. */
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
    running = await start();
    const first = await messageWithin<{ ready: true }>(running, START_MS);
    if (typeof first === 'object') return running;
    await end();
    return null;
  }

  async function scanNow(bytes: Uint8Array): Promise<ScanOutcome> {
    clearTimeout(idle);
    const process = stopped ? null : await ready();
    if (process === null) return { ok: false, cause: 'failed' };
    scans += 1;
    const request: ScanRequest = { id: scans, bytes };
    process.child.send(request, () => undefined);
    const response = await messageWithin<ScanResponse>(process, warm ? limitMs : limitMs + START_MS);
    if (typeof response === 'string') {
      await end();
      return { ok: false, cause: response === 'late' ? 'timeout' : 'failed' };
    }
    warm ||= response.result.ok;
    idle = setTimeout(() => void end(), idleMs);
    idle.unref();
    return response.result;
  }

  return {
    scan(bytes) {
      const mine = line.then(() => scanNow(bytes));
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
