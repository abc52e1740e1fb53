/** The contract of the outside, and nothing but that: a signed webhook in, the item by token, an action, the call seen. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  addPage,
  ask,
  askUntil,
  callsOf,
  type Outside,
  postSigned,
  type Simulation,
  sharedOutside,
  speak,
  startOutside,
} from '../support/outside.ts';

jest.setTimeout(90_000);

const PAGE = '100000000000042';
const PAGE_TOKEN = 'page-token-of-this-test';
const POST = `${PAGE}_900`;
const TEXT = 'Du är en jävla idiot, Anna Testson. Men när öppnar simhallen? 🏊 åäö';

let outside: Outside;
let simulation: Simulation;
let token: string;

interface Item {
  id: string;
  externalId: string;
  text: string;
  version: number;
  revision: number;
  status: string;
  decision: string;
  visibility: string;
  verdicts: { category: string; level: string; spans: { start: number; end: number }[] }[];
  deadline: { dueAt: string; state: string };
  captures: { manifestSha256: string }[];
  actions: { id: string; type: string; state: string }[];
}
interface Page {
  items: Item[];
  nextCursor: string | null;
  asOf: string;
}

const items = (query: string) => ask<Page>(`${outside.url}/api/items?${query}`, token);
const act = (item: Item, body: object, key = 'key') =>
  ask<{ action: { id: string; state: string }; item: Item; error?: { code: string } }>(
    `${outside.url}/api/items/${item.id}/actions`,
    token,
    { method: 'POST', body, headers: { 'idempotency-key': `${key}-${item.id}` } },
  );

function change(comment: string, value: object) {
  const at = Math.floor(Date.now() / 1000);
  const entry = {
    id: PAGE,
    time: at,
    changes: [
      {
        field: 'feed',
        value: {
          item: 'comment',
          verb: 'add',
          comment_id: comment,
          post_id: POST,
          parent_id: POST,
          created_time: at,
          ...value,
        },
      },
    ],
  };
  return { object: 'page', entry: [entry] };
}

beforeAll(async () => {
  outside = await sharedOutside();
  simulation = await outside.simulate({ id: PAGE, token: PAGE_TOKEN });
  const added = await addPage(outside, simulation, { id: PAGE, token: PAGE_TOKEN });
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(added.stdout)).toEqual({ id: expect.any(String) });
  token = (await outside.cli('token', '--role', 'administrator')).stdout.trim();
}, 120_000);

afterAll(() => simulation?.stop(), 30_000);

describe('from a signed webhook to the platform', () => {
  test('The installation is healthy and names its engines', async () => {
    const ready = await ask<{ engines: { mongodb: { version: string }; redis: { version: string } } }>(
      `${outside.url}/readyz`,
      token,
    );
    expect(ready.status).toBe(200);
    expect(ready.body.engines.mongodb.version).toMatch(/^[6-9]\./u);
    expect(ready.body.engines.redis.version).toMatch(/^([6-9]|\d\d)\./u);
  });

  test('The handshake answers with the challenge byte for byte, or with 403', async () => {
    const query = (verify: string) =>
      `hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(verify)}`;
    const right = await fetch(`${outside.url}/webhooks/facebook?${query(outside.verifyToken)}`);
    expect([right.status, await right.text()]).toEqual([200, '1158201444']);
    expect((await fetch(`${outside.url}/webhooks/facebook?${query('wrong')}`)).status).toBe(403);
    expect((await fetch(`${outside.url}/webhooks/nowhere?${query('x')}`)).status).toBe(404);
  });

  test('A comment comes in classified with its deadline, once', async () => {
    const payload = change('900_1', { from: { id: '77', name: 'Kim Prov' }, message: TEXT });
    expect((await postSigned(outside, payload)).status).toBe(200);
    expect((await postSigned(outside, payload)).status).toBe(200);
    const found = await askUntil(
      () => items('externalId=900_1'),
      ({ body }) => body.items.length > 0,
    );
    expect(found.body.items).toHaveLength(1);
    const [item] = found.body.items as [Item];
    expect(item).toMatchObject({ text: TEXT, status: 'open', decision: 'flag', revision: 1 });
    expect(item.verdicts).toHaveLength(10);
    const insult = item.verdicts.find(({ category }) => category === 'insult');
    expect(insult?.level).not.toBe('none');
    expect(insult?.spans.map(({ start, end }) => item.text.slice(start, end))).toContain('idiot');
    expect(item.deadline.state).toBe('running');
    expect(Date.parse(item.deadline.dueAt)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  });

  test('A wrong signature is 401, and no credentials are 401', async () => {
    const forged = await postSigned({ ...outside, appSecret: 'wrong' }, change('900_2', { message: 'x' }));
    expect(forged.status).toBe(401);
    expect((await fetch(`${outside.url}/api/items`)).status).toBe(401);
    expect((await ask(`${outside.url}/api/items`, 'upp_guessed-token')).status).toBe(401);
  });

  test('A hide seals the record first, and the platform sees one call', async () => {
    const id = await speak(simulation, TEXT, 'Kim Prov');
    const found = await askUntil(
      () => items(`externalId=${id}`),
      ({ body }) => body.items.length > 0,
    );
    const [item] = found.body.items as [Item];
    const hide = { type: 'hide', version: item.version, reason: 'insult', axis: 'houseRule' };
    expect((await act(item, { ...hide, version: item.version + 7 }, 'stale')).status).toBe(409);
    const first = await act(item, hide);
    const again = await act(item, hide);
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body.action.id).toBe(first.body.action.id);
    const done = await askUntil(
      () => ask<{ state: string }>(`${outside.url}/api/actions/${first.body.action.id}`, token),
      ({ body }) => body.state === 'done',
    );
    expect(done.body.state).toBe('done');
    const [hidden] = (await items(`externalId=${id}`)).body.items as [Item];
    expect(hidden.captures).toMatchObject([
      { id: expect.any(String), state: 'sealed', manifestSha256: expect.any(String) },
    ]);
    expect(hidden).toMatchObject({ visibility: 'hidden', status: 'closed' });
    const calls = await callsOf(simulation);
    expect(calls.filter(({ type, targetId }) => type === 'hide' && targetId === id)).toHaveLength(1);
  });

  test('A reply waits for its undo, goes out, and stops the clock', async () => {
    const id = await speak(simulation, 'När plogas Storgatan?', 'Sam Prov');
    const found = await askUntil(
      () => items(`externalId=${id}`),
      ({ body }) => body.items.length > 0,
    );
    const [item] = found.body.items as [Item];
    const undone = await act(item, { type: 'reply', version: item.version, text: 'Fel svar' }, 'undo');
    const cancelled = await ask<{ action: { state: string }; item: Item }>(
      `${outside.url}/api/actions/${undone.body.action.id}`,
      token,
      { method: 'DELETE' },
    );
    expect(cancelled.body.action.state).toBe('cancelled');
    const reply = await act(
      cancelled.body.item,
      {
        type: 'reply',
        version: cancelled.body.item.version,
        text: 'Hej! Plogen kommer före klockan 9. /Eva',
      },
      'reply',
    );
    expect(reply.status).toBe(202);
    const answered = await askUntil(
      () => items(`externalId=${id}`),
      ({ body }) => body.items[0]?.status === 'closed',
    );
    expect(answered.body.items[0]?.deadline.state).toBe('answered');
    const calls = await callsOf(simulation);
    const replies = calls.filter(({ type }) => type === 'reply').map(({ message }) => message);
    expect(replies).toEqual(['Hej! Plogen kommer före klockan 9. /Eva']);
  });
});

describe('the command line and the settings', () => {
  test('The command line exits with 2 for wrong usage and wrong settings, with a sentence', async () => {
    const noBoard = await outside.cli(
      'account',
      'add',
      '--platform',
      'facebook',
      '--external-id',
      '1',
      '--name',
      'N',
    );
    expect(noBoard.code).toBe(2);
    expect(noBoard.stderr).toMatch(/two administrators/u);
    expect((await outside.cli('nonsense')).code).toBe(2);
    expect((await outside.cli('token', '--role', 'king')).code).toBe(2);
  });

  test('An account whose token is another page’s is refused and named, with exit code 1', async () => {
    const wrong = await addPage(outside, simulation, { id: '555', token: PAGE_TOKEN, name: 'Annan' });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/another page/u);
  });

  test('A second start in the same folder says who has it', async () => {
    await expect(startOutside(outside)).rejects.toThrow(/in use by process \d+/u);
  });
});

describe('the logs', () => {
  test('The logs hold no comment text, no name and no token', () => {
    const dir = join(outside.dataDir, 'logs');
    const written = readdirSync(dir)
      .map((name) => readFileSync(join(dir, name), 'utf8'))
      .join('\n');
    expect(written.length).toBeGreaterThan(200);
    for (const secret of [
      'idiot',
      'Storgatan',
      'Kim Prov',
      'Sam Prov',
      'Plogen',
      PAGE_TOKEN,
      token,
      outside.appSecret,
    ])
      expect(written).not.toContain(secret);
  });
});
