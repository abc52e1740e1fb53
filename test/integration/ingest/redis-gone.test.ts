/** Redis is a hint: without it webhooks are acknowledged, and the sweeper brings everything in when it is back. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Deliveries } from '../../../core/inbox/deliveries.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { JOB_NAMES } from '../../../core/kernel/queue/jobs.ts';
import { openQueues, type Queues } from '../../../core/kernel/queue/queues.ts';
import { type RunningWorker, runWorker } from '../../../core/kernel/queue/run-worker.ts';
import { createPublisher } from '../../../core/kernel/realtime/publish.ts';
import { openRedis } from '../../../core/kernel/redis.ts';
import { processors } from '../../../workers/processors.ts';
import { sweepOnce } from '../../../workers/sweep.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { MONDAY } from '../../support/clock.ts';
import { type TestStores, testMongo, testRedis } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { added, envelopeOf, postWebhook } from '../../support/webhook.ts';
import { openWorld, type World } from '../../support/world.ts';

const quiet = (): void => undefined;
let stores: TestStores;
let redis: Awaited<ReturnType<typeof testRedis>>;
let fast: ReturnType<typeof openRedis>;
let patient: ReturnType<typeof openRedis>;
let queues: Queues;
let world: World;
let workers: RunningWorker[] = [];

beforeAll(async () => {
  [stores, redis] = await Promise.all([testMongo(), testRedis()]);
  fast = openRedis(redis.redisUrl, 'fast', quiet);
  patient = openRedis(redis.redisUrl, 'patient', quiet);
  queues = openQueues(fast, quiet);
  const publisher = createPublisher(fast, quiet);
  world = await openWorld({ mongoUrl: stores.mongoUrl, queues, publisher, simulator: false });
  await addTestAccount(world.db, {}, world.clock.now());
  const table = processors(world.deps);
  workers = JOB_NAMES.map((name) =>
    runWorker(name, table[name], { redis: patient, onFailed: quiet, onError: quiet }),
  );
  await until('Redis answers', () => fast.status === 'ready');
}, 60_000);

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  await queues?.close();
  fast?.disconnect();
  patient?.disconnect();
  await world?.close();
  await redis?.stop();
  await stores?.stop();
});

const items = () => Items(world.db).countDocuments({ tenantId: 'main' });
const post = (id: string) =>
  postWebhook(world.url, envelopeOf([added({ id, text: `Nummer ${id}`, at: MONDAY })]));

test('A real worker ingests at once while Redis is up', async () => {
  expect((await post('1_1')).status).toBe(200);
  await until('the item is there', async () => (await items()) === 1);
});

test('A delivery is 200 while Redis is gone, and the sweeper finds it when Redis is back', async () => {
  await redis.kill();
  await until('the loss is noticed', () => fast.status !== 'ready');
  expect((await post('1_2')).status).toBe(200);
  expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  expect(await items()).toBe(1);
  world.clock.advance(11_000);
  await sweepOnce(world.deps);
  await redis.start();
  await until('Redis answers again', () => fast.status === 'ready');
  await sweepOnce(world.deps);
  await until('the item is there', async () => (await items()) === 2);
}, 60_000);

test('An emptied Redis costs nothing', async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  for (let n = 0; n < 20; n++) expect((await post(`2_${n}`)).status).toBe(200);
  await fast.flushall();
  const table = processors(world.deps);
  workers = JOB_NAMES.map((name) =>
    runWorker(name, table[name], { redis: patient, onFailed: quiet, onError: quiet }),
  );
  const open = { tenantId: '_system', state: 'received' } as const;
  expect(await Deliveries(world.db).countDocuments(open)).toBe(20);
  world.clock.advance(11_000);
  await sweepOnce(world.deps);
  await until('all items are there', async () => (await items()) === 22);
}, 60_000);
