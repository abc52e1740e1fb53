/** The guard's own rules, and the fetch against a real server on this machine. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createPictureFetcher,
  pictureAddress,
  pictureTypeOf,
} from '../../../../../core/kernel/guarded-fetch/fetch-picture.ts';
import { createWebhookPoster } from '../../../../../workers/alarms/webhook.ts';
import { animation, drip, type PictureServer, picture, pictureServer } from '../../../../support/pictures.ts';

const facebook = { platform: 'facebook', demo: false } as const;
const demo = { platform: 'facebook', demo: true } as const;

describe('the address of a picture', () => {
  test.each([
    'https://scontent-arn2-1.xx.fbcdn.net/v/t39.jpg?_nc=1',
    'https://platform-lookaside.fbsbx.com/x.jpg',
  ])('The picture at %s may be fetched', (url) => expect(pictureAddress(facebook, url)?.href).toBe(url));

  test.each([
    'http://scontent.xx.fbcdn.net/a.jpg',
    'https://scontent.xx.fbcdn.net:8443/a.jpg',
    'https://user:pass@scontent.xx.fbcdn.net/a.jpg',
    'https://fbcdn.net.evil.example/a.jpg',
    'https://evilfbcdn.net/a.jpg',
    'https://pbs.twimg.com/media/a.jpg',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:10.0.0.1]/a.jpg',
    'http://localhost/a.jpg',
    'http://127.0.0.1:4800/a.jpg',
    'http://2130706433/a.jpg',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'not an address',
  ])('The picture at %j may not be fetched', (url) => expect(pictureAddress(facebook, url)).toBeNull());

  test('A demo account may fetch from this machine and goes nowhere else', () => {
    expect(pictureAddress(demo, 'http://127.0.0.1:4801/_sim/pictures/a.jpg')).not.toBeNull();
    expect(pictureAddress(demo, 'http://10.0.0.1/a.jpg')).toBeNull();
    expect(pictureAddress(demo, 'file://localhost/etc/passwd')).toBeNull();
  });
});

describe('the kind of a picture', () => {
  test('The kind of a picture is told by its first bytes', async () => {
    expect(pictureTypeOf(await picture('jpeg', { width: 20, height: 20 }))).toBe('image/jpeg');
    expect(pictureTypeOf(await picture('png', { width: 20, height: 20 }))).toBe('image/png');
    expect(pictureTypeOf(await picture('webp', { width: 20, height: 20 }))).toBe('image/webp');
    expect(pictureTypeOf(await animation('gif', 2))).toBe('image/gif');
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html><body>', 'RIFF1234WAVE', ''])
      expect(pictureTypeOf(Buffer.from(text))).toBeNull();
  });
});

describe('fetching', () => {
  let server: PictureServer;
  const fetcher = createPictureFetcher({ totalMs: 700, maxBytes: 100_000 });
  const get = (path: string, account: typeof demo | typeof facebook = demo) =>
    fetcher.fetch(account, server.url + path);

  beforeAll(async () => {
    server = await pictureServer();
    const small = await picture('jpeg', { width: 60, height: 40 });
    server.at.set('/a.jpg', small);
    server.at.set('/huge.jpg', Buffer.concat([small, Buffer.alloc(200_000)]));
    server.at.set('/endless', (response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' });
      response.write(small);
      const more = setInterval(() => response.write(Buffer.alloc(30_000)), 5);
      response.on('close', () => clearInterval(more));
    });
    server.at.set('/drip', (response) => void drip(response));
    server.at.set('/silent', () => undefined);
    server.at.set('/page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(small));
    server.at.set('/liar.jpg', (response) =>
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<svg onload="alert(1)">'),
    );
    server.at.set('/broken', (response) => response.writeHead(503).end());
    server.at.set('/expired', (response) => response.writeHead(403).end());
    const to = (location: string) => (response: Parameters<typeof drip>[0]) =>
      void response.writeHead(302, { location }).end();
    server.at.set('/moved', to('/a.jpg'));
    server.at.set('/round', to('/round'));
    server.at.set('/inside', to('http://169.254.169.254/latest/meta-data'));
    server.at.set('/private', to('https://192.168.1.1/a.jpg'));
    server.at.set('/mapped', to('http://[::ffff:10.0.0.1]/a.jpg'));
    server.at.set('/file', to('file:///etc/passwd'));
    server.at.set('/other', to('https://elsewhere.example/a.jpg'));
  });
  afterAll(async () => {
    await server.close();
    await fetcher.close();
  });

  test('A fetch gives the bytes and their kind, also after a redirect on the way', async () => {
    for (const path of ['/a.jpg', '/moved'])
      expect(await get(path)).toMatchObject({ ok: true, type: 'image/jpeg', bytes: server.at.get('/a.jpg') });
  });

  test.each([
    ['/huge.jpg', 'too-large'],
    ['/endless', 'too-large'],
    ['/drip', 'timeout'],
    ['/silent', 'timeout'],
    ['/page', 'unsupported'],
    ['/liar.jpg', 'unsupported'],
    ['/broken', 'unreachable'],
    ['/expired', 'gone'],
    ['/nothing', 'gone'],
    ['/round', 'blocked-host'],
    ['/inside', 'blocked-host'],
    ['/private', 'blocked-host'],
    ['/mapped', 'blocked-host'],
    ['/file', 'blocked-host'],
    ['/other', 'blocked-host'],
  ])('A fetch of %s fails with the cause %s', async (path, cause) =>
    expect(await get(path)).toEqual({ ok: false, cause }));

  test('An account that is no demo never reaches this machine', async () => {
    const before = server.asked.length;
    expect(await get('/a.jpg', facebook)).toEqual({ ok: false, cause: 'blocked-host' });
    expect(server.asked).toHaveLength(before);
  });
});

describe('a name that leads inwards', () => {
  test('A name that leads inwards is refused at the connection, for webhooks too', async () => {
    const server = await pictureServer();
    // `localhost` is a name: only the resolved address says where it leads.
    const { port } = new URL(server.url);
    const { createGuardedAgent } = await import('../../../../../core/kernel/guarded-fetch/guarded-agent.ts');
    const { request } = await import('undici');
    const closed = createGuardedAgent({ loopback: false }, { connectMs: 500, totalMs: 500 });
    const open = createGuardedAgent({ loopback: true }, { connectMs: 500, totalMs: 500 });
    for (const host of ['localhost', '127.0.0.1', '[::ffff:127.0.0.1]'])
      await expect(request(`http://${host}:${port}/`, { dispatcher: closed })).rejects.toThrow(/not public/u);
    expect(server.asked).toEqual([]);
    expect((await request(`http://127.0.0.1:${port}/`, { dispatcher: open })).statusCode).toBe(404);
    await Promise.all([closed.close(), open.close()]);
    const poster = createWebhookPoster({ loopback: false });
    expect(await poster.post({ url: `http://localhost:${port}/`, host: 'localhost' }, {})).toMatchObject({
      state: 'refused',
    });
    await poster.close();
    await server.close();
  });
});
