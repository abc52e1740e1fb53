/** Who reads and who writes reaches those who see the same account, on every server, and nobody else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { createApiToken, People } from '../../../core/accounts/people.store.ts';
import { createSignInToken } from '../../../core/accounts/sign-in-links.store.ts';
import type { PresentPerson } from '../../../core/inbox/presence.ts';
import { SILENT_MS } from '../../../core/inbox/presence.ts';
import { SOCKET_PATH } from '../../../core/inbox/realtime.contract.ts';
import { commentId } from '../../../core/kernel/ids.ts';
import { createFanOut, type FanOut } from '../../../server/realtime/fan-out.ts';
import { openSessions, type Sessions } from '../../../server/sessions.ts';
import { addTestAccount, SECRET_KEY } from '../../support/accounts.ts';
import { MONDAY } from '../../support/clock.ts';
import { type TestRedis, type TestStores, testMongo, testRedis } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { added, envelopeOf, PAGE_ID } from '../../support/webhook.ts';
import { openWorld, type World } from '../../support/world.ts';

const OTHER_PAGE = '777';
let stores: TestStores;
let redis: TestRedis;
let sessions: Sessions;
let world: World;
let itemId: string;
const fanOuts: FanOut[] = [];
const urls: string[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  [stores, redis] = await Promise.all([testMongo(), testRedis()]);
  const { redisUrl } = redis;
  sessions = await openSessions({ redisUrl, secretKey: SECRET_KEY, secure: false, onError: () => undefined });
  world = await openWorld({
    mongoUrl: stores.mongoUrl,
    session: sessions.middleware,
    simulator: false,
    publisher: {
      publish: async (message) => {
        // As through the stream: what is no JSON does not arrive.
        for (const fanOut of fanOuts) fanOut.deliver(JSON.parse(JSON.stringify(message)));
        return true;
      },
    },
  });
  const now = world.clock.now();
  const account = await addTestAccount(world.db, { externalId: PAGE_ID }, now);
  await addTestAccount(
    world.db,
    { externalId: OTHER_PAGE, administrators: ['x@exempel.se', 'y@exempel.se'] },
    now,
  );
  await world.deliver(envelopeOf([added({ id: '1_1', text: 'Hej', at: MONDAY })]));
  itemId = commentId(account._id, '1_1');
  for (const _server of [1, 2]) {
    const http = createServer();
    fanOuts.push(createFanOut(world.serverDeps, http, { reviewMs: 50 }));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    urls.push(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  }
}, 60_000);

afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  for (const fanOut of fanOuts) await fanOut.close();
  await world?.close();
  await sessions?.close();
  await redis?.stop();
  await stores?.stop();
});

/** Signed in, listening on one of the servers; `people` is who the window knows to be at the item. */
async function windowOf(as: { email: string } | { token: string }, server = 0) {
  let cookie = '';
  if ('email' in as) {
    const person = await People(world.db).findOne({ tenantId: 'main', email: as.email }).lean();
    if (person === null) throw new Error(`nobody is ${as.email}`);
    const token = await createSignInToken(world.db, person, world.clock.now());
    const headers = { 'content-type': 'application/json', origin: world.url };
    const body = JSON.stringify({ token });
    const answer = await fetch(`${world.url}/api/session`, { method: 'POST', headers, body });
    cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }
  const socket = io(urls[server] ?? '', {
    path: SOCKET_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: 'token' in as ? as : {},
    extraHeaders: cookie === '' ? {} : { cookie },
  });
  sockets.push(socket);
  const known = { people: [] as PresentPerson[], told: 0 };
  socket.on('presence', ({ items }: { items: { itemId: string; people: PresentPerson[] }[] }) => {
    known.told += 1;
    for (const item of items) if (item.itemId === itemId) known.people = item.people;
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve());
    socket.on('connect_error', reject);
  });
  return { socket, known };
}

const emails = async (): Promise<string[]> =>
  (await People(world.db).find({ tenantId: 'main' }).lean()).map(({ email }) => email ?? '');
const isWriting = ({ known }: Awaited<ReturnType<typeof windowOf>>, count: number): boolean =>
  known.people.filter(({ doing }) => doing === 'write').length === count;

test('Whoever writes is known on every server, the first holds the answer, and leaving is told', async () => {
  const [first = '', second = ''] = (await emails()).filter((email) => !/^[xy]@/u.test(email));
  const [eva, omar] = [await windowOf({ email: first }), await windowOf({ email: second }, 1)];
  eva.socket.emit('presence', { itemId, doing: 'write' });
  await until('the other server knows', () => isWriting(omar, 1));
  omar.socket.emit('presence', { itemId, doing: 'write' });
  await until('both write', () => isWriting(eva, 2));
  const holder = (): string | undefined => eva.known.people.find(({ holds }) => holds)?.name;
  const before = holder();
  omar.socket.emit('presence', { itemId, doing: 'write', takesOver: true });
  await until('it is taken over', () => holder() !== before);
  // Who comes later is told who is there.
  const late = await windowOf({ email: first }, 1);
  await until('it knows', () => isWriting(late, 2));
  omar.socket.disconnect();
  await until('one is left', () => isWriting(eva, 1));
  world.clock.advance(SILENT_MS);
  await until('the silent are gone', () => eva.known.people.length === 0);
});

test('A key is nobody’s presence, and who does not see the account neither tells nor hears of it', async () => {
  const [first = ''] = (await emails()).filter((email) => !/^[xy]@/u.test(email));
  const eva = await windowOf({ email: first });
  const stranger = await windowOf({ email: 'x@exempel.se' });
  const now = world.clock.now();
  const token = await createApiToken(world.db, {
    ...{ tenantId: 'main', name: 'k', role: 'moderator', accountIds: 'all', days: 1, now },
  });
  const key = await windowOf({ token });
  stranger.socket.emit('presence', { itemId, doing: 'write' });
  key.socket.emit('presence', { itemId, doing: 'write' });
  key.socket.emit('presence', { itemId: { $gt: '' }, doing: 'write' });
  eva.socket.emit('presence', { itemId, doing: 'view' });
  await until('eva is seen', () => key.known.people.length > 0);
  expect(key.known.people.map(({ doing }) => doing)).toEqual(['view']);
  expect(stranger.known.people).toEqual([]);
});
