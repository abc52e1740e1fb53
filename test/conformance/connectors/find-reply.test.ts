/** Reading back a reply whose answer was lost, over real paging. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { facebook } from '../../../connectors/facebook/connector.ts';
import type { ActionTarget, Outcome } from '../../../core/actions/connector.ts';
import {
  GONE,
  type GraphScript,
  type GraphServer,
  graphError,
  startGraphServer,
} from '../../support/graph-server.ts';

const target: ActionTarget = {
  externalId: '900_2',
  parentId: '900_1',
  postId: '101_900',
  kind: 'comment',
  authorId: '7001',
};
const wanted = { text: 'Tack,  vi a\u030Atga\u0308rdar det! ', since: new Date('2025-11-21T14:00:00.000Z') };
const ours = {
  id: '900_9',
  message: 'Tack, vi åtgärdar det!',
  created_time: '2025-11-21T14:00:03+0000',
  from: { id: '101' },
};
const NOT_THERE = { state: 'retry', cause: 'gone', afterMs: 0 };

const page = (data: readonly object[], after?: string): GraphScript => ({
  body: {
    data,
    paging: {
      cursors: { before: 'b', after: after ?? 'end' },
      ...(after !== undefined && { next: `https://evil.example/?access_token=page-token&after=${after}` }),
    },
  },
});

let graph: GraphServer;
beforeAll(async () => {
  graph = await startGraphServer();
});
beforeEach(() => {
  graph.calls.length = 0;
});
afterAll(() => graph.close());

const find = (...scripts: GraphScript[]): Promise<Outcome> => {
  graph.answers(...scripts);
  return facebook.actions.findReply(graph.access, target, wanted);
};

test('A reply is found on a later page, by its words and not by their encoding', async () => {
  const found = await find(page([{ ...ours, message: 'Annat' }], 'c1'), page([], 'c2'), page([ours]));
  expect(found).toEqual({ state: 'done', remoteId: '900_9', at: new Date('2025-11-21T14:00:03.000Z') });
  expect(graph.calls.map(({ path, query }) => [path, query.after])).toEqual([
    ['/900_1/comments', undefined],
    ['/900_1/comments', 'c1'],
    ['/900_1/comments', 'c2'],
  ]);
});

test('A reply that is not there may be written again', async () => {
  expect(await find(page([]))).toEqual(NOT_THERE);
  expect(await find(page([{ ...ours, from: { id: '7001' } }]))).toEqual(NOT_THERE);
  expect(await find(page([{ ...ours, message: 'Tack!' }]))).toEqual(NOT_THERE);
  expect(await find(page([{ ...ours, created_time: '2025-11-21T13:58:00+0000' }]))).toEqual(NOT_THERE);
});

test('A clock that is a little ahead, or a withheld author, does not make us write twice', async () => {
  expect(await find(page([{ ...ours, created_time: '2025-11-21T13:59:30+0000' }]))).toMatchObject({
    state: 'done',
  });
  const { from: _, ...withheld } = ours;
  expect(await find(page([withheld]))).toMatchObject({ state: 'done' });
});

test('A search that could not tell is made again and never taken for "not there"', async () => {
  expect(await find({ lost: true })).toEqual({ state: 'unknown', cause: 'unreachable' });
  expect(await find(graphError(80001))).toEqual({ state: 'unknown', cause: 'throttled' });
  expect(await find(page([], 'c1'), { lost: true })).toEqual({ state: 'unknown', cause: 'unreachable' });
  expect(await find({ body: { success: true } })).toEqual({ state: 'unknown', cause: 'unreachable' });
});

test('A dead token blocks, a target that is gone fails, one that we may not read leaves it open', async () => {
  expect(await find(graphError(190))).toEqual({ state: 'blocked', cause: 'token-expired' });
  const neighbour = page([{ id: '900_7', from: { id: '7007' } }]);
  expect(await find(GONE, GONE, neighbour)).toEqual({ state: 'failed', cause: 'gone' });
  expect(await find(GONE, GONE, GONE)).toEqual({ state: 'unknown', cause: 'gone-or-denied' });
  const standing = page([{ id: '900_1', from: { id: '7001' } }]);
  expect(await find(GONE, GONE, standing)).toEqual({ state: 'blocked', cause: 'permission-missing' });
});

test('A reply that is known to be another one is not taken for the one that is looked for', async () => {
  graph.answers(page([ours]));
  const except = { ...wanted, except: ['900_9'] };
  expect(await facebook.actions.findReply(graph.access, target, except)).toEqual(NOT_THERE);
});

test('A search ends after ten pages', async () => {
  const endless = Array.from({ length: 12 }, (_, n) => page([{ ...ours, message: 'Annat' }], `c${n}`));
  expect(await find(...endless)).toEqual({ state: 'unknown', cause: 'unreachable' });
  expect(graph.calls).toHaveLength(10);
});
