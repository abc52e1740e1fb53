/** The Mastodon connector against the simulated server. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mastodon } from '../../../connectors/mastodon/connector.ts';
import type { AccountAccess, ActionTarget, Change } from '../../../core/actions/connector.ts';
import { createMastodon, type MastodonSimulator } from '../../../ops/simulator/mastodon/server.ts';
import { type Served, served } from '../../support/served.ts';

const { actions, backfill, poll, reader } = mastodon;
const DONE = { state: 'done', remoteId: null, at: null };
const since = new Date('2026-01-01T00:00:00.000Z');

let sim: MastodonSimulator;
let server: Served;
let access: AccountAccess;
let post: string;
let current: MastodonSimulator['router'];
beforeAll(async () => {
  server = await served((req, res, next) => current(req, res, next));
});
beforeEach(() => {
  const host = new URL(server.url).host;
  sim = createMastodon({
    account: { name: 'exempelby', host, shown: 'Exempelby kommun' },
    token: 'user-token',
  });
  current = sim.router;
  access = { externalId: `exempelby@${host}`, apiBase: server.url, token: 'user-token' };
  post = sim.post('Torget stängs på måndag').id;
});
afterAll(() => server.close());

function target(text = '@exempelby Varför?', more: object = {}): ActionTarget {
  const { status } = sim.speak({ name: 'Åsa', text, replyTo: post, ...more });
  return {
    externalId: status.id,
    parentId: post,
    postId: post,
    kind: 'comment',
    authorId: status.account.id,
  };
}
const changesIn = (bodies: readonly Uint8Array[]): Change[] =>
  bodies.flatMap((body) =>
    reader.parseDelivery(body).flatMap(({ changes }) => changes.map(({ change }) => change)),
  );
const look = async (cursor: string | null) => {
  const found = await poll?.poll(access, cursor);
  if (!found?.ok) throw new Error(found?.cause);
  return found.value;
};

describe('actions', () => {
  test('An answer names whom it answers, as private as what it answers', async () => {
    const comment = target('@exempelby Mellan oss', { visibility: 'direct' });
    const outcome = await actions.reply(access, comment, 'Tack!');
    expect(outcome).toMatchObject({ state: 'done', remoteId: expect.any(String), at: expect.any(Date) });
    const [call] = sim.calls();
    expect(call).toMatchObject({
      type: 'reply',
      targetId: comment.externalId,
      message: '@asa@fedi.example Tack!',
    });
    expect(sim.shelf.statuses.get(call?.id ?? '')).toMatchObject({ visibility: 'direct' });
  });

  test('A lost answer is found, and sent again it is written once', async () => {
    const comment = target();
    const text = 'Tack!\n\nVi ser över det.';
    // Of the two calls of an answer the second, which writes.
    current = Object.assign(((req, res, next) => {
      if (req.method === 'POST' && sim.calls().length === 0) sim.knobs.troubles.push({ lost: true });
      sim.router(req, res, next);
    }) as typeof sim.router);
    expect(await actions.reply(access, comment, text)).toEqual({ state: 'unknown', cause: 'unreachable' });
    const found = await actions.findReply(access, comment, { text, since });
    expect(found).toMatchObject({ state: 'done' });
    const again = await actions.reply(access, comment, text);
    expect(again).toMatchObject({ remoteId: (found as { remoteId: string }).remoteId });
    expect(sim.shelf.context(comment.externalId).descendants).toHaveLength(1);
  });

  test('An answer whose reading fails was surely not written', async () => {
    const comment = target();
    sim.knobs.troubles.push({ lost: true });
    const reading = { state: 'retry', cause: 'unreachable', afterMs: null };
    expect(await actions.reply(access, comment, 'Tack!')).toEqual(reading);
    expect(sim.calls()).toEqual([]);
  });

  test('What is not there may be written, also where another of the same words is', async () => {
    const comment = target();
    const notThere = { state: 'retry', cause: 'gone', afterMs: 0 };
    expect(await actions.findReply(access, comment, { text: 'Tack!', since })).toEqual(notThere);
    const { remoteId } = (await actions.reply(access, comment, 'Tack!')) as { remoteId: string };
    expect(await actions.findReply(access, comment, { text: 'Tack!', since, except: [remoteId] })).toEqual(
      notThere,
    );
  });

  test('Block, favourite and report are their calls; nobody’s words can be hidden', async () => {
    const comment = target();
    expect(await actions.ban(access, comment)).toEqual(DONE);
    expect(await actions.like(access, comment)).toEqual(DONE);
    expect(await actions.report?.(access, comment, { reason: 'illegal', comment: 'Hot' })).toMatchObject({
      state: 'done',
    });
    const notSupported = { state: 'failed', cause: 'not-supported' };
    expect(await actions.hide(access, comment)).toEqual(notSupported);
    expect(await actions.unhide(access, comment)).toEqual(notSupported);
    expect(sim.calls().map(({ type, path }) => [type, path])).toEqual([
      ['ban', `/api/v1/accounts/${comment.authorId}/block`],
      ['like', `/api/v1/statuses/${comment.externalId}/favourite`],
      ['report', '/api/v1/reports'],
    ]);
  });

  test('Only its own words are deleted, and what is gone is deleted', async () => {
    const comment = target();
    expect(await actions.delete(access, comment)).toEqual({ state: 'failed', cause: 'not-supported' });
    expect(await actions.delete(access, { ...comment, externalId: post })).toEqual(DONE);
    expect(await actions.delete(access, { ...comment, externalId: post })).toEqual(DONE);
    expect(sim.calls().filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('A dead token and a missing scope block, a limit waits until it is reset', async () => {
    const comment = target();
    sim.knobs.tokenDead = true;
    expect(await actions.like(access, comment)).toEqual({ state: 'blocked', cause: 'token-expired' });
    sim.knobs.tokenDead = false;
    sim.knobs.scopes = ['read'];
    expect(await actions.ban(access, comment)).toEqual({ state: 'blocked', cause: 'permission-missing' });
    sim.knobs.budget = 0;
    const limited = await actions.ban(access, comment);
    expect(limited).toMatchObject({ state: 'retry', cause: 'throttled' });
    expect((limited as { afterMs: number }).afterMs).toBeGreaterThan(290_000);
    expect(await actions.like({ ...access, token: '' }, comment)).toEqual({
      state: 'blocked',
      cause: 'no-token',
    });
  });

  test.each([
    [404, '', { state: 'failed', cause: 'gone-or-denied' }],
    [410, '', { state: 'failed', cause: 'gone' }],
    [422, 'Validation failed: Text character limit of 500 exceeded', { state: 'failed', cause: 'refused' }],
    [403, 'This action is not allowed', { state: 'failed', cause: 'refused' }],
    [403, 'Your login is currently disabled', { state: 'blocked', cause: 'temporarily-blocked' }],
    [503, '', { state: 'retry', cause: 'unreachable', afterMs: null, uncertain: true }],
  ])('A server that answers %i %s', async (status, error, outcome) => {
    const comment = target();
    sim.knobs.troubles.push({ status, error });
    expect(await actions.like(access, comment)).toEqual(outcome);
  });
});

describe('looking', () => {
  test('The first look brings what stands there, the next what is new, with its conversation', async () => {
    const first = target('@exempelby Ett');
    const before = await look(null);
    expect(changesIn(before.bodies)).toMatchObject([
      { externalId: first.externalId, kind: 'comment', postId: post },
    ]);
    expect(reader.parseDelivery(before.bodies[0] as Uint8Array)[0]?.accountExternalId).toBe(
      access.externalId,
    );
    const more = Array.from({ length: 45 }, (_, n) => target(`@exempelby ${n}`).externalId);
    sim.shelf.notify('favourite', sim.shelf.person('Bo'), sim.shelf.statuses.get(post) ?? null);
    const after = await look(before.cursor);
    expect(changesIn(after.bodies).map((change) => 'externalId' in change && change.externalId)).toEqual(
      more,
    );
    const nothing = await look(after.cursor);
    expect(nothing).toEqual({ bodies: [], cursor: after.cursor, cost: 1 });
    expect(after.cursor.length).toBeLessThan(200);
  });

  test('A name in a thread of others is a mention', async () => {
    const { status: other } = sim.speak({ name: 'Bo', text: 'Utan oss' });
    sim.speak({ name: 'Åsa', text: '@exempelby Ser ni?', replyTo: other.id });
    expect(changesIn((await look(null)).bodies)).toMatchObject([
      { kind: 'mention', parentId: other.id, postId: null },
    ]);
  });

  test('A look that is refused says why and moves nothing', async () => {
    sim.knobs.tokenDead = true;
    expect(await poll?.poll(access, '1:2')).toEqual({ ok: false, cause: 'token-expired' });
  });

  test('A listing holds what stands below each post, edits among it, and what vanished is missing', async () => {
    const [kept, gone] = [target('@exempelby Står kvar'), target('@exempelby Försvinner')];
    const below = sim.speak({ name: 'Bo', text: 'Svar till Åsa', replyTo: kept.externalId }).status.id;
    sim.edit(kept.externalId, '@exempelby Rättat');
    sim.remove(gone.externalId);
    for (let n = 0; n < 12; n++) sim.post(`Nyhet ${n}`);
    const first = await backfill.list?.(access, { since, cursor: null });
    if (!first?.ok) throw new Error('no list');
    expect(first.value.wholePosts).toHaveLength(10);
    const second = await backfill.list?.(access, { since, cursor: first.value.next });
    if (!second?.ok) throw new Error('no list');
    expect(second.value).toMatchObject({ ids: [kept.externalId, below], next: null });
    expect(second.value.wholePosts).toContain(post);
    const changes = changesIn(second.value.bodies);
    const edited = { type: 'edited', externalId: kept.externalId, text: '@exempelby Rättat', postId: post };
    expect(
      changes.find((change) => 'externalId' in change && change.externalId === kept.externalId),
    ).toMatchObject(edited);
    expect(changes.find((change) => 'externalId' in change && change.externalId === below)).toMatchObject({
      kind: 'comment',
    });
  });

  test('A status is read for context', async () => {
    const node = await backfill.fetchNode(access, post);
    expect(node).toMatchObject({
      ok: true,
      value: { externalId: post, text: 'Torget stängs på måndag', own: true },
    });
    expect(await backfill.fetchNode(access, '1')).toEqual({ ok: false, cause: 'gone-or-denied' });
  });
});

describe('connecting', () => {
  const connect = () => backfill.connect(access, { secret: null });

  test('The account of the token must be the one that is named', async () => {
    expect(await connect()).toEqual({
      ...{ ok: true, externalIdMatches: true, name: 'Exempelby kommun', missing: [], cause: null },
    });
    access = { ...access, externalId: 'annan@mastodon.example' };
    expect(await connect()).toMatchObject({ ok: false, externalIdMatches: false, cause: null });
  });

  test('Missing scopes are named, a dead token is told', async () => {
    sim.knobs.scopes = ['read', 'write:statuses', 'write:favourites', 'write:reports'];
    expect(await connect()).toMatchObject({
      ok: false,
      missing: ['write:blocks'],
      cause: 'permission-missing',
    });
    sim.knobs.tokenDead = true;
    expect(await connect()).toMatchObject({ ok: false, cause: 'token-expired' });
  });
});
