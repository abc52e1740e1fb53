/** Nobody goes on listening after their token, session, person or account has ended, and nobody fills the memory. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import type { Account } from '../../../core/accounts/account.ts';
import { Accounts } from '../../../core/accounts/accounts.store.ts';
import { ApiTokens, createApiToken, firstPerson, People } from '../../../core/accounts/people.store.ts';
import { createSignInToken } from '../../../core/accounts/sign-in-links.store.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { SOCKET_PATH } from '../../../core/inbox/realtime.contract.ts';
import { sha256 } from '../../../core/kernel/ids.ts';
import { openRedis } from '../../../core/kernel/redis.ts';
import { createFanOut, type FanOut } from '../../../server/realtime/fan-out.ts';
import { openSessions, type Sessions } from '../../../server/sessions.ts';
import { addTestAccount, SECRET_KEY } from '../../support/accounts.ts';
import { type TestRedis, type TestStores, testMongo, testRedis } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { openWorld, type World } from '../../support/world.ts';

const quiet = (): void => undefined;
const REVIEW_MS = 50;
const NEVER_MS = 3_600_000;
let stores: TestStores;
let redis: TestRedis;
let client: ReturnType<typeof openRedis>;
let sessions: Sessions;
let world: World;
let account: Account;
const fanOuts: FanOut[] = [];
const sockets: Socket[] = [];

async function listenOn(reviewMs: number) {
  const http = createServer();
  const fanOut = createFanOut(world.serverDeps, http, { reviewMs });
  fanOuts.push(fanOut);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { fanOut, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}
let reviewed: Awaited<ReturnType<typeof listenOn>>;
let unreviewed: Awaited<ReturnType<typeof listenOn>>;

beforeAll(async () => {
  [stores, redis] = await Promise.all([testMongo(), testRedis()]);
  sessions = await openSessions({
    redisUrl: redis.redisUrl,
    secretKey: SECRET_KEY,
    secure: false,
    onError: quiet,
  });
  client = openRedis(redis.redisUrl, 'fast', quiet);
  await until('Redis answers', () => client.status === 'ready');
  world = await openWorld({
    mongoUrl: stores.mongoUrl,
    session: sessions.middleware,
    simulator: false,
    publisher: {
      publish: async (message) => {
        for (const fanOut of fanOuts) fanOut.deliver(message);
        return true;
      },
    },
  });
  account = await addTestAccount(world.db, {}, world.clock.now());
  [reviewed, unreviewed] = [await listenOn(REVIEW_MS), await listenOn(NEVER_MS)];
}, 60_000);

afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  for (const fanOut of fanOuts) await fanOut.close();
  await world?.close();
  await sessions?.close();
  client?.disconnect();
  await redis?.stop();
  await stores?.stop();
});

async function listen(url: string, as: { token?: string; cookie?: string }) {
  const socket = io(url, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: as.token === undefined ? {} : { token: as.token },
    extraHeaders: as.cookie === undefined ? {} : { cookie: as.cookie },
  });
  sockets.push(socket);
  const heard = { items: 0, resync: 0, end: '' };
  socket.on('items', () => {
    heard.items++;
  });
  socket.on('resync', () => {
    heard.resync++;
  });
  socket.on('disconnect', (reason) => {
    heard.end = reason;
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve());
    socket.on('connect_error', reject);
  });
  return { socket, heard };
}

async function token(accountIds: readonly string[] | 'all' = 'all', days = 1): Promise<string> {
  const now = world.clock.now();
  return createApiToken(world.db, { tenantId: 'main', name: 'x', role: 'moderator', accountIds, days, now });
}

async function cookie(role: 'administrator' | 'deputy' = 'administrator'): Promise<string> {
  const person = await firstPerson(world.db, { tenantId: 'main', role });
  if (person === null) throw new Error('nobody');
  const link = await createSignInToken(world.db, person, world.clock.now());
  const answer = await fetch(`${world.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.url },
    body: JSON.stringify({ token: link }),
  });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

const row = (text = ''): ItemShape => ({ accountId: account._id, text }) as ItemShape;
const say = ({ fanOut }: { fanOut: FanOut }, text = ''): void =>
  fanOut.deliver({ tenantId: 'main', items: [row(text)], asOf: '2026-03-02T09:00:00.000Z' });
const closed = (heard: { end: string }) =>
  until('the server closes it', () => heard.end === 'io server disconnect');

test('A token that is taken back hears nothing more', async () => {
  const secret = await token();
  const { heard } = await listen(reviewed.url, { token: secret });
  say(reviewed);
  await until('it hears', () => heard.items === 1);
  await ApiTokens(world.db).deleteOne({ tenantId: 'main', _id: sha256(secret) });
  await closed(heard);
});

test('A token that expires hears nothing more', async () => {
  const { heard } = await listen(reviewed.url, { token: await token('all', 1) });
  world.clock.advance(25 * 3_600_000);
  await closed(heard);
});

test('Signing out closes the connections of that session on every server at once, and of no other', async () => {
  const [mine, other] = [await cookie(), await cookie()];
  const [ended, kept] = [
    await listen(unreviewed.url, { cookie: mine }),
    await listen(unreviewed.url, { cookie: other }),
  ];
  const headers = { cookie: mine, origin: world.url };
  expect((await fetch(`${world.url}/api/session`, { method: 'DELETE', headers })).status).toBe(200);
  await closed(ended.heard);
  say(unreviewed);
  await until('the other hears', () => kept.heard.items === 1);
  expect(ended.heard.items).toBe(0);
});

test('A session that is gone from the store, and a person who is removed, hear nothing more', async () => {
  const mine = await listen(reviewed.url, { cookie: await cookie() });
  for (const key of await client.keys('session:*')) await client.del(key);
  await closed(mine.heard);
  const theirs = await listen(reviewed.url, { cookie: await cookie() });
  const person = await firstPerson(world.db, { tenantId: 'main', role: 'administrator' });
  await People(world.db).deleteOne({ tenantId: 'main', _id: person?._id ?? '' });
  await closed(theirs.heard);
});

test('Whose access ends is heard of by every server at once, not at its next review', async () => {
  const { heard } = await listen(unreviewed.url, { cookie: await cookie('deputy') });
  const person = await firstPerson(world.db, { tenantId: 'main', role: 'deputy' });
  await People(world.db).updateOne(
    { tenantId: 'main', _id: person?._id ?? '' },
    { $set: { removedAt: world.clock.now() } },
  );
  unreviewed.fanOut.deliver({ tenantId: 'main', items: [], asOf: '', rightsChanged: true });
  await closed(heard);
});

test('A person who is taken off an account stays connected, asks the store and hears no more of it', async () => {
  const { heard } = await listen(reviewed.url, { cookie: await cookie() });
  const person = await firstPerson(world.db, { tenantId: 'main', role: 'administrator' });
  const others = account.administrators.filter((email) => email !== person?.email);
  const key = { tenantId: 'main', _id: account._id };
  await Accounts(world.db).updateOne(key, { $set: { administrators: others } });
  await until('it is told to ask', () => heard.resync === 1);
  say(reviewed);
  await Accounts(world.db).updateOne(key, { $set: { administrators: account.administrators } });
  await until('it is told to ask again', () => heard.resync === 2);
  expect([heard.items, heard.end]).toEqual([0, '']);
});

test('A socket that does not drain is closed', async () => {
  const { socket, heard } = await listen(reviewed.url, { token: await token() });
  const { transport } = socket.io.engine as unknown as {
    transport: { ws: { pause(): void; resume(): void } };
  };
  transport.ws.pause();
  for (let n = 0; n < 40; n++) say(reviewed, 'x'.repeat(1_000_000));
  await new Promise((resolve) => setTimeout(resolve, 4 * REVIEW_MS));
  transport.ws.resume();
  await until('it is closed', () => heard.end !== '');
  expect(heard.items).toBeLessThan(40);
}, 40_000);

test('Using a session does not lengthen it', async () => {
  const mine = await cookie();
  const [key = ''] = (await client.keys('session:*')).slice(-1);
  for (const one of await client.keys('session:*')) await client.expire(one, 100);
  expect((await fetch(`${world.url}/api/session`, { headers: { cookie: mine } })).status).toBe(200);
  expect(await client.ttl(key)).toBeLessThanOrEqual(100);
});
