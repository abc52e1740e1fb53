import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from './errors.ts';
import { type MongodOptions, type RunningMongod, startMongod } from './mongod.ts';
import { note } from './progress.ts';
import { type RedisOptions, type RunningRedis, startRedis } from './redis.ts';

const FIRST_WAIT_MS = 100;
const MAX_WAIT_MS = 5000;
/** A store that ran this long before it died starts over with the shortest wait. */
const STEADY_MS = 500;

interface Service {
  readonly pid: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** A store that is started again when it ends unasked, on the same socket and data. */
export interface Supervised<T extends Service> {
  /** The present process; its url and socket never change. */
  current(): T;
  /** How often it was started again. */
  restarts(): number;
  /** Resolves when it runs, at once if it does. */
  running(): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a service and keeps it up until `stop`. Rejects if the very first start fails. */
export async function supervise<T extends Service>(
  name: string,
  start: () => Promise<T>,
  say: (text: string) => void = note,
): Promise<Supervised<T>> {
  let service = await start();
  let startedAt = Date.now();
  let restarts = 0;
  let waitMs = FIRST_WAIT_MS;
  const halt = new AbortController();
  const halted = () => halt.signal.aborted;
  let coming: Promise<T> = Promise.resolve(service);

  async function bringBack(): Promise<T> {
    for (;;) {
      await delay(waitMs, undefined, { signal: halt.signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, MAX_WAIT_MS);
      if (halted()) return service;
      try {
        service = await start();
        startedAt = Date.now();
        restarts += 1;
        watch(service);
        say(`${name} runs again (process ${service.pid}).`);
        return service;
      } catch (error) {
        say(`${name} did not come back: ${messageOf(error)}`);
      }
    }
  }

  function watch(watched: T): void {
    void watched.exited.then(() => {
      if (halted()) return;
      if (Date.now() - startedAt > STEADY_MS) waitMs = FIRST_WAIT_MS;
      say(`${name} ended unasked and is started again.`);
      coming = bringBack();
    });
  }

  watch(service);
  return {
    current: () => service,
    restarts: () => restarts,
    running: () => coming,
    stop: async () => {
      halt.abort();
      await (await coming).stop();
    },
  };
}

/** A mongod that comes back when it dies. */
export function superviseMongod(options: MongodOptions): Promise<Supervised<RunningMongod>> {
  return supervise('MongoDB', () => startMongod(options));
}

/** A redis-server that comes back when it dies. */
export function superviseRedis(options: RedisOptions): Promise<Supervised<RunningRedis>> {
  return supervise('Redis', () => startRedis(options));
}
