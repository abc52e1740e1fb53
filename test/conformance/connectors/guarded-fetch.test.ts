/** The guard around a client library's own calls. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createGuardedFetch, unansweredIn } from '../../../connectors/shared/guarded-fetch.ts';

let server: Server;
let base: string;
const seen: { method: string; url: string; header: unknown; body: string }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '' } = request;
    seen.push({ method, url, header: request.headers['x-told'], body });
    if (url === '/silent') return;
    if (url === '/cut') return void response.destroy();
    if (url === '/away') response.writeHead(307, { location: '/caught' });
    if (url === '/nothing') response.writeHead(204);
    if (url === '/long') response.write(' '.repeat(1001));
    response.end(url === '/nothing' ? undefined : '{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

const here = createGuardedFetch({ loopback: true, totalMs: 2000, maxBytes: 1000 });
const outside = createGuardedFetch({ totalMs: 2000 });
const kindOf = (call: Promise<Response>) =>
  call.then(
    () => 'answered',
    (error) => unansweredIn(error)?.kind,
  );

test('A call goes out whole, from an address or a request, and its answer comes back', async () => {
  const asked = new Request(`${base}/a?b=c`, { method: 'POST', headers: { 'x-told': 'yes' }, body: 'hej å' });
  expect(await (await here(asked)).json()).toEqual({ ok: true });
  expect(seen.at(-1)).toEqual({ method: 'POST', url: '/a?b=c', header: 'yes', body: 'hej å' });
  expect((await here(`${base}/nothing`)).status).toBe(204);
});

test('A redirect is an answer and is not followed', async () => {
  expect((await here(`${base}/away`, { redirect: 'follow' })).status).toBe(307);
  expect(seen.map(({ url }) => url)).not.toContain('/caught');
});

test('An answer that never comes, is cut, or never ends is lost', async () => {
  for (const path of ['/silent', '/cut', '/long']) expect(await kindOf(here(`${base}${path}`))).toBe('lost');
});

test('A name that does not resolve was never asked', async () => {
  expect(await kindOf(outside('https://pds.invalid/xrpc'))).toBe('unsent');
});

test.each([
  'http://pds.example/',
  'https://10.0.0.1/',
  'https://169.254.169.254/',
  'https://user:word@pds.example/',
])('A call to %s is refused', async (address) => {
  expect(await kindOf(outside(address))).toBe('cannot');
});

test('This machine is called only for an account that lives here', async () => {
  expect(await kindOf(outside(`${base}/a`))).toBe('cannot');
  expect(await kindOf(here(`${base}/a`))).toBe('answered');
});
