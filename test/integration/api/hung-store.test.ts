/** A store that hangs with its connections open: told within seconds, and everything goes on when it answers again. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { storeVersion } from '../../../core/kernel/db.ts';
import { type RunningStoreWatch, watchStore } from '../../../server/store-watch.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { added, envelopeOf, postWebhook } from '../../support/webhook.ts';
import { openWorld, type World } from '../../support/world.ts';

let stores: TestStores;
let world: World;
let proxy: Server;
let watch: RunningStoreWatch;
let token = '';
let isHung = false;
const sockets = new Set<Socket>();

const freeze = (hung: boolean): void => {
  isHung = hung;
  for (const socket of sockets)
    if (hung) socket.pause();
    else socket.resume();
};

beforeAll(async () => {
  stores = await testMongo();
  const [, host = '', database = ''] = /^mongodb:\/\/([^/]+)\/([^?]*)/u.exec(stores.mongoUrl) ?? [];
  const isSocket = host.endsWith('.sock');
  proxy = createServer((near) => {
    const far = isSocket
      ? connect(decodeURIComponent(host))
      : connect(Number(host.split(':')[1]), host.split(':')[0]);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
      if (isHung) from.pause();
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as { port: number };
  const mongoUrl = `mongodb://127.0.0.1:${port}/${database}?directConnection=true`;
  let watched: World | undefined;
  watch = watchStore(async () => watched && storeVersion(watched.db));
  world = await openWorld({ mongoUrl, simulator: false, storeWatch: watch });
  watched = world;
  await addTestAccount(world.db, {}, MONDAY);
  ({ token } = await apiClient(world.db, world.url, { now: MONDAY }));
}, 90_000);
afterAll(async () => {
  freeze(false);
  watch?.stop();
  await world?.db.connection.db?.dropDatabase();
  await world?.close();
  for (const socket of sockets) socket.destroy();
  proxy?.close();
  await stores?.stop();
});

const get = (path: string) => fetch(`${world.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
const post = (id: string) => postWebhook(world.url, envelopeOf([added({ id, text: 'Hej', at: MONDAY })]));

async function timed(ask: Promise<Response>) {
  const start = performance.now();
  const { status, headers } = await ask;
  return { status, retryAfter: headers.get('retry-after'), seconds: (performance.now() - start) / 1000 };
}

test('A hung store is 503 with Retry-After within five seconds, and not ready within three', async () => {
  expect((await get('/api/items')).status).toBe(200);
  freeze(true);
  const [ready, items, webhook] = await Promise.all([
    timed(get('/readyz')),
    timed(get('/api/items')),
    timed(post('h_1')),
  ]);
  expect(ready.status).toBe(503);
  expect(ready.seconds).toBeLessThan(3);
  for (const answer of [items, webhook]) {
    expect(answer).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/u) });
    expect(answer.seconds).toBeLessThan(5);
  }
  const again = await timed(post('h_2'));
  expect([again.status, again.seconds < 1]).toEqual([503, true]);
  freeze(false);
  await until(
    'the store is there again',
    async () => (await get('/readyz')).status === 200 && (await get('/api/items')).status === 200,
  );
  expect((await post('h_1')).status).toBe(200);
}, 60_000);
