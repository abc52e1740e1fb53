/** The connector's actions against the simulated Instagram: what it saw, and what its webhook tells. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { instagram } from '../../../connectors/instagram/connector.ts';
import type { AccountAccess, ActionTarget, Fetched, Listed } from '../../../core/actions/connector.ts';
import { createInstagram, type Instagram } from '../../../ops/simulator/instagram/instagram.ts';
import { type Served, serveOnLoopback } from '../../../ops/simulator/meta/serve.ts';
import { changesIn } from '../../support/platform-fixtures.ts';

const ACCOUNT = { id: '17841400000000101', username: 'exempelby' };
const KEYS = { token: 'IGA-token', appSecret: 'instagram-secret' };
const { actions, backfill, reader, webhook } = instagram;

let sim: Instagram;
let served: Served;
let access: AccountAccess;
let now: number;

const target = (id: string, parentId: string | null, postId: string): ActionTarget => ({
  ...{ externalId: id, parentId: parentId ?? postId, postId, kind: 'comment', authorId: null },
});
const open = async (byFacebook: boolean): Promise<void> => {
  sim = createInstagram({ account: ACCOUNT, ...KEYS, byFacebook, now: () => now });
  served = await serveOnLoopback(sim.router, ['v26.0']);
  access = { externalId: ACCOUNT.id, apiBase: `${served.address}/v26.0`, ...KEYS };
};

beforeAll(() => {
  now = Date.UTC(2025, 10, 21, 14);
});
beforeEach(async () => {
  await served?.close();
  await open(false);
});
afterAll(() => served.close());

const talk = () => {
  const post = sim.post('Badhuset öppnar på lördag');
  const { comment } = sim.comment({ text: 'Vilken tid? å 😀' });
  const { comment: answer } = sim.comment({ text: 'Undrar jag med', under: comment.id });
  return { post, comment, answer };
};

test('What the webhook sends is signed, and is read as what was written', () => {
  const post = sim.post('Badhuset');
  const { comment, delivery } = sim.comment({ text: 'Vilken tid? å 😀', onAd: true });
  const secrets = { signing: [KEYS.appSecret], verifyTokens: [] };
  expect(webhook?.verify(delivery.body, delivery.headers, secrets)).toBe(true);
  expect(changesIn(reader, delivery.body)).toMatchObject([
    { externalId: comment.id, parentId: post.id, postId: post.id, text: 'Vilken tid? å 😀' },
  ]);
  expect(changesIn(reader, sim.message('Hej').body)).toMatchObject([{ kind: 'message', text: 'Hej' }]);
});

describe('actions', () => {
  test('Replies, hides and removals arrive, an answer to an answer under the comment at the root', async () => {
    const { post, comment, answer } = talk();
    const at = target(answer.id, comment.id, post.id);
    expect(await actions.reply(access, at, 'Klockan tio')).toMatchObject({ state: 'done' });
    expect(await actions.hide(access, at)).toMatchObject({ state: 'done' });
    expect(await actions.unhide(access, at)).toMatchObject({ state: 'done' });
    expect(await actions.delete(access, at)).toMatchObject({ state: 'done' });
    expect(sim.calls().map(({ type, targetId, ok }) => [type, targetId, ok])).toEqual([
      ['reply', comment.id, true],
      ['hide', answer.id, true],
      ['unhide', answer.id, true],
      ['delete', answer.id, true],
    ]);
    for (const act of [actions.ban, actions.like])
      expect(await act(access, at)).toEqual({ state: 'failed', cause: 'not-supported' });
    expect(await actions.hide(access, { ...at, kind: 'message' })).toMatchObject({ cause: 'not-supported' });
  });

  test('A reply whose answer was lost is found again, and none is written twice', async () => {
    const { post, comment } = talk();
    const at = target(comment.id, null, post.id);
    sim.faults.loseAnswer = 1;
    const since = new Date(now);
    expect(await actions.reply(access, at, 'Klockan tio')).toEqual({
      state: 'unknown',
      cause: 'unreachable',
    });
    expect(await actions.findReply(access, at, { text: 'Klockan tio', since })).toMatchObject({
      state: 'done',
    });
    expect(await actions.findReply(access, at, { text: 'Något annat', since })).toEqual({
      ...{ state: 'retry', cause: 'gone', afterMs: 0 },
    });
    sim.faults.errorAfterWrite = { code: 20, subcode: 1772107, times: 1 };
    expect(await actions.reply(access, at, 'Igen')).toMatchObject({ state: 'unknown' });
    expect(sim.calls()).toHaveLength(2);
  });

  test('Gone or not permitted is decided by a look, and by none where ads hold comments', async () => {
    const { post, comment } = talk();
    const other = sim.comment({ text: 'Hej' }).comment;
    const at = target(comment.id, null, post.id);
    sim.faults.forbidObjects = true;
    expect(await actions.delete(access, at)).toMatchObject({ state: 'blocked', cause: 'permission-missing' });
    sim.faults.forbidObjects = false;
    const gone = sim.state.comments.get(other.id);
    if (gone) gone.deleted = true;
    expect(await actions.delete(access, target(other.id, null, post.id))).toMatchObject({ state: 'done' });
    const { comment: onAd } = sim.comment({ text: 'På annonsen', onAd: true });
    const stray = target('17000000000000000', null, post.id);
    expect(await actions.delete(access, stray)).toEqual({ state: 'unknown', cause: 'gone-or-denied' });
    expect(onAd.deleted).toBe(false);
  });

  test('A dead token, a lost permission and a throttle each say what they are', async () => {
    const { post, comment } = talk();
    const at = target(comment.id, null, post.id);
    sim.faults.expireToken = true;
    expect(await actions.hide(access, at)).toEqual({ state: 'blocked', cause: 'token-expired' });
    sim.faults.expireToken = false;
    sim.faults.throttle = true;
    expect(await actions.hide(access, at)).toEqual({ state: 'retry', cause: 'throttled', afterMs: 60_000 });
    sim.faults.throttle = false;
    sim.scopes.delete('instagram_business_manage_comments');
    expect(await actions.hide(access, at)).toEqual({ state: 'blocked', cause: 'permission-missing' });
  });

  test('A comment is answered privately once', async () => {
    const { post, comment } = talk();
    const at = target(comment.id, null, post.id);
    expect(await actions.privateReply?.(access, at, 'Hej')).toMatchObject({ state: 'done' });
    expect(await actions.privateReply?.(access, at, 'Hej')).toMatchObject({
      state: 'failed',
      cause: 'refused',
    });
  });
});

describe('connect', () => {
  test.each([
    false,
    true,
  ])('A token is checked and its account subscribed, by Facebook Login: %s', async (by) => {
    await served.close();
    await open(by);
    const reached = { ...access, token: KEYS.token };
    const login = by ? { ...reached, token: 'EAA-token' } : reached;
    if (by) {
      await served.close();
      sim = createInstagram({
        account: ACCOUNT,
        ...KEYS,
        token: 'EAA-token',
        byFacebook: true,
        now: () => now,
      });
      served = await serveOnLoopback(sim.router, ['v26.0']);
    }
    const at = { ...login, apiBase: `${served.address}/v26.0` };
    sim.post('Hej');
    const known = { externalIdMatches: true, name: 'exempelby' };
    expect(await backfill.connect(at, { secret: KEYS.appSecret })).toEqual({
      ...{ ok: true, ...known, missing: [], cause: null },
    });
    expect(sim.state.subscribed).toContain(by ? 'feed' : 'comments');
    const scope = by ? 'instagram_manage_comments' : 'instagram_business_manage_comments';
    sim.scopes.delete(scope);
    expect(await backfill.connect(at, { secret: null })).toEqual({
      ...{ ok: false, ...known, missing: [scope], cause: 'permission-missing' },
    });
    expect(await backfill.connect({ ...at, externalId: '1' }, { secret: null })).toMatchObject({
      externalIdMatches: false,
    });
  });

  test('A token is renewed', async () => {
    expect(await backfill.refreshToken?.(access)).toEqual({
      ...{ ok: true, value: { token: 'IGA-token-new', expiresInMs: 5_184_000_000 } },
    });
  });
});

test('The list gives every comment with its answers and what is hidden, and says of which posts it is whole', async () => {
  const { post, comment, answer } = talk();
  comment.hidden = true;
  now += 1000;
  const advertised = sim.post('Annons');
  sim.comment({ text: 'Under posten', under: advertised.id });
  sim.comment({ text: 'Under annonsen', under: advertised.id, onAd: true });
  const many = sim.post('Många svar');
  const { comment: top } = sim.comment({ text: 'Först', under: many.id });
  for (let n = 0; n < 60; n++) sim.comment({ text: `Svar ${n}`, under: top.id });

  const ids: string[] = [];
  const whole: string[] = [];
  const changes: unknown[] = [];
  let cursor: string | null = null;
  do {
    const listed: Fetched<Listed> | undefined = await backfill.list?.(access, {
      since: new Date(now - 60_000),
      cursor,
    });
    if (!listed?.ok) throw new Error('the list was refused');
    ids.push(...listed.value.ids);
    whole.push(...listed.value.wholePosts);
    changes.push(...listed.value.bodies.flatMap((body) => changesIn(reader, body)));
    cursor = listed.value.next;
  } while (cursor !== null);
  expect(ids).toHaveLength(64);
  expect(new Set(whole)).toEqual(new Set([post.id, many.id]));
  expect(changes).toContainEqual(expect.objectContaining({ type: 'hidden', externalId: comment.id }));
  expect(changes).toContainEqual(
    expect.objectContaining({
      type: 'added',
      externalId: answer.id,
      parentId: comment.id,
      text: 'Undrar jag med',
    }),
  );
  const later = await backfill.list?.(access, { since: new Date(now + 60_000), cursor: null });
  expect(later).toMatchObject({ ok: true, value: { ids: [], next: null } });
});

test('A post and a comment are fetched for context', async () => {
  const { post, comment } = talk();
  expect(await backfill.fetchNode(access, post.id)).toMatchObject({
    ...{
      ok: true,
      value: { text: 'Badhuset öppnar på lördag', permalink: expect.stringContaining('instagram') },
    },
  });
  expect(await backfill.fetchNode(access, comment.id)).toMatchObject({ value: { text: 'Vilken tid? å 😀' } });
  expect(await backfill.fetchNode(access, '17999')).toEqual({ ok: false, cause: 'gone-or-denied' });
});
