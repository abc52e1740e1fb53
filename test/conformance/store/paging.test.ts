/** Reading the inbox: every item exactly once, in every sort, also while items come in; nothing of anybody else's. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Item } from '../../../core/inbox/item.ts';
import { countViews, listItems } from '../../../core/inbox/item-queries.store.ts';
import { Items, itemsById, readItem } from '../../../core/inbox/items.store.ts';
import { decodeCursor, encodeCursor, type Sort } from '../../../core/inbox/list-order.ts';
import { searchItems } from '../../../core/inbox/search.store.ts';
import { readQuery } from '../../../core/inbox/search-query.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const COUNT = 60;
const viewer = { personId: 'p', now: MONDAY };
let template: Item;

/** Many ties, in every sort; every fifth has no clock. */
function itemNumber(n: number, some: Partial<Item> = {}): Item {
  const tenth = new Date(MONDAY.getTime() + (n % 7) * 60_000);
  return {
    ...template,
    _id: `item-${String(n).padStart(4, '0')}`,
    externalId: `e${n}`,
    severity: n % 3,
    publishedAt: tenth,
    updatedAt: tenth,
    deadline: { ...template.deadline, dueAt: n % 5 === 0 ? null : MONDAY.getTime() + (n % 4) * 1000 },
    ...some,
  };
}

const insert = (items: readonly Item[]) => Items(s.world.db).insertMany(items, { lean: true });
const scope = (some: Partial<Scope> = {}): Scope => ({
  tenantId: 'paged',
  accountIds: 'all',
  role: 'moderator',
  ...some,
});

beforeAll(async () => {
  await s.world.deliver(envelopeOf([added({ id: '1_1', text: 'Mall', at: MONDAY })]));
  template = { ...((await storedOf(s, '1_1')).item as Item), tenantId: 'paged', accountId: 'a' };
  await insert(Array.from({ length: COUNT }, (_, n) => itemNumber(n)));
  await insert([itemNumber(900, { accountId: 'b', text: 'hemlig', words: ['hemlig'] })]);
  await insert([itemNumber(901, { tenantId: 'other', text: 'hemlig', words: ['hemlig'] })]);
});

async function pages(sort: Sort, limit: number, between?: (page: number) => Promise<void>): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: ReturnType<typeof decodeCursor> = null;
  for (let page = 0; page < 100; page++) {
    const query = { filter: {}, viewer, sort, cursor, limit };
    const { items, next } = await listItems(s.world.db, scope({ accountIds: ['a'] }), query);
    all.push(...items);
    if (next === null) return all;
    cursor = decodeCursor(encodeCursor(next, sort), sort);
    await between?.(page);
  }
  throw new Error('no end');
}

describe('keyset paging', () => {
  const sorts: Sort[] = ['due', 'severity', 'newest', 'changed'];
  test.each(sorts)('Paging by %s gives every item once, whatever the page size', async (sort) => {
    for (const limit of [1, 7, 12, 59, 60, 100]) {
      const ids = (await pages(sort, limit)).map(({ _id }) => _id);
      expect(ids).toHaveLength(COUNT);
      expect(new Set(ids).size).toBe(COUNT);
    }
  });

  test('The item that is due first comes first, and one without a clock last', async () => {
    const due = (await pages('due', 9)).map(({ deadline }) => deadline.dueAt ?? Number.POSITIVE_INFINITY);
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(due.at(-1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('Of what is due at the same instant the gravest comes first, on every page', async () => {
    for (const limit of [1, 7, 100]) {
      const found = await pages('due', limit);
      for (const [at, { deadline, severity }] of found.entries()) {
        const next = found[at + 1];
        if (next?.deadline.dueAt === deadline.dueAt) expect(next.severity).toBeLessThanOrEqual(severity);
      }
    }
  });

  test('A place that an older version wrote, without the tie-break, loses nothing', async () => {
    const list = async (cursor: ReturnType<typeof decodeCursor>) =>
      listItems(s.world.db, scope({ accountIds: ['a'] }), {
        filter: {},
        viewer,
        sort: 'due',
        cursor,
        limit: 9,
      });
    const first = await list(null);
    const { value = null, id = '' } = first.next ?? {};
    const ids = new Set(first.items.map(({ _id }) => _id));
    for (let cursor: typeof first.next = { value, id }; cursor !== null; ) {
      const { items, next } = await list(decodeCursor(encodeCursor(cursor, 'due'), 'due'));
      for (const { _id } of items) ids.add(_id);
      cursor = next;
    }
    expect(ids.size).toBe(await Items(s.world.db).countDocuments({ tenantId: 'paged', accountId: 'a' }));
  });

  test.each(sorts)('Paging by %s loses and repeats nothing when items come in between', async (sort) => {
    const before = (await pages(sort, 100)).map(({ _id }) => _id);
    const made: string[] = [];
    const found = await pages(sort, 10, async (page) => {
      const one = itemNumber(1000 + page * 13);
      made.push(one._id);
      await insert([one]);
    });
    await Items(s.world.db).deleteMany({ tenantId: 'paged', _id: { $in: made } });
    const ids = found.map(({ _id }) => _id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => before.includes(id))).toEqual(before);
  });

  test('A cursor that is not ours is refused', () => {
    for (const text of ['', 'x', '!!', encodeCursor({ value: 1, id: 'x' }, 'l').slice(2)]) {
      expect(decodeCursor(text, 'l')).toBeNull();
    }
    expect(decodeCursor(encodeCursor({ value: null, id: 'x' }, 'l'), 'other')).toBeNull();
    expect(decodeCursor(encodeCursor({ value: null, id: 'x' }, 'l'), 'l')).toEqual({ value: null, id: 'x' });
  });
});

describe('scope', () => {
  const list = (who: Scope, filter = {}) =>
    listItems(s.world.db, who, { filter, viewer, sort: 'due', cursor: null, limit: 100 });

  const search = (who: Scope, text: string) =>
    searchItems(s.world.db, who, {
      ...{ query: readQuery(text), filter: {}, viewer, sort: 'fit', cursor: null, limit: 100 },
    });

  test('An item of another account is never returned: not by list, search, filter, count or id', async () => {
    const mine = scope({ accountIds: ['a'] });
    expect((await list(mine)).items.every(({ accountId }) => accountId === 'a')).toBe(true);
    for (const filter of [{ accountId: 'b' }, { externalId: 'e900' }])
      expect((await list(mine, filter)).items).toEqual([]);
    expect((await search(mine, 'hemlig')).items).toEqual([]);
    expect((await search(scope(), 'heml')).items).toHaveLength(1);
    expect(await readItem(s.world.db, mine, 'item-0900')).toBeNull();
    expect(await readItem(s.world.db, scope(), 'item-0900')).not.toBeNull();
    const count = async (who: Scope, accountId?: string) =>
      (await countViews(s.world.db, who, { views: ['all'], accountId, viewer, cap: 1000 })).get('all');
    expect([await count(mine), await count(scope()), await count(mine, 'b')]).toEqual([COUNT, COUNT + 1, 0]);
  });

  test.each(['[', '%', '\u200B', '?!', '👍'])('A search of %j finds nothing', async (text) => {
    expect((await search(scope(), text)).items).toEqual([]);
  });

  test('An item of another municipality is never returned, and nobody without accounts sees any', async () => {
    expect(await readItem(s.world.db, scope(), 'item-0901')).toBeNull();
    expect(await itemsById(s.world.db, { tenantId: 'paged', ids: ['item-0901'] })).toEqual([]);
    expect((await list(scope({ tenantId: 'other' }))).items).toHaveLength(1);
    expect((await list(scope({ accountIds: [] }))).items).toEqual([]);
  });
});
