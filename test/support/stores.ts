/** MongoDB and Redis for a test file: those of the run, or its own in a temporary folder, on sockets. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongod } from '../../ops/services/mongod.ts';
import { findMongod } from '../../ops/services/mongod-binary.ts';
import { startRedis } from '../../ops/services/redis.ts';
import { findRedis } from '../../ops/services/redis-binary.ts';
import { folderInMemory } from '../../ops/test/memory.ts';

export interface TestStores {
  /** With a database of this test file's own. */
  readonly mongoUrl: string;
  stop(): Promise<void>;
}

export interface TestRedis {
  readonly redisUrl: string;
  stop(): Promise<void>;
}

const quiet = <T>(_text: string, work: () => Promise<T>): Promise<T> => work();

/** A folder, in memory where there is room, that `remove()` takes away: a test's store need not survive the machine. */
export function dataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(folderInMemory() ?? tmpdir(), 'uppsikt-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The same server, another database: files that run at the same time do not meet. */
export function withDatabase(url: string, database: string): string {
  return url.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/u, `$1/${database}$2`);
}

/** `UPPSIKT_TEST_MONGODB_URL`, or a mongod of this file's own. */
export async function testMongo(): Promise<TestStores> {
  const database = `t${randomBytes(6).toString('hex')}`;
  const given = process.env.UPPSIKT_TEST_MONGODB_URL;
  if (given) return { mongoUrl: withDatabase(given, database), stop: async () => undefined };
  const dir = dataFolder();
  const { path: binary } = await findMongod();
  const mongod = await startMongod({ binary, dir: dir.path, onStep: quiet });
  return {
    mongoUrl: withDatabase(mongod.url, database),
    async stop() {
      await mongod.stop();
      dir.remove();
    },
  };
}

/** A Redis of this file's own: it starts in milliseconds, and tests empty and kill it. */
export async function testRedis(): Promise<TestRedis & { kill(): Promise<void>; start(): Promise<void> }> {
  const dir = dataFolder();
  const { path: binary } = await findRedis();
  const start = () => startRedis({ binary, dir: dir.path, onStep: quiet });
  let redis = await start();
  return {
    redisUrl: redis.url,
    kill: () => redis.stop(),
    async start() {
      redis = await start();
    },
    async stop() {
      await redis.stop();
      dir.remove();
    },
  };
}
