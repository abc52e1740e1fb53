import type { Environment } from './cache.ts';
import type { BecomePrimary } from './mongod.ts';
import { findMongod } from './mongod-binary.ts';
import { quietly, type StepRunner } from './progress.ts';
import { findRedis } from './redis-binary.ts';
import { type Supervised, superviseMongod, superviseRedis } from './supervise.ts';

export interface StoresOptions {
  dataDir: string;
  env: Environment;
  onStep?: StepRunner | undefined;
  becomePrimary?: BecomePrimary | undefined;
}

/** The two stores, wherever they run. */
export interface Stores {
  mongoUrl: string;
  redisUrl: string;
  /** The versions of those that this call started; null for the others. */
  engines: { mongodb: string | null; redis: string | null };
  /** Stops what this call started, Redis before MongoDB; nothing else. */
  stop(): Promise<void>;
}

/** The environment with the addresses as the settings have them: passwords that were given apart stand in them. */
export const storesEnvironment = (
  settings: { readonly MONGODB_URL?: string | undefined; readonly REDIS_URL?: string | undefined },
  env: Environment = process.env,
): Environment => ({ ...env, MONGODB_URL: settings.MONGODB_URL, REDIS_URL: settings.REDIS_URL });

type AnyService = Supervised<{ pid: number; exited: Promise<void>; stop(): Promise<void> }>;

/**
 * Starts the stores that no setting points elsewhere (`MONGODB_URL`, `REDIS_URL`) on the data in `dataDir`,
 * fetching their programs where needed, and keeps them up. The caller holds the folder's lock.
 */
export async function startStores(options: StoresOptions): Promise<Stores> {
  const { dataDir, env, becomePrimary } = options;
  const onStep = options.onStep ?? quietly;
  const mongoUrl = env.MONGODB_URL || null;
  const redisUrl = env.REDIS_URL || null;
  const startMongo = async () => {
    const { path } = await findMongod({ env, onStep });
    return superviseMongod({ binary: path, dir: dataDir, onStep, becomePrimary });
  };
  const startRedis = async () => {
    const { path } = await findRedis({ env, onStep });
    return superviseRedis({ binary: path, dir: dataDir, onStep });
  };
  const [mongo, redis] = await bothOrNone(
    mongoUrl === null ? startMongo() : null,
    redisUrl === null ? startRedis() : null,
  );
  return {
    mongoUrl: mongoUrl ?? mongo?.current().url ?? '',
    redisUrl: redisUrl ?? redis?.current().url ?? '',
    engines: { mongodb: mongo?.current().version ?? null, redis: redis?.current().version ?? null },
    stop: async () => {
      await redis?.stop();
      await mongo?.stop();
    },
  };
}

/** If one of the two fails, the other is stopped again. */
async function bothOrNone<A extends AnyService, B extends AnyService>(
  first: Promise<A> | null,
  second: Promise<B> | null,
): Promise<[A | null, B | null]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
  if (a.status === 'fulfilled') await a.value?.stop();
  if (b.status === 'fulfilled') await b.value?.stop();
  throw a.status === 'rejected' ? a.reason : b.status === 'rejected' ? b.reason : undefined;
}
