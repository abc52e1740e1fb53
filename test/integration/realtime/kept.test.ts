/** The stream is a hint and holds citizens' words: it forgets them within minutes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPublisher, KEPT_MS, STREAM } from '../../../core/kernel/realtime/publish.ts';
import { openRedis } from '../../../core/kernel/redis.ts';
import { type TestRedis, testRedis } from '../../support/stores.ts';
import { until } from '../../support/until.ts';

const quiet = (): void => undefined;
let stores: TestRedis;
let redis: ReturnType<typeof openRedis>;

beforeAll(async () => {
  stores = await testRedis();
  redis = openRedis(stores.redisUrl, 'fast', quiet);
  await until('Redis answers', () => redis.status === 'ready');
}, 30_000);
afterAll(async () => {
  redis?.disconnect();
  await stores?.stop();
});

test('What is older than some minutes is gone with the next message, and the last one goes by itself', async () => {
  await redis.del(STREAM);
  const old = Date.now() - KEPT_MS - 60_000;
  for (let at = 0; at < 150; at++) await redis.xadd(STREAM, `${old + at}-0`, 'message', '{}');
  const message = { tenantId: 'main', items: ['row'], asOf: '2026-03-02T09:00:00.000Z' };
  expect(await createPublisher<string>(redis, quiet).publish(message)).toBe(true);
  expect(await redis.xlen(STREAM)).toBe(1);
  const left = await redis.pttl(STREAM);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(KEPT_MS);
});
