/** What a list is asked: keys it does not know, places in other lists, and threads longer than are shown. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ItemPage } from '../../../core/inbox/items.contract.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const THREAD = 200;
const get = (path: string) => s.api.get<ItemPage>(path);

beforeAll(async () => {
  const said = Array.from({ length: THREAD + 60 }, (_, number) =>
    added({
      id: `1_${number + 1}`,
      text: `Svar ${number}`,
      at: new Date(MONDAY.getTime() + number * 1000),
      ...(number === 0 ? {} : { parentId: '1_1' }),
    }),
  );
  await s.world.deliver(envelopeOf(said));
}, 60_000);

describe('a list', () => {
  test.each([
    '/api/items?veiw=mine',
    '/api/views?view=mine',
    '/api/session?x=1',
    '/api/deadlines/summary?bord=x',
  ])('%s names a key that nobody knows and is refused', async (path) =>
    expect((await get(path)).status).toBe(422));

  test('A search with a key that nobody knows is refused', async () =>
    expect((await s.api.send('POST', '/api/items/search', { text: 'svar', veiw: 'mine' })).status).toBe(422));

  test('A cursor holds for its own sort and filters only', async () => {
    const { nextCursor } = (await get('/api/items?sort=newest&limit=10&view=all')).body;
    const again = (query: string) => get(`/api/items?${query}&cursor=${nextCursor}`);
    expect((await again('sort=newest&limit=20&view=all')).status).toBe(200);
    for (const other of ['sort=due&view=all', 'sort=newest', 'sort=newest&view=all&accountId=x'])
      expect((await again(other)).status).toBe(422);
  });

  test('A time that no client could read is replaced by the time of arrival', async () => {
    const value = { ...added({ id: '1_900', text: 'Ur tiden', at: MONDAY }), created_time: 8.64e15 };
    await s.world.deliver(envelopeOf([value]));
    const [item] = (await get('/api/items?externalId=1_900')).body.items;
    expect(item?.publishedAt).toMatch(/^2026-/u);
  });
});

describe('a thread', () => {
  test('The newest answers are shown, and the opened item and what it answers always', async () => {
    const [item] = (await get('/api/items?externalId=1_5')).body.items;
    const { thread } = await s.api.detail(item?.id ?? '');
    expect(thread).toHaveLength(THREAD);
    expect(thread.map(({ externalId }) => externalId).slice(0, 2)).toEqual(['1_1', '1_5']);
    expect(thread.at(-1)?.externalId).toBe(`1_${THREAD + 60}`);
  });
});
