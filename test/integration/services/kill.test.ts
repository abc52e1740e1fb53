import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { superviseMongod, superviseRedis } from '../../../ops/services/supervise.ts';
import { WHOLE } from '../../support/whole.ts';
import { connectMongo, mongodBinary, redisBinary, temporaryFolder, until } from './support.ts';

/** `npm run test:faults` kills more often. */
const KILLS = WHOLE ? 10 : 3;
const DUPLICATE_KEY = 11000;

/** Kills the present process -9 and waits until the next one runs. */
async function killAndWait(
  service: { current(): { pid: number }; restarts(): number },
  kill: number,
): Promise<void> {
  // Long enough to count as steady, and not on the beat of the writes.
  await delay(550 + Math.random() * 100);
  process.kill(service.current().pid, 'SIGKILL');
  await until(`restart ${kill}`, () => service.restarts() === kill);
}

describe('killed -9 again and again under writes', () => {
  test('MongoDB comes back each time with every acknowledged write', async () => {
    const folder = temporaryFolder();
    const mongod = await superviseMongod({ binary: await mongodBinary(), dir: folder.path });
    const client = await connectMongo(mongod.current().url);
    const collection = client
      .db()
      .collection<{ _id: number }>('writes', { writeConcern: { w: 'majority', journal: true } });
    let next = 0;
    const acknowledged: number[] = [];
    let writing = true;
    const writer = async () => {
      while (writing) {
        const id = next++;
        for (let stored = false; !stored; ) {
          try {
            await collection.insertOne({ _id: id });
            stored = true;
          } catch (error) {
            // A write that was stored without its answer arriving is found again.
            stored = (error as { code?: number }).code === DUPLICATE_KEY;
            if (!stored) await delay(20);
          }
        }
        acknowledged.push(id);
      }
    };
    const writers = Array.from({ length: 4 }, writer);
    try {
      for (let kill = 1; kill <= KILLS; kill++) {
        const before = acknowledged.length;
        await killAndWait(mongod, kill);
        await until('writes go on', () => acknowledged.length > before + 20);
      }
    } finally {
      writing = false;
      await Promise.all(writers);
    }
    const stored = await collection.distinct('_id');
    await client.close();
    await mongod.stop();
    folder.remove();
    expect(acknowledged.length).toBeGreaterThan(KILLS * 20);
    expect(new Set(stored)).toEqual(new Set(acknowledged));
  }, 240_000);

  test('Redis comes back each time and answers', async () => {
    const folder = temporaryFolder();
    const redis = await superviseRedis({ binary: await redisBinary(), dir: folder.path });
    const client = new Redis({
      path: redis.current().path,
      maxRetriesPerRequest: null,
      retryStrategy: () => 20,
    });
    client.on('error', () => undefined);
    let written = 0;
    let writing = true;
    const writer = (async () => {
      while (writing) {
        await client.xadd('stream', '*', 'n', String(written)).then(
          () => {
            written += 1;
          },
          () => delay(20),
        );
      }
    })();
    try {
      for (let kill = 1; kill <= KILLS; kill++) {
        const before = written;
        await killAndWait(redis, kill);
        await until('commands go on', () => written > before + 20);
      }
    } finally {
      writing = false;
      await writer;
      await client.quit();
      await redis.stop();
      folder.remove();
    }
    expect(written).toBeGreaterThan(KILLS * 20);
  }, 240_000);
});
