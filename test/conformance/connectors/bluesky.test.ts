/** The Bluesky connector against the simulated server. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { bluesky } from '../../../connectors/bluesky/connector.ts';
import type { AccountAccess, ActionTarget, Change } from '../../../core/actions/connector.ts';
import { type BlueskySimulator, createBluesky } from '../../../ops/simulator/bluesky/server.ts';
import { type Served, served } from '../../support/served.ts';

const { actions, backfill, poll, reader } = bluesky;
const DONE = { state: 'done', remoteId: null, at: null };
const NOT_SUPPORTED = { state: 'failed', cause: 'not-supported' };
const since = new Date('2026-01-01T00:00:00.000Z');

let sim: BlueskySimulator;
let server: Served;
let access: AccountAccess;
let post: string;
let current: BlueskySimulator['router'];
let seed = 0;
beforeAll(async () => {
  server = await served((req, res, next) => current(req, res, next));
});
beforeEach(() => {
  seed += 1;
  const account = { handle: 'exempelby.example', shown: 'Exempelby' };
  sim = createBluesky({ account, appPassword: 'abcd-efgh', seed: `s${seed}` });
  current = sim.router;
  access = { externalId: sim.us.did, apiBase: server.url, token: 'abcd-efgh' };
  post = sim.post('Torget stängs på måndag').uri;
});
afterAll(() => server.close());

function target(text = 'Varför?', replyTo = post): ActionTarget {
  const { uri, did } = sim.speak({ name: 'Åsa', text, replyTo });
  return { externalId: uri, parentId: replyTo, postId: post, kind: 'comment', authorId: did };
}
const changesIn = (bodies: readonly Uint8Array[]): Change[] =>
  bodies.flatMap((body) =>
    reader.parseDelivery(body).flatMap(({ changes }) => changes.map(({ change }) => change)),
  );
const idsIn = (bodies: readonly Uint8Array[]) =>
  changesIn(bodies).map((change) => ('externalId' in change ? change.externalId : null));
const look = async (cursor: string | null) => {
  const found = await poll?.poll(access, cursor);
  if (!found?.ok) throw new Error(found?.cause);
  return found.value;
};
/** The next write's answer is lost, though it was carried out. */
function loseNextWrite(): void {
  let isFirst = true;
  current = Object.assign(((req, res, next) => {
    const isWrite = req.method === 'POST' && req.path.includes('com.atproto.repo');
    if (isWrite && isFirst) sim.knobs.troubles.push({ lost: true });
    if (isWrite) isFirst = false;
    sim.router(req, res, next);
  }) as typeof sim.router);
}

describe('actions', () => {
  test('An answer names its parent and the root of its thread by version, and its links by bytes', async () => {
    const first = target();
    const second = target('Ja, varför?', first.externalId);
    const text = 'Åh, se https://exempelby.example/torget #torget @asa.example';
    const outcome = await actions.reply(access, second, text);
    expect(outcome).toMatchObject({ state: 'done', remoteId: expect.stringMatching(/^at:/u) });
    const written = sim.repos.get((outcome as { remoteId: string }).remoteId)?.value;
    expect(written).toMatchObject({
      text,
      reply: {
        root: { uri: post, cid: sim.repos.get(post)?.cid },
        parent: { uri: second.externalId, cid: sim.repos.get(second.externalId)?.cid },
      },
    });
    expect(written?.facets).toMatchObject([
      { index: { byteStart: 8, byteEnd: 40 }, features: [{ uri: 'https://exempelby.example/torget' }] },
      { features: [{ tag: 'torget' }] },
    ]);
    expect(sim.calls()).toMatchObject([
      { type: 'reply', targetId: second.externalId, message: text, ok: true },
    ]);
  });

  test('A lost answer is unknown, and found in the account’s own repository', async () => {
    const comment = target();
    loseNextWrite();
    expect(await actions.reply(access, comment, 'Tack!')).toEqual({ state: 'unknown', cause: 'unreachable' });
    const found = await actions.findReply(access, comment, { text: 'Tack!', since });
    expect(found).toMatchObject({ state: 'done', remoteId: sim.calls()[0]?.id });
    const notThere = { state: 'retry', cause: 'gone', afterMs: 0 };
    const except = [sim.calls()[0]?.id ?? ''];
    expect(await actions.findReply(access, comment, { text: 'Tack!', since, except })).toEqual(notThere);
    expect(await actions.findReply(access, comment, { text: 'Annat', since })).toEqual(notThere);
    const later = new Date(Date.now() + 3_600_000);
    expect(await actions.findReply(access, comment, { text: 'Tack!', since: later })).toEqual(notThere);
  });

  test('An answer to what is gone, and one that is too long, have failed', async () => {
    const comment = target();
    expect(await actions.reply(access, comment, 'å'.repeat(301))).toEqual({
      state: 'failed',
      cause: 'refused',
    });
    sim.remove(comment.externalId);
    expect(await actions.reply(access, comment, 'Tack!')).toEqual({ state: 'failed', cause: 'gone' });
  });

  test('Hiding adds to what is hidden already, showing takes away, each as often as is asked', async () => {
    const [one, two] = [target('Ett'), target('Två')];
    for (const act of [actions.hide, actions.hide]) expect(await act(access, one)).toEqual(DONE);
    expect(await actions.hide(access, two)).toEqual(DONE);
    expect(sim.hiddenBelow(post)).toEqual([one.externalId, two.externalId]);
    for (const act of [actions.unhide, actions.unhide]) expect(await act(access, one)).toEqual(DONE);
    expect(sim.hiddenBelow(post)).toEqual([two.externalId]);
    expect(sim.calls().map(({ type, targetId }) => [type, targetId])).toEqual([
      ['hide', one.externalId],
      ['hide', two.externalId],
      ['unhide', one.externalId],
    ]);
  });

  test('What a colleague hides on Bluesky meanwhile, and who may answer, stay as they are', async () => {
    const [one, two] = [target('Ett'), target('Två')];
    const gate = 'app.bsky.feed.threadgate';
    const rkey = post.slice(post.lastIndexOf('/') + 1);
    const allow = [{ $type: 'app.bsky.feed.threadgate#followingRule' }];
    let times = 0;
    sim.knobs.beforePut = () => {
      times += 1;
      if (times > 1) return;
      sim.repos.put(
        { did: sim.us.did, collection: gate, rkey },
        { $type: gate, post, allow, hiddenReplies: [two.externalId] },
      );
    };
    expect(await actions.hide(access, one)).toEqual(DONE);
    expect(sim.hiddenBelow(post)).toEqual([two.externalId, one.externalId]);
    expect(sim.repos.get(`at://${sim.us.did}/${gate}/${rkey}`)?.value.allow).toEqual(allow);
    sim.knobs.beforePut = () => {
      sim.repos.put(
        { did: sim.us.did, collection: gate, rkey },
        { $type: gate, post, hiddenReplies: [`at://x/${times++}`] },
      );
    };
    expect(await actions.hide(access, target('Tre'))).toMatchObject({ state: 'retry' });
  });

  test('What stands in the thread of others, and a full list, cannot be hidden', async () => {
    const other = sim.speak({ name: 'Bo', text: 'Egen tråd' }).uri;
    const mention = sim.speak({ name: 'Åsa', text: '@exempelby.example', replyTo: other }).uri;
    expect(await actions.hide(access, { ...target(), externalId: mention, postId: other })).toEqual(
      NOT_SUPPORTED,
    );
    expect(await actions.hide(access, { ...target(), externalId: mention, postId: null })).toEqual(
      NOT_SUPPORTED,
    );
    const comment = target();
    const hiddenReplies = Array.from({ length: 300 }, (_, n) => `${other}${n}`);
    const place = { did: sim.us.did, collection: 'app.bsky.feed.threadgate', rkey: post.split('/').at(-1) };
    sim.repos.put(place, { post, hiddenReplies });
    expect(await actions.hide(access, comment)).toEqual({ state: 'failed', cause: 'refused' });
  });

  test('A block and a like are made once; nobody else’s post is deleted; a report names the version', async () => {
    const comment = target();
    for (const act of [actions.ban, actions.ban, actions.like, actions.like])
      expect(await act(access, comment)).toEqual(DONE);
    expect(await actions.delete(access, comment)).toEqual(NOT_SUPPORTED);
    expect(await actions.delete(access, { ...comment, externalId: post })).toEqual(DONE);
    const told = { reason: 'illegal', comment: 'Hot' } as const;
    expect(await actions.report?.(access, comment, told)).toMatchObject({ state: 'done', remoteId: '1' });
    expect(sim.calls().map(({ type, targetId }) => [type, targetId])).toEqual([
      ['ban', comment.authorId],
      ['like', comment.externalId],
      ['delete', post],
      ['report', comment.externalId],
    ]);
  });

  test.each([
    [400, 'InvalidRequest', { state: 'failed', cause: 'refused' }],
    [400, 'AccountTakedown', { state: 'blocked', cause: 'temporarily-blocked' }],
    [403, 'Forbidden', { state: 'blocked', cause: 'permission-missing' }],
    [502, 'UpstreamFailure', { state: 'retry', cause: 'unreachable', afterMs: null, uncertain: true }],
  ])('A server that answers %i %s', async (status, error, outcome) => {
    sim.knobs.troubles.push({ status, error });
    expect(await actions.delete(access, { ...target(), externalId: post })).toEqual(outcome);
  });

  test('A limit waits until it is reset, by the server’s own clock', async () => {
    const headers = { 'ratelimit-reset': String(Math.floor(Date.now() / 1000) + 120) };
    sim.knobs.troubles.push({ status: 429, error: 'RateLimitExceeded', headers });
    const limited = await actions.delete(access, { ...target(), externalId: post });
    expect(limited).toMatchObject({ state: 'retry', cause: 'throttled' });
    expect((limited as { afterMs: number }).afterMs).toBeGreaterThan(110_000);
  });
});

describe('sessions', () => {
  const like = (text: string) => actions.like(access, target(text));

  test('One sign-in serves many calls, and is renewed or made anew when it has run out', async () => {
    await Promise.all([like('1'), like('2'), like('3')]);
    expect(sim.signIns()).toBe(1);
    sim.expire('access');
    expect(await like('4')).toEqual(DONE);
    expect(sim.signIns()).toBe(1);
    sim.expire('all');
    expect(await like('5')).toEqual(DONE);
    expect(sim.signIns()).toBe(2);
  });

  test('A withdrawn password blocks, also in the middle; none says so', async () => {
    expect(await like('1')).toEqual(DONE);
    sim.knobs.passwordDead = true;
    sim.expire('all');
    expect(await like('2')).toEqual({ state: 'blocked', cause: 'token-expired' });
    access = { ...access, token: '' };
    expect(await like('3')).toEqual({ state: 'blocked', cause: 'no-token' });
  });

  test('Nobody is called in the municipality’s own network', async () => {
    const inward = { ...access, apiBase: 'https://10.0.0.1' };
    expect(await actions.like(inward, target())).toEqual({ state: 'blocked', cause: 'unreachable' });
  });
});

describe('looking', () => {
  test('The first look brings what stands there, the next what is new, oldest first', async () => {
    const first = target('Ett');
    const before = await look(null);
    expect(changesIn(before.bodies)).toMatchObject([
      { externalId: first.externalId, kind: 'comment', postId: post },
    ]);
    expect(reader.parseDelivery(before.bodies[0] as Uint8Array)[0]?.accountExternalId).toBe(sim.us.did);
    const more = Array.from({ length: 130 }, (_, n) => target(`Nummer ${n}`).externalId);
    sim.like('Bo', post);
    const after = await look(before.cursor);
    expect(idsIn(after.bodies)).toEqual(more);
    expect(await look(after.cursor)).toEqual({ bodies: [], cursor: after.cursor, cost: 1 });
    expect(after.cursor.length).toBeLessThan(300);
  });

  test('A look that is refused says why', async () => {
    sim.knobs.passwordDead = true;
    expect(await poll?.poll(access, null)).toEqual({ ok: false, cause: 'token-expired' });
  });

  test('A listing holds whole threads; what was deleted is missing, what is withheld leaves a thread in doubt', async () => {
    const [kept, gone] = [target('Står kvar'), target('Försvinner')];
    const below = target('Under', kept.externalId);
    sim.remove(gone.externalId);
    for (let n = 0; n < 25; n++) sim.post(`Nyhet ${n}`);
    const first = await backfill.list?.(access, { since, cursor: null });
    if (!first?.ok) throw new Error('no list');
    expect(first.value.wholePosts).toHaveLength(20);
    const second = await backfill.list?.(access, { since, cursor: first.value.next });
    if (!second?.ok) throw new Error('no list');
    expect(second.value).toMatchObject({ ids: [kept.externalId, below.externalId], next: null });
    expect(second.value.wholePosts).toContain(post);
    expect(changesIn(second.value.bodies).at(-1)).toMatchObject({
      kind: 'comment',
      postId: post,
      text: 'Under',
    });
    current = Object.assign(((req, res, next) => {
      const { json } = res;
      if (req.path.endsWith('getPostThread'))
        res.json = (body) => json.call(res, { thread: { ...body.thread, replies: [] } });
      sim.router(req, res, next);
    }) as typeof sim.router);
    const withheld = await backfill.list?.(access, { since, cursor: first.value.next });
    expect(withheld?.ok && withheld.value.wholePosts.includes(post)).toBe(false);
  });

  test('A post is read for context', async () => {
    const node = await backfill.fetchNode(access, post);
    expect(node).toMatchObject({ ok: true, value: { text: 'Torget stängs på måndag', own: true } });
    expect(await backfill.fetchNode(access, `${post}x`)).toEqual({ ok: false, cause: 'gone' });
  });
});

describe('connecting', () => {
  test('The password must be the named account’s', async () => {
    const fine = { ok: true, externalIdMatches: true, name: 'exempelby.example', missing: [], cause: null };
    expect(await backfill.connect(access, { secret: null })).toEqual(fine);
    const byHandle = { ...access, externalId: 'exempelby.example' };
    expect(await backfill.connect(byHandle, { secret: null })).toMatchObject({
      ok: false,
      externalIdMatches: false,
    });
    const wrong = { ...access, token: 'guess' };
    expect(await backfill.connect(wrong, { secret: null })).toMatchObject({
      ok: false,
      cause: 'token-expired',
    });
  });
});
