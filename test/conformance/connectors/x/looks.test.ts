/** What X sends and what it shows, against the simulated X: deliveries, polls, the comparison, connecting. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { x } from '../../../../connectors/x/connector.ts';
import { EVENTS } from '../../../../connectors/x/subscribe.ts';
import type { Change, Fetched, Listed } from '../../../../core/actions/connector.ts';
import { speakOnX } from '../../../../ops/simulator/x/control.ts';
import { ALL_SCOPES } from '../../../../ops/simulator/x/simulator.ts';
import { idOf, type XPost } from '../../../../ops/simulator/x/types.ts';
import { startX, X_ACCOUNT, type XServer } from '../../../support/x-server.ts';

const { backfill, poll, reader } = x;
const changesOf = (bodies: readonly Uint8Array[]): Change[] =>
  bodies.flatMap((body) => {
    expect(reader.isReadable(body)).toBe(true);
    return reader.parseDelivery(body).flatMap(({ accountExternalId, changes }) => {
      expect(accountExternalId).toBe(X_ACCOUNT.id);
      return changes.map(({ change }) => change);
    });
  });

let server: XServer;
let root: XPost;
beforeEach(async () => {
  server = await startX();
  root = speakOnX(server.world, { kind: 'own', text: 'Nu får gångvägen ny belysning.' }) as XPost;
});
afterEach(() => server.close());

const said = (text: string, more: object = {}): XPost =>
  speakOnX(server.world, { text, under: idOf(root), ...more }) as XPost;
const connected = async () => {
  await server.hooks.register(server.hookUrl);
  return backfill.connect(server.access, { secret: null });
};

describe('connecting', () => {
  test('Connecting checks identity and scopes, and subscribes each event once', async () => {
    const check = await connected();
    expect(check).toEqual({
      ok: true,
      externalIdMatches: true,
      name: X_ACCOUNT.name,
      missing: [],
      cause: null,
    });
    const subscribed = () => [...server.hooks.subscriptions.values()].map(({ event_type }) => event_type);
    expect(subscribed()).toEqual([...EVENTS]);
    expect((await backfill.connect(server.access, { secret: null })).ok).toBe(true);
    expect(subscribed()).toHaveLength(EVENTS.length);
    expect(server.calls().filter(({ ok }) => ok)).toEqual([]);
  });

  test('Missing scopes are named and nothing is subscribed', async () => {
    await server.close();
    const scopes = ALL_SCOPES.filter((scope) => !['tweet.moderate.write', 'dm.read'].includes(scope));
    server = await startX({}, { keys: { scopes } });
    const check = await connected();
    expect(check).toMatchObject({
      ok: false,
      cause: 'permission-missing',
      missing: ['tweet.moderate.write', 'dm.read'],
    });
    expect(server.hooks.subscriptions.size).toBe(0);
  });

  test('Another account’s token, a dead one and a webhook that is not there are told apart', async () => {
    const connect = (change: object = {}) =>
      backfill.connect({ ...server.access, ...change }, { secret: null });
    expect(await connect({ externalId: '5' })).toMatchObject({
      ok: false,
      externalIdMatches: false,
      cause: null,
    });
    expect(await connect()).toMatchObject({ ok: false, missing: ['webhook'] });
    server.faults.appTokenOnly = true;
    expect(await connect()).toMatchObject({ ok: false, missing: [...EVENTS], cause: 'permission-missing' });
    server.faults.expireToken = true;
    expect(await connect()).toMatchObject({ ok: false, cause: 'token-expired' });
  });

  test('A webhook that X holds for invalid is checked again', async () => {
    const webhook = await server.hooks.register(server.hookUrl);
    webhook.valid = false;
    expect((await backfill.connect(server.access, { secret: null })).ok).toBe(true);
    expect(webhook.valid).toBe(true);
  });
});

describe('what is sent', () => {
  test('Each event arrives signed and is read as what it is', async () => {
    await connected();
    said('Varför <nu> & inte förr? https://exempel.se/a', {
      picture: { url: 'https://pbs.twimg.example/1.jpg' },
    });
    said('Hej @exempelby!', { kind: 'post' });
    said('Kul', { kind: 'quote' });
    speakOnX(server.world, { kind: 'message', text: 'Kan ni ringa?' });
    const own = said('Tack', { kind: 'own' });
    server.world.remove(own);
    await server.sender.idle();
    const changes = changesOf(server.received).filter(({ type }) => type === 'added');
    const seen = changes.map((change) => ('text' in change ? [change.kind, change.own, change.text] : []));
    expect(seen).toEqual(
      expect.arrayContaining([
        ['comment', false, '@exempelby Varför <nu> & inte förr? https://exempel.se/a'],
        ['mention', false, 'Hej @exempelby!'],
        ['mention', false, 'Kul'],
        ['message', false, 'Kan ni ringa?'],
        ['comment', true, 'Tack'],
      ]),
    );
    expect(seen).toHaveLength(5);
    expect(changesOf(server.received)).toContainEqual(
      expect.objectContaining({ type: 'removed', externalId: idOf(own), by: X_ACCOUNT.id }),
    );
  });

  test('Both activity APIs say the same of a reply', async () => {
    await connected();
    said('Hej hopp'.repeat(30));
    await server.sender.idle();
    const [modern] = changesOf(server.received);
    server.received.length = 0;
    server.faults.legacy = true;
    said('Hej hopp'.repeat(30));
    await server.sender.idle();
    const [legacy] = changesOf(server.received);
    const without = (change: object | undefined) => ({ ...change, externalId: '', permalink: '', at: null });
    expect(without(legacy)).toEqual(without(modern));
  });

  test('A forged delivery is turned away, a repeated one is the same bytes, a replay too', async () => {
    await connected();
    Object.assign(server.faults, { badSignatures: 1, duplicates: 1 });
    said('Hej');
    await server.sender.idle();
    expect(server.turnedAway.count).toBe(1);
    expect(server.sender.counts).toMatchObject({ sent: 2, acknowledged: 2, forged: 1, refused: 1 });
    Object.assign(server.faults, { badSignatures: 0, duplicates: 0 });
    const [webhook] = server.hooks.webhooks.values();
    const now = Date.now();
    server.hooks.replay(webhook!, { from: now - 60_000, to: now + 60_000 });
    // The end of a replay is told once all of it was sent.
    for (let round = 0; round < 2; round++) await server.sender.idle();
    expect(new Set(server.received.map(String)).size).toBe(2);
    expect(String(server.received.at(-1))).toContain('replay_job_status');
  });

  test('A receiver that does not know the secret is no webhook', async () => {
    await server.close();
    server = await startX({}, { secret: 'another' });
    await expect(server.hooks.register(server.hookUrl)).rejects.toThrow('CRC');
  });
});

describe('the door for citizens', () => {
  const door = async (method: string, path: string, body?: unknown, type = 'application/json') => {
    const url = new URL(`/_sim/x/${path}`, server.hookUrl);
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': type } };
    const answer = await fetch(url, { method, ...sent });
    return { status: answer.status, body: await answer.json() };
  };

  test('A citizen writes, edits and deletes through the door, and the calls stand there', async () => {
    const { status, body } = await door('POST', 'comments', { text: 'Hej' });
    expect([status, body.parentId]).toEqual([201, idOf(root)]);
    expect((await door('PATCH', `comments/${body.versions[0]}`, { text: 'Hej då' })).status).toBe(200);
    expect(server.world.standing(body.versions[0])?.versions).toHaveLength(2);
    expect((await door('DELETE', `comments/${body.versions[0]}`)).status).toBe(200);
    expect((await door('DELETE', `comments/${body.versions[0]}`)).status).toBe(404);
    expect((await door('GET', 'calls')).body).toEqual([]);
    expect((await door('POST', 'faults', { throttle: true })).body).toMatchObject({ throttle: true });
  });

  test('What is misspelt, answers nothing or is no JSON is refused', async () => {
    expect((await door('POST', 'comments', { txt: 'Hej' })).status).toBe(400);
    expect((await door('POST', 'comments', { text: 'Hej', under: '9' })).status).toBe(404);
    expect((await door('POST', 'comments', { text: 'Hej' }, 'text/plain')).status).toBe(415);
  });
});

describe('looks', () => {
  test('A poll finds deeper answers, begins where the last one ended and keeps nothing of a broken one', async () => {
    const first = said('Jag tycker det är bra');
    const one = await poll?.poll(server.access, null);
    expect(one).toMatchObject({ ok: true, value: { cursor: idOf(first) } });
    const deeper = said('Det tycker inte jag', {
      under: idOf(first),
      author: { name: 'Bo Ek', username: 'boek' },
    });
    server.faults.status = 503;
    expect(await poll?.poll(server.access, idOf(first))).toEqual({ ok: false, cause: 'unreachable' });
    const two = await poll?.poll(server.access, idOf(first));
    if (two?.ok !== true) throw new Error('the poll failed');
    expect(changesOf(two.value.bodies)).toMatchObject([
      { type: 'added', externalId: idOf(deeper), parentId: idOf(first), postId: idOf(root) },
    ]);
    expect(two.value).toMatchObject({ cursor: idOf(deeper), cost: expect.any(Number) });
    const three = await poll?.poll(server.access, two.value.cursor);
    expect(three).toEqual({ ok: true, value: { bodies: [], cursor: idOf(deeper), cost: 0 } });
  });

  async function listAll(since = new Date(Date.now() - 60_000)) {
    const pages: Listed[] = [];
    let cursor: string | null = null;
    do {
      const page: Fetched<Listed> | undefined = await backfill.list?.(server.access, { since, cursor });
      if (page?.ok !== true) throw new Error('the list failed');
      pages.push(page.value);
      cursor = page.value.next;
    } while (cursor !== null && pages.length < 50);
    return {
      changes: changesOf(pages.flatMap(({ bodies }) => bodies)),
      ids: new Set(pages.flatMap(({ ids }) => ids)),
      whole: pages.flatMap(({ wholePosts }) => wholePosts),
    };
  }

  test('A comparison finds every answer, edits included, and knows a conversation that it has seen whole', async () => {
    const first = said('Bra');
    const deeper = said('Nej', { under: idOf(first) });
    const many = Array.from({ length: 120 }, (_, n) => said(`Svar ${n}`));
    server.world.edit(first, 'Mycket bra');
    const other = speakOnX(server.world, { kind: 'own', text: 'Badet stänger' }) as XPost;
    const { changes, ids, whole } = await listAll();
    for (const post of [first, deeper, ...many]) expect(ids).toContain(post.versions[0]);
    expect(changes).toContainEqual(
      expect.objectContaining({
        ...{ type: 'edited', kind: 'comment', externalId: first.versions[0] },
        text: '@exempelby Mycket bra',
      }),
    );
    expect(new Set(whole)).toEqual(new Set([idOf(root), idOf(other)]));
  });

  test('Where the search shows fewer answers than X counts, nothing may be called vanished', async () => {
    const hidden = said('Osynlig', { author: { name: 'Bo Ek', username: 'boek' } });
    server.faults.searchOmits = [hidden.author.id];
    expect((await listAll()).whole).toEqual([]);
    server.world.remove(hidden);
    expect((await listAll()).whole).toEqual([idOf(root)]);
  });

  test('A post older than the search reaches back is never taken for whole', async () => {
    await server.close();
    const born = Date.now() - 8 * 86_400_000;
    let now = born;
    server = await startX({ now: () => now });
    speakOnX(server.world, { kind: 'own', text: 'Gammalt' });
    now = Date.now();
    expect((await listAll(new Date(born - 1000))).whole).toEqual([]);
  });

  test('A post is fetched for context, and of one that is gone that is said', async () => {
    const node = await backfill.fetchNode(server.access, idOf(root));
    expect(node).toMatchObject({
      ok: true,
      value: {
        externalId: idOf(root),
        own: true,
        text: root.text,
        author: { id: X_ACCOUNT.id, name: X_ACCOUNT.name },
      },
    });
    expect(await backfill.fetchNode(server.access, '9')).toEqual({ ok: false, cause: 'gone' });
  });

  test('A cursor that cannot be read begins anew', async () => {
    for (const cursor of ['', 'x', '{}', '[]', '{"step":"conversation","roots":[{}]}']) {
      const page = await backfill.list?.(server.access, { since: new Date(), cursor });
      expect(page).toMatchObject({ ok: true, value: { next: '{"step":"posts","token":null}' } });
    }
  });
});
