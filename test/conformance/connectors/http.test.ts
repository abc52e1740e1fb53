/** The guard around every outgoing call. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHttpClient } from '../../../connectors/shared/http.ts';

let server: Server;
let base: string;
const seen: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    if (request.url === '/base/silent') return;
    if (request.url === '/base/halting') {
      response.write('{"a":');
      return;
    }
    if (request.url === '/base/away') response.writeHead(307, { location: '/base/caught' });
    if (request.url === '/base/long') response.write(' '.repeat(1001));
    response.end('{"id":10201978818232601}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`;
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

const client = createHttpClient({ totalMs: 1500, maxBytes: 1000 });
const get = (...path: string[]) => client({ base, token: 't', method: 'GET', path });

test('An answer keeps long ids', async () => {
  expect(await get('ok')).toMatchObject({ kind: 'answered', status: 200, body: { id: '10201978818232601' } });
});

test('An answer that never comes, or never ends, is lost', async () => {
  expect(await get('silent')).toEqual({ kind: 'lost' });
  expect(await get('halting')).toEqual({ kind: 'lost' });
});

test('An answer longer than allowed is not read to its end', async () => {
  expect(await get('long')).toEqual({ kind: 'lost' });
});

test('What a connector has encoded itself keeps its structure, and can neither end its part nor lead elsewhere', async () => {
  const key = { encoded: '(user:urn%3Ali%3Aperson%3Aa,ids:List(1,2))' };
  const call = {
    base,
    token: 't',
    method: 'GET',
    path: ['keys', key],
    query: { key, text: 'å & (b)' },
  } as const;
  expect((await client(call)).kind).toBe('answered');
  const query = `key=${key.encoded}&text=%C3%A5%20%26%20(b)`;
  expect(seen.at(-1)).toBe(`/base/keys/${key.encoded}?${query}`);
  for (const encoded of ['..', 'a/b', 'a?b', 'a#b', 'a&b=c', '', 'a b'])
    expect(await client({ ...call, path: [{ encoded }] })).toEqual({ kind: 'cannot' });
});

test('A redirect is an answer and is not followed', async () => {
  expect(await get('away')).toMatchObject({ kind: 'answered', status: 307 });
  expect(seen).not.toContain('/base/caught');
});

test('A name that does not resolve was never sent', async () => {
  const call = { base: 'https://graph.invalid/v26.0', token: 't', method: 'POST', path: ['me'] } as const;
  expect(await client({ ...call, form: { a: 'b' } })).toEqual({ kind: 'unsent' });
});

test.each([
  'http://graph.example/',
  'http://127.0.0.1.evil.example/',
  'http://localhost.evil.example/',
  'http://3232235777/',
  'ws://127.0.0.1/',
  'file:///etc/passwd',
  'https://user:pass@graph.example/',
  'https://graph.example/?a=b',
  'https://graph.example/#a',
  'graph.example',
])('A client refuses %s as its base', async (bad) => {
  expect(await client({ base: bad, token: 't', method: 'GET', path: ['me'] })).toEqual({ kind: 'cannot' });
});
