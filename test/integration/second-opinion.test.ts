/** Second opinion from a real server that speaks the moderation format: well, slowly, wrongly, not at all. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Items } from '../../core/inbox/items.store.ts';
import { Opinions } from '../../core/second-opinion/opinions.store.ts';
import type { WorkerDeps } from '../../workers/deps.ts';
import { processors } from '../../workers/processors.ts';
import { withBreaker } from '../../workers/second-opinion/breaker.ts';
import { createEndpoint } from '../../workers/second-opinion/endpoint.ts';
import { openSecondOpinion } from '../../workers/second-opinion/source.ts';
import { sweepOnce } from '../../workers/sweep.ts';
import { storedOf, suite } from '../support/suite.ts';
import { added, envelopeOf, postWebhook } from '../support/webhook.ts';

const ANSWER = JSON.stringify({
  id: 'modr-1',
  model: 'guard-2',
  results: [
    { flagged: true, categories: {}, category_scores: { harassment: 0.93, 'self-harm': 0.9, violence: 0.1 } },
  ],
});
type Reply = { readonly status: number; readonly body: string; readonly waitMs?: number };
const OK: Reply = { status: 200, body: ANSWER };

const heard: { path: string; key: string | undefined; body: { input: string; model?: string } }[] = [];
let reply: Reply = OK;
let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as { input: string };
      heard.push({ path: req.url ?? '', key: req.headers.authorization, body });
      const { status, body: answer, waitMs = 0 } = reply;
      setTimeout(() => res.writeHead(status, { 'content-type': 'application/json' }).end(answer), waitMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  reply = OK;
  heard.length = 0;
});

describe('the endpoint', () => {
  const endpoint = (timeoutMs = 2000) => createEndpoint({ base, key: 'k', model: 'm', timeoutMs });

  test('The service is asked with its key and model, and its labels become our categories', async () => {
    const source = endpoint();
    expect(await source.ask('hej')).toEqual({
      ok: true,
      version: 'guard-2',
      categories: [{ category: 'insult', score: 0.93 }],
    });
    expect(heard).toEqual([{ path: '/v1/moderations', key: 'Bearer k', body: { input: 'hej', model: 'm' } }]);
    await source.close();
  });

  test.each<[string, Reply, string]>([
    ['slow', { ...OK, waitMs: 5000 }, 'timeout'],
    ['500', { status: 500, body: '{}' }, 'unreachable'],
    ['429', { status: 429, body: '{}' }, 'rate-limited'],
    ['401', { status: 401, body: '{}' }, 'refused'],
    ['a redirect, which is not followed', { status: 302, body: '' }, 'refused'],
    ['garbage', { status: 200, body: '<html>' }, 'broken-answer'],
    ['no results', { status: 200, body: '{"results":[]}' }, 'broken-answer'],
    [
      'scores out of range',
      { status: 200, body: '{"results":[{"category_scores":{"hate":7}}]}' },
      'broken-answer',
    ],
    ['an endless answer', { status: 200, body: 'x'.repeat(400_000) }, 'broken-answer'],
  ])('A service gives no opinion, and its cause is named, when its answer is %s', async (_name, given, cause) => {
    reply = given;
    const source = endpoint(1500);
    expect(await source.ask('hej')).toEqual({ ok: false, cause });
    await source.close();
  });

  test('A service that is not there gives no opinion', async () => {
    const source = createEndpoint({ base: 'http://127.0.0.1:1/v1', timeoutMs: 1000 });
    expect(await source.ask('hej')).toEqual({ ok: false, cause: 'unreachable' });
    await source.close();
  });
});

test('The breaker opens after failures in a row, rests, lets one try, and closes when that one succeeds', async () => {
  let now = 0;
  const endpoint = createEndpoint({ base, timeoutMs: 1000 });
  const source = withBreaker(endpoint, () => new Date(now), { failures: 2, restMs: 1000 });
  reply = { status: 500, body: '{}' };
  await source.ask('1');
  await source.ask('2');
  expect(await source.ask('3')).toEqual({ ok: false, cause: 'circuit-open' });
  expect(heard).toHaveLength(2);
  now = 1000;
  // still failing: one try, then rest again
  const [first, second] = await Promise.all([source.ask('4'), source.ask('5')]);
  expect([first, second]).toEqual([
    { ok: false, cause: 'unreachable' },
    { ok: false, cause: 'circuit-open' },
  ]);
  now = 2000;
  reply = OK;
  expect(await source.ask('6')).toMatchObject({ ok: true });
  expect(await source.ask('7')).toMatchObject({ ok: true });
  await source.close();
});

test('The second opinion is off by default, and one that lacks its address says which setting', () => {
  const now = () => new Date(0);
  expect(openSecondOpinion({ SECOND_OPINION: 'off', SECOND_OPINION_TIMEOUT_MS: 1000 }, now)).toBeNull();
  expect(() =>
    openSecondOpinion({ SECOND_OPINION: 'endpoint', SECOND_OPINION_TIMEOUT_MS: 1000 }, now),
  ).toThrow('SECOND_OPINION_URL');
});

describe('as a job', () => {
  const s = suite({ simulator: false });
  const at = new Date(Date.UTC(2026, 2, 2, 8, 1));
  const on = (): WorkerDeps => ({
    ...s.world.deps,
    secondOpinion: createEndpoint({ base, timeoutMs: 500 }),
  });

  async function receive(deps: WorkerDeps, id: string, text: string): Promise<void> {
    await postWebhook(s.world.url, envelopeOf([added({ id, text, at })], { sentAt: at, salt: id }));
    await s.world.queue.run(processors(deps));
  }

  test('Nothing is sent and no row is written unless the settings switch the second opinion on', async () => {
    await receive(s.world.deps, '555_900', 'Hej på er');
    expect(heard).toEqual([]);
    expect((await storedOf(s, '555_900')).item?.secondOpinion).toBeUndefined();
    expect(await Opinions(s.world.db).countDocuments({ tenantId: s.account.tenantId })).toBe(0);
  });

  test('An opinion stands beside our verdicts, raises attention only, and personal numbers never leave', async () => {
    await receive(on(), '555_901', 'Hej, jag heter Kim, 19900101-0017');
    expect(heard.map(({ body }) => body.input)).toEqual([expect.not.stringContaining('0017')]);
    const { item, events } = await storedOf(s, '555_901');
    expect(item?.secondOpinion).toMatchObject({
      state: 'given',
      name: new URL(base).host,
      version: 'guard-2',
      revision: 1,
      categories: [{ category: 'insult', score: 0.93 }],
      cause: null,
    });
    expect(item?.severity).toBeGreaterThanOrEqual(1);
    expect(item?.decision).toBe('none');
    expect(item?.verdicts.some(({ version }) => version === 'guard-2')).toBe(false);
    expect(events.at(-1)).toMatchObject({ type: 'second-opinion.given', seq: item?.seq });
    // what the machine adds quietly makes no answer stale
    expect(item?.version).toBe((item?.seq ?? 0) - 1);
  });

  test('Nobody is asked about a text that is withheld by the time its turn comes', async () => {
    reply = { status: 500, body: '{}' };
    await receive(on(), '555_950', 'Ska inte läsas av någon');
    expect(heard.length).toBeGreaterThan(0);
    const { item } = await storedOf(s, '555_950');
    const key = { tenantId: 'main', _id: item?._id ?? '' };
    await Items(s.world.db).updateOne(key, { $set: { recordsOutcome: 'no-capture' } });
    [reply, heard.length] = [OK, 0];
    s.world.clock.advance(3_600_000);
    await sweepOnce(on());
    await s.world.queue.run(processors(on()));
    expect(heard).toEqual([]);
    const open = { tenantId: 'main', itemId: key._id, state: 'wanted' } as const;
    expect(await Opinions(s.world.db).countDocuments(open)).toBe(0);
  });

  test.each([
    ['names a category that ours did not', OK, 'open'],
    [
      'finds nothing',
      { status: 200, body: ANSWER.replace('0.93', '0.03').replace('0.9,', '0.1,') },
      'snoozed',
    ],
  ])('A snoozed item, where the opinion %s, is %s', async (_what, later, status) => {
    reply = { status: 500, body: '{}' };
    const id = `555_96${status.length}`;
    await receive(on(), id, 'Fint väder i dag');
    const key = { tenantId: 'main', id: (await storedOf(s, id)).item?._id ?? '' };
    const until = new Date(s.world.clock.now().getTime() + 90 * 3_600_000).toISOString();
    expect((await s.api.act(key.id, { type: 'snooze', until })).status).toBe(202);
    reply = later;
    s.world.clock.advance(3_600_000);
    await sweepOnce(on());
    await s.world.queue.run(processors(on()));
    const { item, events } = await storedOf(s, id);
    expect(item).toMatchObject({ status, secondOpinion: { state: 'given' } });
    if (status === 'open')
      expect(events.at(-1)).toMatchObject({ type: 'item.reopened', data: { reason: 'second-opinion' } });
  });

  test('No half of a sign is sent where the cut goes through it', async () => {
    await receive(on(), '555_904', `${'a'.repeat(7999)}😀 slut`);
    expect(heard.map(({ body }) => body.input)).toEqual(['a'.repeat(7999)]);
  });

  test('A failing request is tried again within limits, then the item is marked and nothing is lost', async () => {
    reply = { status: 500, body: '{}' };
    const deps = on();
    await receive(deps, '555_902', 'När öppnar badhuset?');
    expect((await storedOf(s, '555_902')).item?.secondOpinion).toBeUndefined();
    for (let round = 0; round < 8; round += 1) {
      s.world.clock.advance(600_000);
      await sweepOnce(deps);
      await s.world.queue.run(processors(deps));
    }
    expect(heard).toHaveLength(5);
    const { item } = await storedOf(s, '555_902');
    expect(item?.secondOpinion).toMatchObject({ state: 'failed', cause: 'unreachable', categories: [] });
    expect(item?.status).toBe('open');
  });

  test('A refusal is not tried again', async () => {
    reply = { status: 401, body: '{}' };
    await receive(on(), '555_903', 'Vilka tider gäller?');
    expect(heard).toHaveLength(1);
    expect((await storedOf(s, '555_903')).item?.secondOpinion).toMatchObject({
      state: 'failed',
      cause: 'refused',
    });
  });

  test('A hint that Redis lost is found by the sweeper, and a second run changes nothing', async () => {
    const deps = on();
    await postWebhook(
      s.world.url,
      envelopeOf([added({ id: '555_904', text: 'Tack!', at })], { sentAt: at, salt: '904' }),
    );
    // ingested, and then the queue is emptied before the opinion is asked for
    const { 'ingest-delivery': ingest, ...rest } = processors(deps);
    const none = async () => undefined;
    await s.world.queue.run({ ...rest, 'ingest-delivery': ingest, 'second-opinion': none });
    expect(heard).toEqual([]);
    s.world.clock.advance(20_000);
    await sweepOnce(deps);
    await s.world.queue.run(processors(deps));
    const before = (await storedOf(s, '555_904')).item;
    expect(before?.secondOpinion?.state).toBe('given');
    s.world.clock.advance(20_000);
    await sweepOnce(deps);
    await s.world.queue.run(processors(deps));
    expect(heard).toHaveLength(1);
    expect((await storedOf(s, '555_904')).item?.seq).toBe(before?.seq);
  });
});
