/** Facebook's actions against a real server: what was asked, and what each answer becomes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { facebook } from '../../../connectors/facebook/connector.ts';
import type { ActionTarget, Outcome } from '../../../core/actions/connector.ts';
import {
  closedPort,
  GONE,
  type GraphScript,
  type GraphServer,
  graphError,
  startGraphServer,
} from '../../support/graph-server.ts';

const { actions } = facebook;
const DONE = { state: 'done', remoteId: null, at: null };
const comment: ActionTarget = {
  externalId: '900_1',
  parentId: '101_900',
  postId: '101_900',
  kind: 'comment',
  authorId: '7001',
};
const answer: ActionTarget = { ...comment, externalId: '900_2', parentId: '900_1' };
const post: ActionTarget = { ...comment, externalId: '101_901', parentId: null, postId: null, kind: 'post' };

let graph: GraphServer;
beforeAll(async () => {
  graph = await startGraphServer();
});
beforeEach(() => {
  graph.calls.length = 0;
  graph.answers();
});
afterAll(() => graph.close());

type Act = (target?: ActionTarget) => Promise<Outcome>;
const repeatable: readonly (readonly [string, Act])[] = [
  ['hide', (target = comment) => actions.hide(graph.access, target)],
  ['unhide', (target = comment) => actions.unhide(graph.access, target)],
  ['delete', (target = comment) => actions.delete(graph.access, target)],
  ['like', (target = comment) => actions.like(graph.access, target)],
  ['ban', (target = comment) => actions.ban(graph.access, target)],
];
const reply: Act = (target = comment) => actions.reply(graph.access, target, 'Tack, vi åtgärdar det!');

describe('what is asked', () => {
  test('Each action is its documented call, the token in the header alone', async () => {
    graph.answers({ body: { id: '900_9' } });
    await reply();
    for (const [, act] of repeatable) await act();
    expect(graph.calls.map(({ method, path, form }) => [method, path, form])).toEqual([
      ['POST', '/900_1/comments', { message: 'Tack, vi åtgärdar det!' }],
      ['POST', '/900_1', { is_hidden: 'true' }],
      ['POST', '/900_1', { is_hidden: 'false' }],
      ['DELETE', '/900_1', {}],
      ['POST', '/900_1/likes', {}],
      ['POST', '/101/blocked', { user: '["7001"]' }],
    ]);
    expect(new Set(graph.calls.map((call) => call.authorization))).toEqual(new Set(['Bearer page-token']));
    expect(JSON.stringify(graph.calls.map(({ path, query, form }) => [path, query, form]))).not.toContain(
      'token',
    );
  });

  test('An answer to an answer is written under the comment at the root, one to a post under the post', async () => {
    await reply(answer);
    await reply(post);
    expect(graph.calls.map((call) => call.path)).toEqual(['/900_1/comments', '/101_901/comments']);
  });

  test('An id cannot lead the call elsewhere', async () => {
    for (const externalId of ['../me', '..', 'a/b?c=d#e', '//evil.example']) {
      await actions.delete(graph.access, { ...comment, externalId });
    }
    expect(graph.calls.map((call) => call.path)).toEqual([
      '/..%2Fme',
      '/a%2Fb%3Fc%3Dd%23e',
      '/%2F%2Fevil.example',
    ]);
  });
});

describe('what an answer becomes', () => {
  test('An action that is done is done again when it is repeated', async () => {
    for (const [, act] of repeatable) {
      expect(await act()).toEqual(DONE);
      expect(await act()).toEqual(DONE);
    }
    graph.answers({ body: { id: '900_9' } });
    expect(await reply()).toEqual({ state: 'done', remoteId: '900_9', at: null });
  });

  test('A `"true"` or a bare true is a success too, a `false` is none', async () => {
    graph.answers({ body: { success: 'true' } }, { body: true }, { body: { success: false } });
    const outcomes = [await actions.hide(graph.access, comment), await actions.hide(graph.access, comment)];
    expect(outcomes).toEqual([DONE, DONE]);
    expect(await actions.hide(graph.access, comment)).toEqual({ state: 'failed', cause: 'refused' });
  });

  const shown = (...data: readonly object[]) => ({ body: { data, summary: { total_count: data.length } } });
  const neighbour = { id: '900_7', from: { id: '7007' } };
  const all = [...repeatable.filter(([name]) => name !== 'ban'), ['reply', reply] as const];
  const outcomesAfter = async (...scripts: GraphScript[]) => {
    const outcomes: Record<string, string> = {};
    for (const [name, act] of all) {
      graph.answers(...scripts);
      const outcome = await act();
      outcomes[name] = outcome.state === 'done' ? 'done' : `${outcome.state} ${outcome.cause}`;
    }
    return outcomes;
  };

  test('A comment that its list no longer shows is as good as hidden or deleted; it cannot be answered, shown or liked', async () => {
    expect(await outcomesAfter(GONE, GONE, shown(neighbour))).toEqual({
      hide: 'done',
      delete: 'done',
      unhide: 'failed gone',
      like: 'failed gone',
      reply: 'failed gone',
    });
    expect(graph.calls.at(-1)).toMatchObject({
      path: '/101_900/comments',
      query: { filter: 'stream', order: 'reverse_chronological' },
    });
  });

  test('A comment that its list shows in public was not hidden, whatever the object itself answers', async () => {
    for (const list of [shown({ id: '900_1', from: { id: '7001' } }), shown({ id: '4711_1' })])
      expect(await outcomesAfter(GONE, GONE, list)).toEqual({
        hide: 'blocked permission-missing',
        delete: 'blocked permission-missing',
        unhide: 'done',
        like: 'blocked permission-missing',
        reply: 'blocked permission-missing',
      });
  });

  test.each([
    ['cannot be read', [GONE]],
    ['answers late', [graphError(80001)]],
    ['is empty without a count, as for a token that sees no comments', [{ body: { data: [] } }]],
    ['shows the page\u2019s own comments alone', [shown({ id: '900_8', from: { id: '101' } })]],
    [
      'does not move on',
      Array.from({ length: 3 }, () => ({
        body: { data: [neighbour], paging: { next: 'x', cursors: { after: 'same' } } },
      })),
    ],
  ])('Nothing is called hidden or gone from a list that %s', async (_name, scripts) => {
    expect(await outcomesAfter(GONE, GONE, ...scripts)).toEqual({
      hide: 'unknown gone-or-denied',
      delete: 'unknown gone-or-denied',
      unhide: 'failed gone-or-denied',
      like: 'failed gone-or-denied',
      reply: 'failed gone-or-denied',
    });
  });

  test('An error that may follow a write that was carried out is looked into', async () => {
    const after = graphError(20, { error_subcode: 1772107 });
    const node = (hidden: boolean) => ({ body: { id: '900_1', is_hidden: hidden } });
    expect(await outcomesAfter(after, node(true))).toMatchObject({ hide: 'done', delete: 'failed refused' });
    expect(await outcomesAfter(after, node(false))).toMatchObject({
      hide: 'failed refused',
      unhide: 'done',
      reply: 'unknown refused',
    });
    graph.answers(after, graphError(1));
    expect(await actions.hide(graph.access, comment)).toEqual({
      state: 'failed',
      cause: 'refused',
      uncertain: true,
    });
  });

  test('A throttle comes as 400 and says how long to wait', async () => {
    const usage = JSON.stringify({ '101': [{ type: 'pages', estimated_time_to_regain_access: 2 }] });
    const throttle = { ...graphError(80001), headers: { 'x-business-use-case-usage': usage } };
    for (const [, act] of [...repeatable, ['reply', reply] as const]) {
      graph.answers(throttle);
      expect(await act()).toEqual({ state: 'retry', cause: 'throttled', afterMs: 120_000 });
    }
  });

  test('A dead token and a missing permission hold the account up', async () => {
    graph.answers(graphError(190, { error_subcode: 463 }), graphError(200));
    expect(await reply()).toEqual({ state: 'blocked', cause: 'token-expired' });
    expect(await reply()).toEqual({ state: 'blocked', cause: 'permission-missing' });
  });

  test.each([
    ['cut off', { lost: true }],
    ['not JSON', { text: '<html>' }],
    ['without an id', { body: {} }],
    ['a gateway\u2019s', { status: 502, text: '<html>' }],
    ['Graph\u2019s "unknown error"', graphError(1)],
    ['Graph\u2019s "duplicate"', graphError(506)],
    ['Graph\u2019s code 20', graphError(20)],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, text: '' }],
    ['far too long', { text: `{"id":"${'x'.repeat(3 * 1024 * 1024)}"}` }],
  ] as const)('A reply whose answer is %s counts as unknown and is sent once', async (_name, script) => {
    graph.answers(script);
    expect((await reply()).state).toBe('unknown');
    expect(graph.calls).toHaveLength(1);
  });

  test('An action that may be done twice is tried again after a lost answer', async () => {
    for (const [, act] of repeatable) {
      graph.answers({ lost: true });
      expect(await act()).toEqual({ state: 'retry', cause: 'unreachable', afterMs: null, uncertain: true });
    }
  });

  test('A reply is tried again where nobody listened, since it was never sent', async () => {
    const access = { ...graph.access, apiBase: await closedPort() };
    const retry = { state: 'retry', cause: 'unreachable', afterMs: null };
    expect(await actions.reply(access, comment, 'Hej')).toEqual(retry);
    expect(await actions.hide(access, comment)).toEqual(retry);
  });

  test('A ban answers person by person', async () => {
    graph.answers(
      { body: { '7001': true } },
      { body: { '7001': { success: false, error: { code: 200 } } } },
      { body: { '7001': false } },
    );
    const ban = () => actions.ban(graph.access, comment);
    expect(await ban()).toEqual(DONE);
    expect(await ban()).toEqual({ state: 'blocked', cause: 'permission-missing' });
    expect(await ban()).toEqual({ state: 'failed', cause: 'refused' });
  });
});

describe('what is never sent', () => {
  test('A call without a token, to another scheme or in the clear over a network is never sent', async () => {
    const hide = (change: object) => actions.hide({ ...graph.access, ...change }, comment);
    expect(await hide({ token: '' })).toEqual({ state: 'blocked', cause: 'no-token' });
    for (const apiBase of [
      '',
      'ftp://127.0.0.1/',
      'http://graph.example/v26.0',
      'https://a:b@graph.example/',
    ]) {
      expect(await hide({ apiBase })).toEqual({ state: 'blocked', cause: 'unreachable' });
    }
    expect(graph.calls).toEqual([]);
  });

  test('A hide of a mention, which stands on a page of somebody else, and a ban of nobody are never sent', async () => {
    const refused = { state: 'failed', cause: 'not-supported' };
    expect(await actions.hide(graph.access, { ...comment, kind: 'mention' })).toEqual(refused);
    expect(await actions.delete(graph.access, { ...comment, kind: 'mention' })).toEqual(refused);
    expect(await actions.ban(graph.access, { ...comment, authorId: null })).toEqual(refused);
    expect(graph.calls).toEqual([]);
  });
});
