/** `uppsikt restore --from F [--replace]`: what `backup` wrote, into an empty store and data folder. */
import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { openRedis } from '../../core/kernel/redis.ts';
import { restore } from '../backup/restore.ts';
import { readCommandSettings } from '../run/prove-settings.ts';
import { ServiceError } from '../services/errors.ts';
import { readRunning } from '../services/folder-lock.ts';
import { withUnmigratedStore } from './store.ts';
import { type Io, options, UsageError } from './usage.ts';

export const USAGE = `uppsikt restore --from F [--replace]

  Puts the backup F into the store and the data folder, which must be empty: DATA_DIR, or MONGODB_URL where it is set.
  F is read to its end first; one that is cut off or altered changes nothing. Prints {"at","documents","collections"}.
  Then start without a worker (npm start -- --server-only) or with OUTGOING=off, and look at what would go out.

  --from F   the file that backup made
  --replace  drop what is in the store
`;

/** It is read twice, so it must be a file of its own and no stream. */
function isReadableFile(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Its sessions and hints speak of a store that is no more. One that is not ours is left to its owner. */
async function emptyRedis(url: string, isOwn: boolean): Promise<string | null> {
  if (!isOwn)
    return 'Empty the Redis of REDIS_URL (FLUSHDB): its sessions and hints speak of another store.\n';
  const redis = openRedis(url, 'patient', () => undefined);
  await redis.flushdb();
  redis.disconnect();
  return null;
}

export async function run(argv: string[], io: Io): Promise<number> {
  const given = options(argv, { from: { type: 'string' }, replace: { type: 'boolean', default: false } });
  if (given.from === undefined) throw new UsageError(`--from is missing.\n${USAGE}`);
  const path = resolve(given.from);
  if (!isReadableFile(path)) throw new UsageError(`--from: ${path} is no file that can be read.`);
  const settings = readCommandSettings(process.env);
  const running = readRunning(resolve(settings.DATA_DIR));
  if (running !== null)
    throw new ServiceError(
      `The installation runs (process ${running.pid}): stop it, or set DATA_DIR to another folder.`,
    );
  const report = await withUnmigratedStore(async ({ db, dataDir, redisUrl }) => {
    const secretKey = settings.SECRET_KEY ?? null;
    const restored = await restore(path, { db, dataDir, secretKey, replace: given.replace });
    const advice = await emptyRedis(redisUrl, settings.REDIS_URL === undefined);
    if (advice !== null) io.stderr.write(advice);
    return restored;
  });
  io.stdout.write(`${JSON.stringify(report)}\n`);
  return 0;
}
