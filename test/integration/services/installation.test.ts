import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { acquireFolder, readHolder } from '../../../ops/services/folder-lock.ts';
import { openStores } from '../../../ops/services/installation.ts';
import { startStores } from '../../../ops/services/stores.ts';
import { connectMongo, temporaryFolder } from './support.ts';

describe('the stores of a data folder', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const env = { ...process.env, MONGODB_URL: undefined, REDIS_URL: undefined };

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  test('The stores are started for a command, and stopped with it', async () => {
    const stores = await openStores({ dataDir: folder.path, env });
    const client = await connectMongo(stores.mongoUrl);
    await client.db().collection('a').insertOne({ n: 1 });
    await client.close();
    expect(stores.engines.mongodb).toMatch(/^\d+\.\d+/);
    expect(stores.engines.redis).toMatch(/^\d+\.\d+/);
    await stores.stop();
    expect(readHolder(folder.path)).toBeNull();
    await expect(connectMongo(stores.mongoUrl)).rejects.toThrow();
  }, 60_000);

  test('The stores of a running installation are shared, and left alone by stop()', async () => {
    const lock = acquireFolder(folder.path);
    const running = await startStores({ dataDir: folder.path, env });
    // A command that comes while the installation starts waits for it.
    const command = openStores({ dataDir: folder.path, env });
    lock.announce({ mongoUrl: running.mongoUrl, redisUrl: running.redisUrl });
    const stores = await command;
    expect(stores.mongoUrl).toBe(running.mongoUrl);
    expect(stores.redisUrl).toBe(running.redisUrl);
    await stores.stop();
    const client = await connectMongo(running.mongoUrl);
    await client.close();
    await running.stop();
    lock.release();
  }, 60_000);

  test('Two commands at once take turns', async () => {
    const both = ['a', 'b'].map(async (name) => {
      const stores = await openStores({ dataDir: folder.path, env });
      const client = await connectMongo(stores.mongoUrl);
      await client.db().collection<{ _id: string }>('a').insertOne({ _id: name });
      const seen = await client.db().collection('a').countDocuments();
      await client.close();
      await stores.stop();
      return seen;
    });
    expect((await Promise.all(both)).sort()).toEqual([1, 2]);
  }, 60_000);

  test('Stores that a setting names are not started', async () => {
    mkdirSync(folder.path, { recursive: true });
    const given = { ...env, MONGODB_URL: 'mongodb://db.example/uppsikt', REDIS_URL: 'redis://cache.example' };
    const stores = await openStores({ dataDir: folder.path, env: given });
    expect(stores).toMatchObject({ mongoUrl: given.MONGODB_URL, redisUrl: given.REDIS_URL });
    expect(stores.engines).toEqual({ mongodb: null, redis: null });
    await stores.stop();
  });
});
