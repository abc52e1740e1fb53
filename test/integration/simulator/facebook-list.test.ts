/** What stands on the page, listed for the comparison with what we have; and the proof that every call carries. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { facebook } from '../../../connectors/facebook/connector.ts';
import type { ActionTarget, Fetched, Listed } from '../../../core/actions/connector.ts';
import {
  type GraphScript,
  type GraphServer,
  graphError,
  startGraphServer,
} from '../../support/graph-server.ts';
import { changesIn } from '../../support/platform-fixtures.ts';

let graph: GraphServer;
beforeAll(async () => {
  graph = await startGraphServer();
});
beforeEach(() => {
  graph.calls.length = 0;
});
afterAll(() => graph.close());

const SINCE = new Date('2025-11-20T00:00:00.000Z');
const page = (data: readonly object[], after: string | null = null, more: object = {}): GraphScript => {
  const next = after === null ? {} : { next: 'https://graph.example/next' };
  return { body: { data, paging: { cursors: { before: 'b', after: after ?? 'end' }, ...next }, ...more } };
};
const post = (id: string, by: string | null) => ({
  ...{ id, message: `Inlägg ${id}`, created_time: '2025-11-21T12:00:00+0000' },
  ...(by !== null && { from: { id: by, name: 'Namn' } }),
});
const comment = (id: string, more: object = {}) => ({
  ...{ id, message: `Kommentar ${id}`, created_time: '2025-11-21T13:00:00+0000' },
  ...{ from: { id: '7001', name: 'Åsa Öqvist' }, ...more },
});

async function whole(...scripts: GraphScript[]): Promise<Listed[]> {
  graph.answers(...scripts);
  const pages: Listed[] = [];
  let cursor: string | null = null;
  do {
    const listed: Fetched<Listed> | undefined = await facebook.backfill.list?.(graph.access, {
      ...{ since: SINCE, cursor },
    });
    if (!listed?.ok) throw new Error('the list was refused');
    pages.push(listed.value);
    cursor = listed.value.next;
  } while (cursor !== null);
  return pages;
}

test('The list gives posts, comments with their answers, and what is hidden, as the webhook would', async () => {
  const pages = await whole(
    page([post('101_1', '101'), post('101_2', '7002'), post('101_3', null)]),
    page([comment('1_1'), comment('1_2', { parent: { id: '1_1' }, is_hidden: true })], 'on'),
    page([
      comment('1_3', {
        attachment: { type: 'photo', media: { image: { src: 'https://cdn.example/1.jpg' } } },
      }),
    ]),
    page([], null, { summary: { total_count: 0 } }),
    page([]),
  );
  expect(pages.flatMap(({ ids }) => ids)).toEqual(['101_2', '1_1', '1_2', '1_3']);
  // A token that may not see comments gets an empty list too: of the third post nobody knows.
  expect(pages.flatMap(({ wholePosts }) => wholePosts)).toEqual(['101_1', '101_2']);
  const changes = pages.flatMap(({ bodies }) => bodies.flatMap((body) => changesIn(facebook.reader, body)));
  expect(changes).toMatchObject([
    { type: 'added', kind: 'post', externalId: '101_1', own: true },
    { type: 'added', kind: 'post', externalId: '101_2', own: false, author: { id: '7002' } },
    { type: 'added', kind: 'comment', externalId: '1_1', parentId: '101_1', postId: '101_1' },
    { type: 'added', kind: 'comment', externalId: '1_2', parentId: '1_1', postId: '101_1' },
    { type: 'hidden', kind: 'comment', externalId: '1_2' },
    { type: 'added', externalId: '1_3', attachments: [{ type: 'image', url: 'https://cdn.example/1.jpg' }] },
  ]);
  expect(graph.calls.map(({ path }) => path)).toEqual([
    ...['/101/feed', '/101_1/comments', '/101_1/comments', '/101_2/comments', '/101_3/comments'],
  ]);
  expect(graph.calls[2]?.query.after).toBe('on');
});

test('A list that turns in circles ends and says so, and nothing counts as vanished', async () => {
  const same = page([comment('1_1'), comment('1_2')], 'still');
  const [, ...pages] = await whole(page([post('101_1', '101')]), same, same, same, same);
  expect(pages).toHaveLength(2);
  expect(pages[1]).toMatchObject({ circled: true, wholePosts: [], next: null });
  const moving = (after: string): GraphScript => page([comment('1_1')], after);
  const [, ...others] = await whole(page([post('101_1', '101')]), moving('a'), moving('b'), moving('c'));
  expect(others.at(-1)).toMatchObject({ circled: true, wholePosts: [] });
  expect(others).toHaveLength(2);
});

test('A post that cannot be read stands in no other’s way; a throttle stops the list where it is', async () => {
  const pages = await whole(
    page([post('101_1', '101'), post('101_2', '101')]),
    graphError(100, { error_subcode: 33 }),
    page([comment('2_1')]),
  );
  expect(pages.flatMap(({ wholePosts }) => wholePosts)).toEqual(['101_2']);
  graph.answers(graphError(32));
  expect(await facebook.backfill.list?.(graph.access, { since: SINCE, cursor: null })).toEqual({
    ...{ ok: false, cause: 'throttled' },
  });
});

const target: ActionTarget = {
  ...{ externalId: '900_1', parentId: '101_900', postId: '101_900', kind: 'comment', authorId: '7001' },
};

test('Every call carries the proof of its app, in the form of a write and else in the query', async () => {
  const access = { ...graph.access, appSecret: 'app-secret' };
  const proof = createHmac('sha256', 'app-secret').update(access.token).digest('hex');
  graph.answers();
  await facebook.actions.hide(access, target);
  await facebook.actions.delete(access, target);
  await facebook.backfill.fetchNode(access, '900_1');
  expect(graph.calls.map(({ form, query }) => [form.appsecret_proof, query.appsecret_proof])).toEqual([
    [proof, undefined],
    [undefined, proof],
    [undefined, proof],
  ]);
});

test('A proof by a secret that is not the app’s is left out in a second try, and its lack is a permission', async () => {
  const access = { ...graph.access, appSecret: 'old-secret' };
  const refused = (message: string): GraphScript => graphError(100, { message });
  graph.answers(refused('Invalid appsecret_proof provided in the API argument'), { body: { success: true } });
  expect(await facebook.actions.hide(access, target)).toMatchObject({ state: 'done' });
  expect(graph.calls.map(({ form }) => 'appsecret_proof' in form)).toEqual([true, false]);
  graph.answers(refused('API calls from the server require an appsecret_proof argument'));
  expect(await facebook.actions.hide(graph.access, target)).toEqual({
    ...{ state: 'blocked', cause: 'permission-missing' },
  });
});
