/** Hop 8: a row goes to the sockets of those who may see its account, and to nobody else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { createApiToken } from '../../../core/accounts/people.store.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { SOCKET_PATH } from '../../../core/inbox/realtime.contract.ts';
import { createPublisher } from '../../../core/kernel/realtime/publish.ts';
import { type Subscription, subscribe } from '../../../core/kernel/realtime/subscribe.ts';
import { openRedis } from '../../../core/kernel/redis.ts';
import type { Role } from '../../../core/kernel/roles.ts';
import { createFanOut, type FanOut } from '../../../server/realtime/fan-out.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { MONDAY } from '../../support/clock.ts';
import { type TestRedis, type TestStores, testMongo, testRedis } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { added, envelopeOf, PAGE_ID } from '../../support/webhook.ts';
import { openWorld, type World } from '../../support/world.ts';

const quiet = (): void => undefined;
const OTHER_PAGE = '777';
const FOREIGN_PAGE = '888';
let stores: TestStores;
let redis: TestRedis;
let world: World;
let fanOut: FanOut;
let subscription: Subscription;
let fast: ReturnType<typeof openRedis>;
let url: string;
const accounts = new Map<string, string>();
const sockets: Socket[] = [];

beforeAll(async () => {
  [stores, redis] = await Promise.all([testMongo(), testRedis()]);
  fast = openRedis(redis.redisUrl, 'fast', quiet);
  await until('Redis answers', () => fast.status === 'ready');
  const publisher = createPublisher(fast, quiet);
  world = await openWorld({ mongoUrl: stores.mongoUrl, publisher, simulator: false });
  for (const [page, tenantId] of [
    [PAGE_ID, 'main'],
    [OTHER_PAGE, 'main'],
    [FOREIGN_PAGE, 'elsewhere'],
  ] as const) {
    const account = await addTestAccount(world.db, { externalId: page, tenantId }, world.clock.now());
    accounts.set(page, account._id);
  }
  const http = createServer();
  fanOut = createFanOut(world.serverDeps, http);
  subscription = subscribe<ItemShape>(openRedis(redis.redisUrl, 'patient', quiet), {
    onMessage: (message) => fanOut.deliver(message),
    onGap: () => fanOut.gap(),
    onError: quiet,
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}, 60_000);

afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await fanOut?.close();
  await subscription?.stop();
  fast?.disconnect();
  await world?.close();
  await redis?.stop();
  await stores?.stop();
});

const options = { path: SOCKET_PATH, transports: ['websocket'], reconnection: false, forceNew: true };

/** Connects, or says why not; collects the external ids that it is told of. */
async function listen(auth: object, extraHeaders: Record<string, string> = {}) {
  const socket = io(url, { ...options, auth, extraHeaders });
  sockets.push(socket);
  const heard: string[] = [];
  socket.on('items', ({ items }: { items: ItemShape[] }) =>
    heard.push(...items.map((one) => one.externalId)),
  );
  const refused = await new Promise<string | null>((resolve) => {
    socket.on('connect', () => resolve(null));
    socket.on('connect_error', (error) => resolve(error.message));
  });
  return { heard, refused };
}

const tokenOf = (some: { role?: Role; tenantId?: string; pages?: string[] }) =>
  createApiToken(world.db, {
    tenantId: some.tenantId ?? 'main',
    name: 'listener',
    role: some.role ?? 'moderator',
    accountIds: some.pages?.map((page) => accounts.get(page) ?? '') ?? 'all',
    days: 1,
    now: world.clock.now(),
  });

test('Each listener hears of the accounts in scope only', async () => {
  const all = await listen({ token: await tokenOf({}) });
  const one = await listen({ token: await tokenOf({ pages: [PAGE_ID] }) });
  const foreign = await listen({ token: await tokenOf({ tenantId: 'elsewhere' }) });
  expect([all.refused, one.refused, foreign.refused]).toEqual([null, null, null]);
  for (const page of [OTHER_PAGE, FOREIGN_PAGE, PAGE_ID])
    await world.deliver(envelopeOf([added({ id: `on-${page}`, text: 'Hej', at: MONDAY })], { page }));
  // The last one sent: what was sent before it has been heard, or never will be.
  await until(
    'the last is heard',
    () => one.heard.length > 0 && all.heard.length > 1 && foreign.heard.length > 0,
  );
  const distinct = (heard: string[]) => [...new Set(heard)].sort();
  expect(distinct(one.heard)).toEqual([`on-${PAGE_ID}`]);
  expect(distinct(all.heard)).toEqual([`on-${PAGE_ID}`, `on-${OTHER_PAGE}`].sort());
  expect(distinct(foreign.heard)).toEqual([`on-${FOREIGN_PAGE}`]);
}, 30_000);

test('Nobody listens without credentials, with bad ones, without the permission, or from another site', async () => {
  expect((await listen({})).refused).toBe('unauthenticated');
  expect((await listen({ token: 'upp_wrong' })).refused).toBe('unauthenticated');
  expect((await listen({ token: await tokenOf({ role: 'system-administrator' }) })).refused).toBe(
    'unauthenticated',
  );
  const token = await tokenOf({});
  expect((await listen({ token }, { origin: 'https://evil.example' })).refused).not.toBeNull();
});
