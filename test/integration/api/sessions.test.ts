/** Sign-in by link, the session cookie and where a request may come from; limits. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ensurePerson, firstPerson } from '../../../core/accounts/people.store.ts';
import { createSignInToken } from '../../../core/accounts/sign-in-links.store.ts';
import type { ItemPage } from '../../../core/inbox/items.contract.ts';
import { Readings } from '../../../core/inbox/readings.store.ts';
import { READING_KEPT_DAYS } from '../../../core/inbox/unread.ts';
import { openRedis } from '../../../core/kernel/redis.ts';
import { createLimits } from '../../../server/middleware/limits.ts';
import { openSessions, type Sessions } from '../../../server/sessions.ts';
import { addTestAccount, SECRET_KEY } from '../../support/accounts.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { type TestRedis, type TestStores, testMongo, testRedis } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { added, envelopeOf } from '../../support/webhook.ts';
import { openWorld, type World } from '../../support/world.ts';

let stores: TestStores;
let redis: TestRedis;
let sessions: Sessions;
let world: World;
let client: ReturnType<typeof openRedis>;

beforeAll(async () => {
  [stores, redis] = await Promise.all([testMongo(), testRedis()]);
  const quiet = (): void => undefined;
  sessions = await openSessions({
    redisUrl: redis.redisUrl,
    secretKey: SECRET_KEY,
    secure: false,
    onError: quiet,
  });
  client = openRedis(redis.redisUrl, 'fast', quiet);
  await until('Redis answers', () => client.status === 'ready');
  const { middleware: session } = sessions;
  world = await openWorld({
    mongoUrl: stores.mongoUrl,
    session,
    limits: createLimits(client),
    simulator: false,
  });
  await addTestAccount(world.db, {}, world.clock.now());
}, 60_000);

afterAll(async () => {
  await world?.close();
  await sessions?.close();
  client?.disconnect();
  await redis?.stop();
  await stores?.stop();
});

async function link(): Promise<string> {
  const person = await firstPerson(world.db, { tenantId: 'main', role: 'administrator' });
  if (person === null) throw new Error('nobody');
  return createSignInToken(world.db, person, world.clock.now());
}

const signIn = (token: string, origin = world.url) =>
  fetch(`${world.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  });

async function cookie(token?: string): Promise<string> {
  const answer = await signIn(token ?? (await link()));
  expect(answer.status).toBe(201);
  const set = answer.headers.get('set-cookie') ?? '';
  expect(set).toMatch(/HttpOnly/u);
  expect(set).toMatch(/SameSite=Lax/u);
  return set.split(';')[0] ?? '';
}

describe('signing in', () => {
  test('A link works once, for 15 minutes, from our own page', async () => {
    const token = await link();
    expect((await signIn(token, 'https://evil.example')).status).toBe(403);
    expect((await signIn(token)).status).toBe(201);
    expect((await signIn(token)).status).toBe(401);
    const old = await link();
    world.clock.advance(16 * 60_000);
    expect((await signIn(old)).status).toBe(401);
  });

  test('The cookie reads from anywhere on the site and writes only from our own page, and only JSON', async () => {
    const headers = { cookie: await cookie() };
    const read = await fetch(`${world.url}/api/session`, { headers });
    expect(await read.json()).toMatchObject({
      person: { role: 'administrator', email: 'bo.berg@exempel.se' },
    });
    const search = (more: Record<string, string>, body = '{"text":"hej"}') =>
      fetch(`${world.url}/api/items/search`, { method: 'POST', headers: { ...headers, ...more }, body });
    const json = { 'content-type': 'application/json' };
    expect((await search({ ...json, origin: world.url })).status).toBe(200);
    expect((await search(json)).status).toBe(403);
    expect((await search({ ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await search({ ...json, origin: 'null' })).status).toBe(403);
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: world.url };
    expect((await search(form, 'text=hej')).status).toBe(422);
  });

  test('What a person has read is read on their other devices, and unread to everybody else', async () => {
    await world.deliver(envelopeOf([added({ id: '1_1', text: 'När öppnar badet?', at: MONDAY })]));
    const email = 'annan@exempel.se';
    const role = 'communications-unit';
    const now = world.clock.now();
    const other = await ensurePerson(world.db, { tenantId: 'main', email, role, now });
    const theirs = await cookie(await createSignInToken(world.db, other, now));
    const [laptop, phone] = [await cookie(), await cookie()];
    const read = async (session: string): Promise<ItemPage> =>
      (await fetch(`${world.url}/api/items`, { headers: { cookie: session } })).json() as Promise<ItemPage>;
    const [item] = (await read(laptop)).items;
    const id = item?.id ?? '';
    const see = (session: string, body: object) =>
      fetch(`${world.url}/api/items/${id}/seen`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: world.url, cookie: session },
        body: JSON.stringify(body),
      });
    expect((await read(phone)).seen).toEqual({});
    // Nobody has read a text that is not there yet.
    expect((await see(laptop, { revision: 7 })).status).toBe(200);
    expect((await read(phone)).seen).toEqual({ [id]: 1 });
    expect((await read(theirs)).seen).toEqual({});
    // An older window takes nothing back.
    expect((await see(phone, { revision: 0 })).status).toBe(200);
    expect((await read(laptop)).seen).toEqual({ [id]: 1 });
    expect((await see(theirs, { revision: -1 })).status).toBe(422);
    // A key is nobody's eyes.
    const key = await apiClient(world.db, world.url, { now });
    expect((await key.send('POST', `/api/items/${id}/seen`, {})).status).toBe(200);
    expect((await key.items()).seen).toEqual({});
    const stored = await Readings(world.db).find({ tenantId: 'main' }).lean();
    expect(stored.map(({ keptUntil }) => keptUntil.getTime() - now.getTime())).toEqual([
      READING_KEPT_DAYS * 86_400_000,
    ]);
    // The next test signs in too, and only so many may in a minute.
    await client.flushdb();
  });

  test('What a person chooses for themselves is kept on the server; a key has chosen nothing', async () => {
    const post = (headers: Record<string, string>, body: object) =>
      fetch(`${world.url}/api/session/settings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: world.url, ...headers },
        body: JSON.stringify(body),
      });
    const session = async (headers: Record<string, string>) =>
      (await fetch(`${world.url}/api/session`, { headers })).json();
    const first = { cookie: await cookie() };
    expect(await session(first)).toMatchObject({ settings: { showsVeiled: false, askedAboutVeil: false } });
    expect((await post(first, { askedAboutVeil: true })).status).toBe(200);
    expect(await (await post(first, { showsVeiled: true })).json()).toEqual({
      showsVeiled: true,
      askedAboutVeil: true,
    });
    // Another browser, later: nothing is left out that was chosen before.
    expect((await post(first, {})).status).toBe(200);
    const second = { cookie: await cookie() };
    expect(await session(second)).toMatchObject({ settings: { showsVeiled: true, askedAboutVeil: true } });
    expect((await post(second, { showsVeiled: 'yes' })).status).toBe(422);
    expect((await post(second, { role: 'administrator' })).status).toBe(422);
    const key = await apiClient(world.db, world.url, { now: world.clock.now() });
    expect((await key.get('/api/session')).body).toMatchObject({ settings: { showsVeiled: false } });
    expect((await key.send('POST', '/api/session/settings', { showsVeiled: true })).status).toBe(422);
  });

  test('Signing out ends it', async () => {
    const headers = { cookie: await cookie(), origin: world.url };
    expect((await fetch(`${world.url}/api/session`, { method: 'DELETE', headers })).status).toBe(200);
    expect((await fetch(`${world.url}/api/session`, { headers })).status).toBe(401);
  });
});

describe('limits', () => {
  test('A token has 1,200 requests a minute, then 429 with Retry-After; another token is not touched', async () => {
    const now = world.clock.now();
    const [busy, other] = [
      await apiClient(world.db, world.url, { now }),
      await apiClient(world.db, world.url, { now }),
    ];
    const statuses = new Map<number, number>();
    let retryAfter: string | null = null;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let n = 0; n < 61; n++) {
          const { status, headers } = await busy.get('/api/session');
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          retryAfter = headers.get('retry-after') ?? retryAfter;
        }
      }),
    );
    expect(statuses.get(200)).toBe(1200);
    expect(statuses.get(429)).toBe(20);
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect((await other.get('/api/session')).status).toBe(200);
  }, 60_000);

  test('Sign-ins are counted strictly', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push((await signIn(`guess-${n}-0123456789`)).status);
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  });
});
