import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Simulator } from '../../../ops/simulator/server.ts';
import { type Receiver, simulatorFor, startReceiver } from './receiver.ts';

let receiver: Receiver;
let simulator: Simulator;

beforeEach(async () => {
  receiver = await startReceiver();
  simulator = await simulatorFor(receiver);
});
afterEach(async () => {
  await simulator.stop();
  await receiver.stop();
});

interface Said {
  readonly id: string;
  readonly created_time: string;
  readonly acknowledged: boolean;
}

async function call(method: string, path: string, body?: object): Promise<{ status: number; body: Said }> {
  const sent = body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(`${simulator.url}/_sim/${path}`, { method, ...sent });
  return { status: response.status, body: (await response.json()) as Said };
}

test('A citizen speaks, edits and removes; each is told at once', async () => {
  const at = '2026-11-20T08:00:00.000Z';
  const said = await call('POST', 'comments', { text: 'Hej', author: 'Ada Påhitt', externalId: '1_2', at });
  expect(said).toMatchObject({ status: 201, body: { id: '1_2', created_time: at, acknowledged: true } });
  const edited = await call('PATCH', 'comments/1_2', { text: 'Hej igen' });
  expect(edited.body).toEqual({ id: '1_2', acknowledged: true });
  expect((await call('DELETE', 'comments/1_2')).body).toEqual({ id: '1_2', acknowledged: true });
  expect(receiver.values.map(({ verb, message }) => [verb, message])).toEqual([
    ['add', 'Hej'],
    ['edited', 'Hej igen'],
    ['remove', undefined],
  ]);
  expect(simulator.summary().expected).toEqual({ comments: 1, revisions: 2, removed: 1 });
});

test('A citizen replies, posts on the page, and may be nameless', async () => {
  const first = await call('POST', 'comments', { text: 'Hej' });
  await call('POST', 'comments', { text: 'Svar', parentId: first.body.id, author: null });
  await call('POST', 'comments', { text: 'Mitt inlägg', kind: 'post', author: 'Bo Påhitt' });
  expect(receiver.values[1]).toMatchObject({ parent_id: first.body.id });
  expect(receiver.values[1]).not.toHaveProperty('from');
  expect(receiver.values[2]).toMatchObject({ item: 'status', verb: 'add', message: 'Mitt inlägg' });
  expect(receiver.values[2]).not.toHaveProperty('comment_id');
});

test('Mistakes are answered in a sentence', async () => {
  expect((await call('POST', 'comments', { text: '' })).status).toBe(400);
  expect((await call('POST', 'comments', { text: 'a', colour: 'red' })).status).toBe(400);
  expect((await call('POST', 'comments', { text: 'a', parentId: '9_9' })).status).toBe(404);
  expect((await call('PATCH', 'comments/9_9', { text: 'a' })).status).toBe(404);
  await call('POST', 'comments', { text: 'a', externalId: '1_2' });
  expect((await call('POST', 'comments', { text: 'a', externalId: '1_2' })).status).toBe(409);
});

test('Another site cannot speak here: forms are refused, nothing is loaded', async () => {
  const form = { method: 'POST', body: new URLSearchParams({ text: 'a' }) };
  expect((await fetch(`${simulator.url}/_sim/comments`, form)).status).toBe(415);
  const page = await fetch(simulator.url);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('access-control-allow-origin')).toBeNull();
});

test('What a webhook calls the permalink is the page of the post on this machine', async () => {
  await call('POST', 'comments', { text: 'Syns av alla', author: 'Ada Påhitt' });
  const link = (receiver.values[0] as { post?: { permalink_url?: string } }).post?.permalink_url ?? '';
  expect(link.startsWith(`${simulator.url}/`)).toBe(true);
  const seen = await fetch(`${link}?comment_id=1`);
  expect(seen.headers.get('content-type')).toContain('text/html');
  expect(await seen.text()).toContain('Syns av alla');
  expect((await fetch(`${simulator.url}/1/posts/2`)).status).toBe(404);
});
