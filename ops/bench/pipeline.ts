/** From signed POST to inbox and browser, beside the raw limits of the same machine in the same run. */
import { io } from 'socket.io-client';
import { Items } from '../../core/inbox/items.store.ts';
import { SOCKET_PATH } from '../../core/inbox/realtime.contract.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { type Ground, openGround } from './ground.ts';
import { commentIdOf, createSender, flood, signedDeliveries, steady } from './load.ts';
import { quantile } from './quantile.ts';
import { rawMongo } from './raw-mongo.ts';
import type { Report } from './report.ts';

const CONNECTIONS = 64;
const WARM_UP = 500;
const POSTS = 12_000;
const INBOX_COMMENTS = 6000;
const STEADY_SECONDS = 15;
const STEADY_RATE = 300;
const BROWSER_RATE = 50;
const BROWSER_POSTS = 500;
const GIVE_UP_MS = 120_000;

/** Posts per second over `POSTS` distinct signed deliveries. */
async function postsPerSecond(url: string, ground: Ground, run: string): Promise<number> {
  const sender = createSender(`${url}/webhooks/facebook`, CONNECTIONS);
  const warm = signedDeliveries(ground.spec(`${run}w`), { first: 0, count: WARM_UP, each: 1 });
  const deliveries = signedDeliveries(ground.spec(run), { first: 0, count: POSTS, each: 1 });
  await flood(sender, warm, CONNECTIONS);
  const seconds = await flood(sender, deliveries, CONNECTIONS);
  await sender.close();
  return POSTS / seconds;
}

const countItems = (ground: Ground): Promise<number> =>
  Items(ground.db).countDocuments({ tenantId: MAIN_TENANT });

async function untilItems(ground: Ground, wanted: number): Promise<void> {
  const until = performance.now() + GIVE_UP_MS;
  while ((await countItems(ground)) < wanted) {
    if (performance.now() > until)
      throw new Error(`Only ${await countItems(ground)} of ${wanted} items reached the inbox in time.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Comments per second from the first POST until the last item stands in the store. */
async function commentsPerSecond(ground: Ground, run: string, each: number): Promise<number> {
  const sender = createSender(`${ground.url}/webhooks/facebook`, CONNECTIONS);
  const deliveries = signedDeliveries(ground.spec(run), { first: 0, count: INBOX_COMMENTS / each, each });
  const before = await countItems(ground);
  const started = performance.now();
  await flood(sender, deliveries, CONNECTIONS);
  await untilItems(ground, before + INBOX_COMMENTS);
  await sender.close();
  return INBOX_COMMENTS / ((performance.now() - started) / 1000);
}

async function latencyAtRate(ground: Ground): Promise<number[]> {
  const sender = createSender(`${ground.url}/webhooks/facebook`, CONNECTIONS);
  const count = STEADY_RATE * STEADY_SECONDS;
  const before = await countItems(ground);
  const took = await steady(
    sender,
    signedDeliveries(ground.spec('steady'), { first: 0, count, each: 1 }),
    STEADY_RATE,
  );
  await untilItems(ground, before + count);
  await sender.close();
  return took;
}

/** Milliseconds from sending a POST until its item reaches a signed-in browser's socket. */
async function postToBrowser(ground: Ground): Promise<number[]> {
  const spec = ground.spec('browser');
  const deliveries = signedDeliveries(spec, { first: 0, count: BROWSER_POSTS, each: 1 });
  const sentAt = new Map<string, number>();
  const took: number[] = [];
  const socket = io(ground.url, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    auth: { token: ground.token },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  socket.on('items', (message: { items: { externalId: string }[] }) => {
    for (const { externalId } of message.items) {
      const sent = sentAt.get(externalId);
      if (sent === undefined) continue;
      sentAt.delete(externalId);
      took.push(performance.now() - sent);
    }
  });
  const sender = createSender(`${ground.url}/webhooks/facebook`, CONNECTIONS);
  const marking = {
    ...sender,
    post: (delivery: (typeof deliveries)[number]) => {
      sentAt.set(commentIdOf(spec, deliveries.indexOf(delivery)), performance.now());
      return sender.post(delivery);
    },
  };
  await steady(marking, deliveries, BROWSER_RATE);
  const until = performance.now() + 10_000;
  while (took.length < BROWSER_POSTS && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 20));
  socket.disconnect();
  await sender.close();
  return took;
}

export async function run(): Promise<Report> {
  const ground = await openGround();
  try {
    const raw = await ground.startRaw();
    const rawPosts = await postsPerSecond(raw.url, ground, 'raw');
    raw.stop();
    const posts = await postsPerSecond(ground.url, ground, 'posts');
    const mongo = await rawMongo(ground.mongoUrl);
    await ground.startWorker();
    await untilItems(ground, POSTS + WARM_UP);
    const single = await commentsPerSecond(ground, 'single', 1);
    const ten = await commentsPerSecond(ground, 'ten', 10);
    const latency = await latencyAtRate(ground);
    const browser = await postToBrowser(ground);
    return {
      name: 'From signed POST to inbox and browser',
      rows: [
        { figure: 'signed POSTs/s, raw Express + raw body + HMAC', value: rawPosts },
        { figure: 'signed POSTs/s, stored and journaled before 200', value: posts },
        {
          figure: 'ratio to the raw limit',
          value: posts / rawPosts,
          must: 'at least 0.35',
          met: posts / rawPosts >= 0.35,
        },
        { figure: 'MongoDB raw, single inserts/s (16 at once, journaled)', value: mongo.single },
        { figure: 'MongoDB raw, bulk inserts/s (1,000 at a time)', value: mongo.bulk },
        {
          figure: 'comments/s to the inbox, one per delivery',
          value: single,
          must: '300',
          met: single >= 300,
        },
        {
          figure: 'comments/s to the inbox, ten per delivery',
          value: ten,
          must: '600, aim 1,500',
          met: ten >= 600,
        },
        { figure: 'POST p50 at 300/s, ms', value: quantile(latency, 0.5) },
        {
          figure: 'POST p99 at 300/s, ms',
          value: quantile(latency, 0.99),
          must: 'under 25',
          met: quantile(latency, 0.99) < 25,
        },
        {
          figure: `POST to browser p50, ms (${browser.length} of ${BROWSER_POSTS} seen)`,
          value: quantile(browser, 0.5),
        },
        {
          figure: 'POST to browser p99, ms',
          value: quantile(browser, 0.99),
          must: 'under 1,000',
          met: quantile(browser, 0.99) < 1000,
        },
      ],
    };
  } finally {
    await ground.stop();
  }
}
