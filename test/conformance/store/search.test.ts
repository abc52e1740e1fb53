/** Searching the store: what is found, in which order, on pages that hold each hit once, and within what is asked. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Item } from '../../../core/inbox/item.ts';
import type { ItemFilter } from '../../../core/inbox/item-queries.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { type Cursor, decodeCursor, encodeCursor, type Sort } from '../../../core/inbox/list-order.ts';
import { searchItems } from '../../../core/inbox/search.store.ts';
import { readQuery } from '../../../core/inbox/search-query.ts';
import { searchedOf } from '../../../core/inbox/search-words.ts';
import { findByStems } from '../../../core/migrations/0029-search-words.store.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const HOUR = 3_600_000;
const TEXTS = [
  ['Anna Berg', 'Lampan på skolgården är trasig'],
  ['Bo Ek', 'Trasiga lampor, och en lampa till'],
  ['Cia Dal', 'En lampskärm? Idén är min'],
  ['Anna Ek', 'Ny väg till skolan, en smal väg'],
  ['Dag Berg', 'Smal ny skola, och målet är nära'],
] as const;
let template: Item;

function itemOf(number: number, [name, text]: readonly [string, string], some: Partial<Item> = {}): Item {
  const author = { id: `a${number}`, name };
  return {
    ...template,
    _id: `s-${String(number).padStart(4, '0')}`,
    externalId: `s${number}`,
    text,
    author,
    publishedAt: new Date(MONDAY.getTime() - number * HOUR),
    ...searchedOf({ text, author }),
    ...some,
  };
}

beforeAll(async () => {
  await s.world.deliver(envelopeOf([added({ id: '1_1', text: 'Mall', at: MONDAY })]));
  template = { ...((await storedOf(s, '1_1')).item as Item), tenantId: 'searched', accountId: 'a' };
  const others = Array.from({ length: 40 }, (_, number) =>
    itemOf(100 + number, ['Många', `Gatans gata ${number} gatukontoret`.slice(number % 3 === 0 ? 7 : 0)], {
      publishedAt: new Date(MONDAY.getTime() - 30 * 24 * HOUR - (number % 5) * HOUR),
    }),
  );
  await Items(s.world.db).insertMany(
    [
      ...TEXTS.map((text, number) => itemOf(number, text)),
      ...others,
      itemOf(900, ['Någon', 'En lampa'], { tenantId: 'other' }),
      itemOf(901, ['Någon', 'En lampa'], { accountId: 'b', status: 'closed' }),
    ],
    { lean: true },
  );
});

interface Asked {
  readonly filter?: ItemFilter;
  readonly sort?: Sort;
  readonly limit?: number;
  readonly cursor?: Cursor | null;
  readonly accountIds?: readonly string[];
}

const search = (text: string, { filter = {}, sort = 'fit', limit = 50, cursor = null, ...who }: Asked = {}) =>
  searchItems(
    s.world.db,
    { tenantId: 'searched', accountIds: who.accountIds ?? ['a'], role: 'moderator' },
    { query: readQuery(text), filter, viewer: { personId: 'p', now: MONDAY }, sort, limit, cursor },
  );
const found = async (text: string, asked: Asked = {}) =>
  (await search(text, asked)).items.map(({ _id }) => Number(_id.slice(2)));

describe('a search of the store', () => {
  test('A word is found as it is written, then in other forms, then as a beginning, each the newest first', async () => {
    expect(await found('lampa')).toEqual([1, 0]);
    expect(await found('lampan')).toEqual([0, 1]);
    expect(await found('lamp')).toEqual([0, 1, 2]);
    expect(await found('lampa', { sort: 'newest' })).toEqual([0, 1]);
  });

  test('All words must be there, in any form, in the text or the name', async () => {
    expect(await found('trasig lampa')).toEqual([0, 1]);
    expect(await found('berg skolan')).toEqual([4]);
    expect(await found('lampa brygga')).toEqual([]);
  });

  test('An accent that is none of our letters makes no other word, å does', async () => {
    expect(await found('ide')).toEqual([2]);
    expect(await found('idé')).toEqual([2]);
    expect(await found('mål')).toEqual([4]);
    expect(await found('mal')).toEqual([]);
  });

  test('A phrase stands whole, what must not be there does not, and a name is asked for alone', async () => {
    expect(await found('"smal väg"')).toEqual([3]);
    expect(await found('"ny väg"')).toEqual([3]);
    expect(await found('"smal ny"')).toEqual([4]);
    expect(await found('"väg smal"')).toEqual([]);
    expect(await found('skola -väg')).toEqual([4]);
    expect(await found('skola -"ny skola"')).toEqual([3]);
    expect(await found('author:anna')).toEqual([0, 3]);
    expect(await found('author:anna -lampa')).toEqual([3]);
    expect(await found('lampa -author:anna')).toEqual([1]);
    expect(await found('-lampa')).toEqual([]);
  });

  test('The days of a search are the office’s, both included', async () => {
    const day = '2026-02-28';
    const at = (time: string) => ({ publishedAt: new Date(time) });
    await Items(s.world.db).insertMany(
      [
        itemOf(950, ['Dygn', 'midnattsord'], at('2026-02-27T22:59:59.999Z')),
        itemOf(951, ['Dygn', 'midnattsord'], at('2026-02-27T23:00:00.000Z')),
        itemOf(952, ['Dygn', 'midnattsord'], at('2026-02-28T22:59:59.999Z')),
        itemOf(953, ['Dygn', 'midnattsord'], at('2026-02-28T23:00:00.000Z')),
      ],
      { lean: true },
    );
    expect(await found('midnattsord', { filter: { from: day, to: day } })).toEqual([952, 951]);
    expect(await found('midnattsord', { filter: { from: day } })).toEqual([953, 952, 951]);
    expect(await found('midnattsord', { filter: { to: day } })).toEqual([952, 951, 950]);
  });

  test('Nothing of another account or municipality is found or counted, and a status limits it', async () => {
    expect((await search('lampa', { accountIds: ['a'] })).hits).toEqual({ count: 2, isMore: false });
    expect(await found('lampa', { accountIds: ['b'] })).toEqual([901]);
    expect(await found('lampa', { accountIds: ['a', 'b'], filter: { status: 'closed' } })).toEqual([901]);
  });

  test.each([
    'fit',
    'newest',
    'due',
    'severity',
  ] as const)('Pages by %s hold each hit once, and the first tells how many there are', async (sort) => {
    for (const limit of [1, 3, 39]) {
      const ids: string[] = [];
      let cursor: Cursor | null = null;
      do {
        const page = await search('gata', { sort, limit, cursor });
        expect(page.hits).toEqual(cursor === null ? { count: 40, isMore: false } : null);
        ids.push(...page.items.map(({ _id }) => _id));
        cursor = page.next && decodeCursor(encodeCursor(page.next, 'l'), 'l');
      } while (cursor !== null);
      expect([ids.length, new Set(ids).size]).toEqual([40, 40]);
    }
  });

  test('Of two words that many items have, those are found that have both, as they are written and otherwise', async () => {
    const texts = ['grusväg', 'cykelbana', 'Cykelbanorna vid en grusväg'];
    const many = Array.from({ length: 1206 }, (_, number) =>
      itemOf(2000 + number, ['Många', texts[number < 1200 ? number % 2 : 2] ?? '']),
    );
    await Items(s.world.db).insertMany([...many, itemOf(1999, ['Ny', 'grusväg, cykelbana'])], { lean: true });
    for (const sort of ['fit', 'newest', 'due'] as const) {
      const { items, hits, next } = await search('cykelbana grusväg', { sort, limit: 5 });
      expect([hits, items[0]?._id]).toEqual([{ count: 7, isMore: false }, 's-1999']);
      expect((await search('cykelbana grusväg', { sort, limit: 5, cursor: next })).items).toHaveLength(2);
    }
    expect((await search('grusväg')).hits?.count).toBe(607);
    expect(await found('"en grusväg" cykelbana', { limit: 1 })).toEqual([3200]);
    expect(await found('cykelbana grusväg', { accountIds: ['b'] })).toEqual([]);
  });

  test('Items from before are found by stems, names and phrases after the migration, which may be stopped and begun again', async () => {
    const text = 'Kastanjernas gamla allé';
    const old = itemOf(960, ['Ylva Tall', text], { words: ['kastanjernas', 'gamla', 'alle'], text });
    const { wordOrder: _none, ...before } = old;
    await Items(s.world.db).collection.insertOne(before as never);
    expect(await found('kastanj')).toEqual([960]);
    expect(await found('kastanje "gamla allé"')).toEqual([]);
    for (const _run of [1, 2]) await findByStems(s.world.db);
    expect(await found('kastanje "gamla allé" author:ylva')).toEqual([960]);
    const { items } = await search('kastanje');
    expect(items.map(({ words, wordOrder }) => ({ words, wordOrder }))).toEqual([searchedOf(old)]);
  });
});
