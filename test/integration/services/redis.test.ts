import { lstatSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { type RunningRedis, startRedis } from '../../../ops/services/redis.ts';
import { redisBinary, tcpListeners, temporaryFolder, until } from './support.ts';

describe('a redis-server of our own', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let redis: RunningRedis | undefined;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    await redis?.stop();
    folder.remove();
  });

  const start = async () => {
    redis = await startRedis({ binary: await redisBinary(), dir: folder.path });
    return redis;
  };

  test('The redis-server listens on a private socket only, appends and evicts nothing', async () => {
    const { pid, path, url } = await start();
    expect(tcpListeners(pid)).toEqual([]);
    expect(lstatSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(decodeURI(new URL(url).pathname)).toBe(path);
    const client = new Redis({ path });
    expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    expect(await client.config('GET', 'appendfsync')).toEqual(['appendfsync', 'everysec']);
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    await client.quit();
  }, 30_000);

  test('The redis-server keeps its data over a stop', async () => {
    const first = new Redis({ path: (await start()).path });
    await first.set('key', 'value');
    await first.quit();
    await redis?.stop();
    const second = new Redis({ path: (await start()).path });
    expect(await second.get('key')).toBe('value');
    await second.quit();
  }, 30_000);

  test('The log of a redis-server is begun anew while it runs', async () => {
    const logKeeping = { limits: { megabytes: 0.001, files: 2 }, everyMs: 20 };
    redis = await startRedis({ binary: await redisBinary(), dir: folder.path, logKeeping });
    const dir = join(folder.path, 'redis');
    const client = new Redis({ path: redis.path });
    await until('two earlier ones stand there', async () => {
      // Writing the file anew is something that it logs.
      await client.bgrewriteaof().catch(() => undefined);
      return readdirSync(dir).filter((name) => /^\d{8}-\d{4}-\d{2,}-redis\.log$/u.test(name)).length === 2;
    });
    await client.quit();
    expect(statSync(join(dir, 'redis.log')).size).toBeLessThan(10_000);
  }, 30_000);

  test('The redis-server starts empty beside data that it cannot read', async () => {
    await start();
    await redis?.stop();
    const data = join(folder.path, 'redis', 'data');
    writeFileSync(join(data, 'appendonly.aof'), 'this is no append-only file\n');
    const client = new Redis({ path: (await start()).path });
    expect(await client.dbsize()).toBe(0);
    await client.quit();
    expect(readdirSync(dirname(data)).some((name) => name.startsWith('data.unreadable-'))).toBe(true);
  }, 30_000);
});
