import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from './errors.ts';
import { acquireFolder, type FolderLock, readHolder } from './folder-lock.ts';
import { quietly } from './progress.ts';
import { type Stores, type StoresOptions, startStores } from './stores.ts';

/** Another command, or an installation that is just starting, is waited for this long. */
const WAIT_MS = 30_000;

/**
 * The stores for a command's own duration: those of the running installation with the same `DATA_DIR`,
 * else (nothing runs) started here and stopped by `stop()`. `MONGODB_URL` and `REDIS_URL` win over both.
 */
export async function openStores(options: StoresOptions): Promise<Stores> {
  const { env, dataDir } = options;
  if (env.MONGODB_URL && env.REDIS_URL) return startStores(options);
  const step = options.onStep ?? quietly;
  const found = runningStores(options) ?? tryAcquire(dataDir);
  const usable = found ?? (await step('Waiting for the data folder', () => waitForFolder(options)));
  if ('stop' in usable) return usable;
  try {
    const stores = await startStores(options);
    usable.announce({ mongoUrl: stores.mongoUrl, redisUrl: stores.redisUrl });
    const stop = async () => {
      await stores.stop();
      usable.release();
    };
    return { ...stores, stop };
  } catch (error) {
    usable.release();
    throw error;
  }
}

/** The stores of the installation that runs; null while it is starting, and for another command's. */
function runningStores({ dataDir, env }: StoresOptions): Stores | null {
  const holder = readHolder(dataDir);
  if (holder?.kind !== 'app' || holder.mongoUrl === null || holder.redisUrl === null) return null;
  return {
    mongoUrl: env.MONGODB_URL || holder.mongoUrl,
    redisUrl: env.REDIS_URL || holder.redisUrl,
    engines: { mongodb: null, redis: null },
    stop: async () => undefined,
  };
}

function tryAcquire(dataDir: string): FolderLock | null {
  try {
    return acquireFolder(dataDir, 'command');
  } catch (error) {
    if (error instanceof ServiceError) return null;
    throw error;
  }
}

async function waitForFolder(options: StoresOptions): Promise<Stores | FolderLock> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    await delay(100);
    const found = runningStores(options);
    if (found !== null) return found;
    if (Date.now() > deadline) return acquireFolder(options.dataDir, 'command');
    const lock = tryAcquire(options.dataDir);
    if (lock !== null) return lock;
  }
}
