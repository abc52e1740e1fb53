/** What a list is asked: keys it does not know, places in other lists, and threads longer than are shown. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import type { ItemPage } from '../../../core/inbox/items.contract.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { itemOfRow } from '../../../core/inbox/row.ts';
import type { RowPage } from '../../../core/inbox/rows.contract.ts';
import type { MonitoredPage } from '../../../core/monitoring/monitoring.contract.ts';
import { MONDAY } from '../../support/clock.ts';
import { openItem } from '../../support/deadlines.ts';
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

  test('A list of one receiving board holds what that board answers, and pages within it', async () => {
    const { items } = (await get('/api/items?sort=newest&limit=3&view=all')).body;
    const ids = items.map(({ id }) => id);
    const board = 'Kultur & fritid';
    await Items(s.world.db).updateMany({ tenantId: 'main', _id: { $in: ids } }, { $set: { board } });
    const of = `/api/items?view=all&sort=newest&limit=2&board=${encodeURIComponent(board)}`;
    const first = (await get(of)).body;
    const second = (await get(`${of}&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBe(null);
    expect((await get(`/api/items?view=all&sort=newest&cursor=${first.nextCursor}`)).status).toBe(422);
    expect((await get('/api/items?board=Ingen')).body.items).toEqual([]);
  });

  test('A list as rows holds the same items in the same order, and their pages go on', async () => {
    const asRows = async (page: Promise<{ body: unknown }>) => (await page).body as RowPage;
    const path = '/api/items?sort=newest&limit=10&view=all';
    const { items, nextCursor } = (await get(path)).body;
    const first = await asRows(get(`${path}&as=rows`));
    expect(first.rows.map((row) => itemOfRow(row).externalId)).toEqual(
      items.map(({ externalId }) => externalId),
    );
    expect(first.nextCursor).toBe(nextCursor);
    const second = await asRows(get(`${path}&as=rows&cursor=${nextCursor}`));
    expect(second.rows).toHaveLength(10);
  });

  test('A time that no client could read is replaced by the time of arrival', async () => {
    const value = { ...added({ id: '1_900', text: 'Ur tiden', at: MONDAY }), created_time: 8.64e15 };
    await s.world.deliver(envelopeOf([value]));
    const [item] = (await get('/api/items?externalId=1_900')).body.items;
    expect(item?.publishedAt).toMatch(/^2026-/u);
  });
});

describe('a search', () => {
  test.each(['[', '%', '.*', '\u200b', '^', '👍'])('Signs alone (%j) find nothing', async (text) => {
    const found = await s.api.send<ItemPage>('POST', '/api/items/search', { text });
    // White space alone is no search at all.
    expect([200, 422]).toContain(found.status);
    expect(found.body.items ?? []).toEqual([]);
  });

  test('A word that all have and one that nobody has find nothing together, and each alone what it is in', async () => {
    const found = async (text: string) =>
      (await s.api.send<ItemPage>('POST', '/api/items/search', { text })).body.items.length;
    expect(await found('svar')).toBe(50);
    expect(await found('svar 201')).toBe(1);
    expect(await found('svar hästsko')).toBe(0);
  });
});

describe('what fell due', () => {
  /** More than any page or batch, all due at the same instant, so that every page ends among equals. */
  const LATE = 10_050;
  const due = new Date(MONDAY.getTime() - 14 * DAY_MS);
  const period = `from=${new Date(due.getTime() - DAY_MS).toISOString()}&to=${MONDAY.toISOString()}`;

  beforeAll(async () => {
    const late = openItem(s.account, 'late', due);
    const items = Array.from({ length: LATE }, (_, number) => ({
      ...late,
      _id: `late-${number}`,
      externalId: `late-${number}`,
    }));
    await Items(s.world.db).collection.insertMany(items as never);
  }, 60_000);

  test('The file of breaches holds every row, however many', async () => {
    const answer = await fetch(`${s.world.url}/api/deadlines/export?${period}&table=breaches&lang=en`, {
      headers: { authorization: `Bearer ${s.api.token}` },
    });
    const rows = (await answer.text()).trimEnd().split('\r\n').slice(1);
    expect(rows).toHaveLength(LATE);
  }, 60_000);

  test('Pages that end among items due at the same instant hold each of them once', async () => {
    const ids: string[] = [];
    let cursor = '';
    for (let page = 0; page < 5; page++) {
      const path = `/api/deadlines/items?${period}&of=breached&limit=40${cursor}`;
      const { items, nextCursor } = (await s.api.get<MonitoredPage>(path)).body;
      ids.push(...items.map(({ id }) => id));
      cursor = `&cursor=${nextCursor}`;
    }
    expect(new Set(ids).size).toBe(200);
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
