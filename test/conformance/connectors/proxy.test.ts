/** HTTPS_PROXY is honoured, and lets nothing be called that could not be called without it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createHttpClient } from '../../../connectors/shared/http.ts';

let proxy: Server;
let address: string;
const asked: string[] = [];

beforeAll(async () => {
  proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('{"straight":true}');
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
beforeEach(() => void asked.splice(0));
afterAll(
  () =>
    new Promise<void>((resolve) => {
      proxy.close(() => resolve());
      proxy.closeAllConnections();
    }),
);

const get = (base: string, settings: { httpsProxy?: string; noProxy?: string } = {}) =>
  createHttpClient({ totalMs: 1000, proxy: { httpsProxy: address, ...settings } })({
    ...{ base, token: 't', method: 'GET', path: ['me'] },
  });

test('A platform is called through the proxy, and a way that it does not open was never gone', async () => {
  expect(await get('https://graph.facebook.example/v26.0')).toEqual({ kind: 'unsent' });
  expect(asked).toEqual(['CONNECT graph.facebook.example:443']);
});

test('What NO_PROXY names, and this machine itself, is called straight', async () => {
  expect(await get('https://graph.facebook.invalid', { noProxy: 'x.example,facebook.invalid' })).toEqual({
    kind: 'unsent',
  });
  expect(asked).toEqual([]);
  expect(await get(address)).toMatchObject({ kind: 'answered', body: { straight: true } });
  expect(asked).toEqual(['GET /me']);
});

test('The proxy is no way round the guard, and one that is none stops the call', async () => {
  expect(await get('http://graph.facebook.example/v26.0')).toEqual({ kind: 'cannot' });
  expect(await get('https://user:word@graph.facebook.example')).toEqual({ kind: 'cannot' });
  expect(await get('https://graph.facebook.example', { httpsProxy: 'ftp://proxy' })).toEqual({
    kind: 'cannot',
  });
  expect(asked).toEqual([]);
});
