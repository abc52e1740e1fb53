/** The public page beside the drawn picture: what it may fetch, what it may not, and that it says what it is. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createPageFetcher } from '../../../core/kernel/guarded-fetch/fetch-page.ts';
import { MAX_HEIGHT } from '../../../documents/picture/draw.ts';
import { findChromium } from '../../../documents/picture/find-chromium.ts';
import { createPainter } from '../../../documents/picture/painter.ts';
import { startSimulator } from '../../../ops/simulator/server.ts';
import type { SimNode } from '../../../ops/simulator/types.ts';
import { evidenceOf, neighbour } from '../../support/evidence.ts';

const LIMIT_MS = 90_000;
const painter = createPainter({ find: () => findChromium(process.env), sandbox: 'on' });
const fetcher = createPageFetcher();
const asked: string[] = [];
let server: Server;
let base = '';

const BODY = `<body style="background:#0a0;height:9000px"><h1>Sidan</h1>
<img src="http://10.0.0.1/inre.png"><img src="https://elsewhere.example/x.png"><script>
fetch('http://169.254.169.254/latest');new WebSocket('ws://127.0.0.1:9/x');fetch('/posted',{method:'POST'})
</script><img src="/own.png">`;

beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    res.writeHead(req.url === '/gone' ? 404 : 200, { 'content-type': 'text/html' }).end(BODY);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await painter.close();
  await fetcher.close();
  server.closeAllConnections();
  server.close();
});

const at = (path: string, demo = true, more: Parameters<typeof evidenceOf>[0] = {}) => {
  const evidence = evidenceOf(more);
  const object = { ...evidence.object, permalink: `${base}${path}`, ...more.object };
  const source = { platform: 'facebook' as const, demo };
  const seenAt = '2026-11-30T06:20:00.000Z';
  return painter.drawPublicPage({ ...evidence, object }, { source, fetcher, seenAt });
};

test(
  'The page of a demo account is seen, cut to the height of a picture, without what lies elsewhere',
  async () => {
    const pages = await at('/post');
    expect(pages).toHaveLength(1);
    const [page] = pages ?? [];
    expect(page?.height).toBeLessThanOrEqual(MAX_HEIGHT);
    const { channels, isOpaque } = await sharp(page?.png).stats();
    expect(isOpaque).toBe(true);
    expect((channels[1]?.mean ?? 0) - (channels[0]?.mean ?? 0)).toBeGreaterThan(50);
    expect(asked).toContain('GET /post');
    expect(asked.some((line) => line.startsWith('POST'))).toBe(false);
  },
  LIMIT_MS,
);

test('No page is fetched from this machine for a real account, nor of what is hidden or stands beside something withheld', async () => {
  asked.length = 0;
  expect(await at('/post', false)).toBeNull();
  const hidden = { ...evidenceOf().object, permalink: `${base}/post`, visibility: 'hidden' as const };
  expect(await at('/post', true, { object: hidden })).toBeNull();
  const withheld = { ...neighbour('1', 'before', { name: 'Namn', text: '' }), withheld: true };
  expect(await at('/post', true, { thread: [withheld] })).toBeNull();
  expect(asked).toEqual([]);
});

test(
  'A page that is gone gives no picture',
  async () => {
    expect(await at('/gone')).toBeNull();
  },
  LIMIT_MS,
);

test(
  'The simulator’s page of a post is seen beside what is drawn of its comment',
  async () => {
    const simulator = await startSimulator({
      target: `${base}/webhooks/facebook`,
      page: { id: '100', name: 'Påhittad kommun' },
      pageToken: 't',
      appSecret: 's',
      verifyToken: 'v',
    });
    try {
      await simulator.comment({ text: 'Syns av alla', wait: false });
      const nodes = (await (await fetch(`${simulator.url}/_sim/nodes`)).json()) as SimNode[];
      const [, number = ''] = nodes.find(({ kind }) => kind === 'post')?.id.split('_') ?? [];
      const permalink = `${simulator.url}/100/posts/${number}?comment_id=1`;
      const pages = await at('', true, { object: { ...evidenceOf().object, permalink } });
      expect(pages).toHaveLength(1);
    } finally {
      await simulator.stop();
    }
  },
  LIMIT_MS,
);

test('Only the platform’s own hosts are asked', () => {
  const may = (url: string) => fetcher.mayFetch({ platform: 'facebook', demo: false }, url);
  expect(may('https://www.facebook.com/1/posts/2')).toBe(true);
  for (const url of [
    'http://www.facebook.com/1',
    'https://facebook.com.example/1',
    'https://www.facebook.com:8443/',
    'https://a@www.facebook.com/',
    'file:///etc/passwd',
    'http://127.0.0.1/',
  ])
    expect([url, may(url)]).toEqual([url, false]);
});

test('For a demo account nobody but this machine is asked: its posts are invented', () => {
  const demo = { platform: 'facebook', demo: true } as const;
  expect(fetcher.mayFetch(demo, 'http://127.0.0.1:4800/1/posts/2')).toBe(true);
  expect(fetcher.mayFetch(demo, 'https://www.facebook.com/1/posts/2')).toBe(false);
});
