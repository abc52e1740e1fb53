/** What a stranger tries at the edge of the API. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { ItemPage } from '../../../core/inbox/items.contract.ts';
import { createApp } from '../../../server/app.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf, VERIFY_TOKEN } from '../../support/webhook.ts';

const s = suite({ simulator: false });

test.each(['Bearer', 'bearer', 'BEARER'])('The scheme %s is understood', async (scheme) => {
  const headers = { authorization: `${scheme} ${s.api.token}` };
  expect((await fetch(`${s.world.url}/api/items`, { headers })).status).toBe(200);
});

test('The answer to a handshake is never taken for a page', async () => {
  const query = `hub.mode=subscribe&hub.challenge=%3Cb%3E&hub.verify_token=${VERIFY_TOKEN}`;
  const answer = await fetch(`${s.world.url}/webhooks/facebook?${query}`);
  expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
});

test('A script of an older build is 404, not the page', async () => {
  const clientDir = mkdtempSync(join(tmpdir(), 'uppsikt-client-'));
  mkdirSync(join(clientDir, 'assets'));
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html>');
  const { serverDeps } = s.world;
  const http = createServer(createApp({ ...serverDeps, settings: { ...serverDeps.settings, clientDir } }));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  expect((await fetch(`${url}/assets/index-old.js`)).status).toBe(404);
  expect((await fetch(`${url}/inbox`)).status).toBe(200);
  http.close();
  http.closeAllConnections();
  rmSync(clientDir, { recursive: true });
});

test('Half a character and NUL are one form in text, name and note, and the hash is of what is stored', async () => {
  const from = { id: '9001', name: 'Ada \ud83d' };
  await s.world.deliver(envelopeOf([added({ id: '1_1', text: 'Bra jobbat \ud83d a\0b', at: MONDAY, from })]));
  const { comment, item } = await storedOf(s, '1_1');
  expect(item?.text).toBe('Bra jobbat \uFFFD a\uFFFDb');
  expect(item?.author?.name).toBe('Ada \uFFFD');
  expect(comment?.revisions[0]?.text).toBe(item?.text);
  const [shown] = (await s.api.get<ItemPage>('/api/items?externalId=1_1')).body.items;
  const id = shown?.id ?? '';
  expect((await s.api.act(id, { type: 'note', text: 'x\ud83d\0' })).status).toBe(202);
  expect((await s.api.detail(id)).notes[0]?.text).toBe('x\uFFFD\uFFFD');
});

test.each([
  'externalId=%00',
  'externalId=a%EF%BF%BD',
  'accountId=x%00y',
  '%00=1',
])('A query that holds what no stored text is like is refused: %s', async (query) => {
  const { status, body } = await s.api.get<{ error: { code: string } }>(`/api/items?${query}`);
  expect([status, body.error.code]).toEqual([422, 'invalid']);
});

test.each([
  '%00',
  '%EF%BF%BD',
  'x%00y',
])('An item whose id holds what no id does is not found: %s', async (id) => {
  expect((await s.api.get(`/api/items/${id}`)).status).toBe(404);
});

test.each([
  '%ff',
  '%',
  '%ED%A0%80',
])('An address that is no UTF-8 is refused and no fault of ours: %s', async (id) => {
  expect((await s.api.get(`/api/items/${id}`)).status).toBe(400);
});
