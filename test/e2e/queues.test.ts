/** The page of the queues in Chromium: whole under the house's content security policy, and only to look at. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ensurePerson } from '../../core/accounts/people.store.ts';
import { createSignInToken } from '../../core/accounts/sign-in-links.store.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { JOB_NAMES } from '../../core/kernel/queue/jobs.ts';
import { openQueues, type Queues } from '../../core/kernel/queue/queues.ts';
import { openRedis } from '../../core/kernel/redis.ts';
import { openSessions, type Sessions } from '../../server/sessions.ts';
import { SECRET_KEY } from '../support/accounts.ts';
import { launchBrowser, type OpenedPage, openPage } from '../support/browser.ts';
import { type TestRedis, type TestStores, testMongo, testRedis } from '../support/stores.ts';
import { until } from '../support/until.ts';
import { openWorld, type World } from '../support/world.ts';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;
const quiet = (): void => undefined;

let stores: TestStores;
let redis: TestRedis;
let sessions: Sessions;
let connection: ReturnType<typeof openRedis>;
let queues: Queues;
let world: World;
let browser: Browser;
let page: OpenedPage;
/** Every address that the browser asked for. */
const asked: URL[] = [];
/** What it asked for other than to read. */
const writes: string[] = [];

beforeAll(async () => {
  [stores, redis] = await Promise.all([testMongo(), testRedis()]);
  const { redisUrl } = redis;
  sessions = await openSessions({ redisUrl, secretKey: SECRET_KEY, secure: false, onError: quiet });
  connection = openRedis(redisUrl, 'fast', quiet);
  await until('Redis answers', () => connection.status === 'ready');
  queues = openQueues(connection, quiet);
  const { middleware: session } = sessions;
  world = await openWorld({ mongoUrl: stores.mongoUrl, session, queues, simulator: false });
  await queues.hint('act', [{ tenantId: MAIN_TENANT, _id: 'a-1', attempts: 0 }], HOUR_MS);
  const person = await ensurePerson(world.db, {
    tenantId: MAIN_TENANT,
    email: 'drift@exempel.se',
    role: 'system-administrator',
    now: world.clock.now(),
  });
  browser = await launchBrowser();
  page = await openPage(browser);
  page.on('request', (request) => {
    asked.push(new URL(request.url()));
    if (request.method() !== 'GET') writes.push(request.url());
  });
  const token = await createSignInToken(world.db, person, world.clock.now());
  const signedIn = await page.request.post(`${world.url}/api/session`, {
    data: { token },
    headers: { origin: world.url },
  });
  if (!signedIn.ok()) throw new Error(`Signing in answered ${signedIn.status()}.`);
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
  await queues?.close();
  connection?.disconnect();
  await sessions?.close();
  await redis?.stop();
  await stores?.stop();
}, 30_000);

describe('the page of the queues', () => {
  test('A system administrator sees every queue and the job that waits in one', async () => {
    await page.goto(`${world.url}/ops/queues`);
    for (const name of JOB_NAMES) await page.getByText(name, { exact: true }).first().waitFor();
    await page.goto(`${world.url}/ops/queues/queue/act?status=delayed`);
    await page.getByText('act-a-1-0').first().waitFor();
  });

  test('The page asks nothing of another host and writes nothing', () => {
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter(({ origin, protocol }) => protocol !== 'data:' && origin !== world.url)).toEqual([]);
    expect(writes).toEqual([]);
  });

  test('The content security policy has nothing to refuse', () => {
    expect(page.consoleErrors).toEqual([]);
  });

  test('A job cannot be removed and a queue cannot be paused through it', async () => {
    for (const path of ['act/act-a-1-0/clean', 'act/pause', 'pause', 'act/obliterate']) {
      const { status } = await fetch(`${world.url}/ops/queues/api/queues/${path}`, { method: 'PUT' });
      expect([path, status]).toEqual([path, 401]);
      const answer = await page.request.put(`${world.url}/ops/queues/api/queues/${path}`, {
        headers: { origin: world.url },
      });
      expect([path, answer.status()]).toEqual([path, 404]);
    }
    const [queue] = queues.all.filter(({ name }) => name === 'act');
    expect(await queue?.isPaused()).toBe(false);
    expect(await queue?.getDelayedCount()).toBe(1);
  });
});
