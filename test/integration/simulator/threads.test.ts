/** The connector's actions against the simulated Threads: what it saw, and what its webhook tells. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { threads } from '../../../connectors/threads/connector.ts';
import type { AccountAccess, ActionTarget, Fetched, Listed } from '../../../core/actions/connector.ts';
import { type Served, serveOnLoopback } from '../../../ops/simulator/meta/serve.ts';
import { createThreads, type Threads } from '../../../ops/simulator/threads/threads.ts';
import { GONE, graphError, startGraphServer } from '../../support/graph-server.ts';
import { changesIn } from '../../support/platform-fixtures.ts';

const ACCOUNT = { id: '7400000000000101', username: 'exempelby' };
const KEYS = { token: 'THA-token', appSecret: 'threads-secret' };
const { actions, backfill, reader, webhook } = threads;

let sim: Threads;
let served: Served;
let access: AccountAccess;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2025, 10, 21, 14);
  sim = createThreads({ account: ACCOUNT, ...KEYS, now: () => now });
  served = await serveOnLoopback(sim.router, ['v1.0']);
  access = { externalId: ACCOUNT.id, apiBase: `${served.address}/v1.0`, ...KEYS };
});
afterEach(() => served.close());

const talk = () => {
  const root = sim.post('Snöröjningen börjar i natt');
  const { post, delivery } = sim.reply('När plogas Storgatan? å 😀');
  const target: ActionTarget = {
    ...{ externalId: post.id, parentId: root.id, postId: root.id, kind: 'comment', authorId: 'bo.ek' },
  };
  return { root, post, delivery, target };
};

test('What the webhook sends is signed, and is read as what was written', () => {
  const { root, post, delivery } = talk();
  const secrets = { signing: [KEYS.appSecret], verifyTokens: [] };
  expect(webhook?.verify(delivery.body, delivery.headers, secrets)).toBe(true);
  expect(reader.parseDelivery(delivery.body)[0]?.accountExternalId).toBe(ACCOUNT.id);
  expect(changesIn(reader, delivery.body)).toMatchObject([
    { externalId: post.id, parentId: root.id, text: 'När plogas Storgatan? å 😀', own: false },
  ]);
  expect(changesIn(reader, sim.mention('Vad säger @exempelby?').body)).toMatchObject([{ kind: 'mention' }]);
});

test('Replies and hides arrive, and what Threads lets nobody do is not asked for', async () => {
  const { post, target } = talk();
  expect(await actions.reply(access, target, 'I natt')).toMatchObject({ state: 'done' });
  expect(await actions.hide(access, target)).toMatchObject({ state: 'done' });
  expect(await actions.unhide(access, target)).toMatchObject({ state: 'done' });
  for (const act of [actions.delete, actions.ban, actions.like])
    expect(await act(access, target)).toEqual({ state: 'failed', cause: 'not-supported' });
  expect(sim.calls().map(({ type, targetId, ok, message }) => [type, targetId, ok, message])).toEqual([
    ['reply', post.id, true, 'I natt'],
    ['hide', post.id, true, undefined],
    ['unhide', post.id, true, undefined],
  ]);
});

test('A draft that was lost is written again, a publication that was lost is looked for', async () => {
  const { target } = talk();
  sim.faults.loseAnswer = 1;
  expect(await actions.reply(access, target, 'I natt')).toEqual({
    ...{ state: 'retry', cause: 'unreachable', afterMs: null },
  });
  const since = new Date(now);
  expect(await actions.findReply(access, target, { text: 'I natt', since })).toMatchObject({ cause: 'gone' });
  const graph = await startGraphServer();
  for (const lost of [{ lost: true } as const, graphError(20), GONE]) {
    graph.answers({ body: { id: 'draft' } }, lost);
    expect(await actions.reply(graph.access, target, 'I natt')).toMatchObject({ state: 'unknown' });
  }
  await graph.close();
  await actions.reply(access, target, 'I natt');
  expect(await actions.findReply(access, target, { text: 'I natt', since })).toMatchObject({ state: 'done' });
  // Without the permission the list is empty, which proves nothing.
  sim.scopes.delete('threads_read_replies');
  expect(await actions.findReply(access, target, { text: 'Annat', since })).toMatchObject({
    state: 'unknown',
  });
});

test('A reply to a reply cannot be hidden, and what is gone is not called hidden by itself', async () => {
  const { root, post } = talk();
  const { post: deep } = sim.reply('Hos mig med', { under: post.id });
  const at: ActionTarget = {
    ...{ externalId: deep.id, parentId: post.id, postId: root.id, kind: 'comment', authorId: null },
  };
  expect(await actions.hide(access, at)).toEqual({ state: 'failed', cause: 'refused' });
  deep.deleted = true;
  expect(await actions.hide(access, at)).toMatchObject({ state: 'done' });
  sim.scopes.delete('threads_read_replies');
  expect(await actions.hide(access, at)).toMatchObject({ cause: 'gone-or-denied' });
});

test('The list gives every reply and what is hidden, and is whole where it shows others', async () => {
  const { root, post } = talk();
  const { post: deep } = sim.reply('Hos mig med', { under: post.id });
  post.hidden = true;
  const silent = sim.post('Ingen svarar');
  const found: { ids: string[]; whole: string[]; changes: unknown[] } = { ids: [], whole: [], changes: [] };
  let cursor: string | null = null;
  do {
    const listed: Fetched<Listed> | undefined = await backfill.list?.(access, {
      since: new Date(now - 60_000),
      cursor,
    });
    if (!listed?.ok) throw new Error('the list was refused');
    found.ids.push(...listed.value.ids);
    found.whole.push(...listed.value.wholePosts);
    for (const body of listed.value.bodies) {
      expect(new Set(reader.parseDelivery(body).map(({ accountExternalId }) => accountExternalId))).toEqual(
        new Set([ACCOUNT.id]),
      );
      found.changes.push(...changesIn(reader, body));
    }
    cursor = listed.value.next;
  } while (cursor !== null);
  expect(found.ids.toSorted()).toEqual([post.id, deep.id].toSorted());
  expect(found.whole).toEqual([root.id]);
  const comment = { kind: 'comment', postId: root.id };
  for (const change of [
    { type: 'added', kind: 'post', externalId: silent.id, own: true },
    { ...comment, type: 'added', externalId: deep.id, parentId: post.id },
    { ...comment, type: 'hidden', externalId: post.id },
  ])
    expect(found.changes).toContainEqual(expect.objectContaining(change));
});

test('A token is checked, its missing scopes are named, and it is renewed', async () => {
  const known = { externalIdMatches: true, name: 'exempelby' };
  expect(await backfill.connect(access, { secret: KEYS.appSecret })).toEqual({
    ...{ ok: true, ...known, missing: [], cause: null },
  });
  sim.scopes.delete('threads_manage_replies');
  expect(await backfill.connect(access, { secret: null })).toMatchObject({
    ...{ ok: false, missing: ['threads_manage_replies'], cause: 'permission-missing' },
  });
  expect(await backfill.refreshToken?.(access)).toEqual({
    ...{ ok: true, value: { token: 'THA-token-new', expiresInMs: 5_184_000_000 } },
  });
  const { root } = talk();
  expect(await backfill.fetchNode(access, root.id)).toMatchObject({
    value: { own: true, author: { id: ACCOUNT.id, name: 'exempelby' }, text: 'Snöröjningen börjar i natt' },
  });
});
