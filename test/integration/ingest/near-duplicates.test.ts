/** Near-identical comments are counted over a real Redis, by several workers; without Redis nothing is counted and nothing waits. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import {
  createFingerprintStream,
  MAX_FINGERPRINTS,
} from '../../../core/kernel/realtime/fingerprint-stream.ts';
import { openRedis } from '../../../core/kernel/redis.ts';
import type { CommentFacts } from '../../../workers/classify/text-context.ts';
import { createNearDuplicateCounter } from '../../../workers/ingest/near-duplicates.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { stubAssess } from '../../support/assess.ts';
import { MONDAY } from '../../support/clock.ts';
import { type TestStores, testMongo, testRedis } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { added, envelopeOf } from '../../support/webhook.ts';
import { openWorld, SILENT, type World } from '../../support/world.ts';

const quiet = (): void => undefined;
const TEXT = 'Billiga däck hos oss, ring mig nu så fixar vi resten direkt';
let stores: TestStores;
let server: Awaited<ReturnType<typeof testRedis>>;
let redis: Redis;
let world: World;
let judged: { text: string; near: number }[] = [];

const watch = () => createNearDuplicateCounter(createFingerprintStream(redis, quiet));

beforeAll(async () => {
  [stores, server] = await Promise.all([testMongo(), testRedis()]);
  redis = openRedis(server.redisUrl, 'fast', quiet);
  await until('Redis answers', () => redis.status === 'ready');
  const assess = stubAssess(SILENT);
  world = await openWorld({
    mongoUrl: stores.mongoUrl,
    simulator: false,
    nearDuplicates: watch(),
    assess: (account, text, facts?: CommentFacts) => {
      judged.push({ text, near: facts?.nearDuplicates ?? 0 });
      return assess(account, text);
    },
  });
  await addTestAccount(world.db, {}, world.clock.now());
}, 60_000);

afterEach(() => {
  judged = [];
});
afterAll(async () => {
  redis?.disconnect();
  await world?.close();
  await server?.stop();
  await stores?.stop();
});

const body = (id: string, text: string, author = id) =>
  envelopeOf([added({ id, text, at: MONDAY, from: { id: `u-${author}`, name: 'Någon' } })]);
const near = () => judged.map((one) => one.near);

test('Others who write the same are counted, whatever the case and the emoji', async () => {
  for (let at = 0; at < 6; at += 1)
    await world.deliver(body(`1_${at}`, at % 2 === 0 ? TEXT : `${TEXT.toUpperCase()} 🔥`));
  expect(near()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('The same delivery again, and the same comment in another delivery, count for nothing', async () => {
  const text = 'Gatlampan på Kyrkogatan har varit trasig i tre veckor nu';
  const first = body('2_1', text);
  await world.deliver(first);
  await world.deliver(first);
  await world.deliver(envelopeOf([added({ id: '2_1', text, at: MONDAY, more: { x: 1 } })]));
  await world.deliver(body('2_2', text));
  expect(near()).toEqual([0, 1]);
});

test('Thanks and single words are no flood, and the same person under one post is none', async () => {
  for (let at = 0; at < 4; at += 1) await world.deliver(body(`3_${at}`, 'Tack!'));
  for (let at = 4; at < 8; at += 1)
    await world.deliver(body(`3_${at}`, 'Kan ni snälla svara på min fråga om bygglovet', 'same'));
  expect(near()).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

test('Another worker knows what this one saw; what Redis keeps is bounded and expires', async () => {
  await world.deliver(body('4_1', 'Kommunens nya parkering är alldeles för dyr för oss alla'));
  const others = createFingerprintStream(redis, quiet);
  const known = await others.exchange('main', []);
  expect(known?.length).toBeGreaterThan(8);
  expect(await others.exchange('main', [])).toEqual([]);
  expect(await others.exchange('another', [])).toEqual([]);
  const ttl = await redis.ttl('uppsikt:floods:main');
  expect(ttl).toBeGreaterThan(23 * 3600);
  const filler = redis.pipeline();
  for (let at = 0; at < MAX_FINGERPRINTS + 3000; at += 1)
    filler.xadd('uppsikt:floods:bounded', '*', 'f', 'x');
  await filler.exec();
  const one = { id: 'm', hash: '0123456789abcdef', authorId: 'x', postId: 'y', at: 0 };
  expect(await others.exchange('bounded', [one])).toEqual([]);
  expect(await redis.xlen('uppsikt:floods:bounded')).toBeLessThan(MAX_FINGERPRINTS + 500);
}, 30_000);

test('No text and no name stands in Redis', async () => {
  const entries = JSON.stringify(await redis.xrange('uppsikt:floods:main', '-', '+'));
  expect(entries).not.toMatch(/däck|Kyrkogatan|Någon/iu);
});

test('A Redis that hangs, or is gone, costs the comment nothing but the count', async () => {
  // The server stops answering for two seconds, the connection stands.
  const control = openRedis(server.redisUrl, 'patient', quiet);
  await control.call('CLIENT', 'PAUSE', '1500', 'ALL');
  control.disconnect();
  const before = performance.now();
  await world.deliver(body('5_1', TEXT));
  expect(performance.now() - before).toBeLessThan(1400);
  await server.kill();
  await until('Redis is gone', () => redis.status !== 'ready');
  await world.deliver(body('5_2', TEXT));
  expect(near()).toEqual([0, 0]);
  await server.start();
  await until('Redis is back', () => redis.status === 'ready');
}, 30_000);

test('Counting begins again by itself after Redis was emptied', async () => {
  await redis.flushall();
  const fresh = watch();
  expect(await fresh.count([], MONDAY)).toEqual(new Map());
  const stream = createFingerprintStream(redis, quiet);
  const one = { id: 'a', hash: '0123456789abcdef', authorId: 'x', postId: 'y', at: 1 };
  expect(await stream.exchange('main', [one])).toEqual([]);
  expect(await createFingerprintStream(redis, quiet).exchange('main', [])).toEqual([one]);
});
