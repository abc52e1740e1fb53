import {
  emptyList,
  FRESH_ROWS,
  type ListEvent,
  type ListState,
  listReducer,
} from '../../../client/src/inbox/list/list-state.ts';
import type { ItemPage, ItemShape } from '../../../core/inbox/items.contract.ts';
import { dueIn, NOON, itemWith as stored } from './item-fixture.ts';

/** Fetched for the first time after the page was read, unless said otherwise. */
const itemWith = (id: string, change: Partial<ItemShape> = {}): ItemShape =>
  stored(id, { firstFetchedAt: new Date(NOON).toISOString(), ...change });
const page = (items: ItemShape[], nextCursor: string | null = null): ItemPage => ({
  items,
  nextCursor,
  asOf: new Date(NOON).toISOString(),
  seen: {},
});
const run = (events: readonly ListEvent[], from: ListState = emptyList('due')): ListState =>
  events.reduce(listReducer, from);
const ids = (items: readonly ItemShape[]): string[] => items.map(({ id }) => id);
const arrived = (items: ItemShape[], idle: boolean, wanted = true): ListEvent => ({
  type: 'arrived',
  items,
  idle,
  wanted: () => wanted,
});
const loaded = run([
  {
    type: 'loaded',
    page: page([itemWith('a', { deadline: dueIn(1) }), itemWith('b', { deadline: dueIn(2) })], 'c1'),
  },
]);

describe('a changed item', () => {
  it('A changed item changes in its place', () => {
    const state = run([arrived([itemWith('b', { version: 2, text: 'new words' })], false)], loaded);
    expect(ids(state.rows)).toEqual(['a', 'b']);
    expect(state.rows[1]?.text).toBe('new words');
  });
  it('An older version of an item is dropped', () => {
    const newer = run([arrived([itemWith('a', { version: 5, text: 'five' })], true)], loaded);
    const state = run([arrived([itemWith('a', { version: 4, text: 'four' })], true)], newer);
    expect(state.rows[0]?.text).toBe('five');
  });
  it('A changed item stays when it no longer belongs, until the list is tidied', () => {
    const closed = run([arrived([itemWith('a', { version: 2, status: 'closed' })], true, false)], loaded);
    expect(ids(closed.rows)).toEqual(['a', 'b']);
    const tidied = run([{ type: 'tidied', gone: (item) => item.status === 'closed' }], closed);
    expect(ids(tidied.rows)).toEqual(['b']);
  });
});

describe('a new item', () => {
  it('A new item becomes a row on top while the list stands idle', () => {
    const state = run([arrived([itemWith('n', { deadline: dueIn(24) })], true)], loaded);
    expect(ids(state.rows)).toEqual(['n', 'a', 'b']);
    expect(state.fresh).toBe(1);
  });
  it('A new item waits behind the line while somebody works, and keeps waiting for a click', () => {
    const busy = run([arrived([itemWith('n')], false)], loaded);
    expect(ids(busy.rows)).toEqual(['a', 'b']);
    const idle = run([arrived([itemWith('m')], true)], busy);
    expect(ids(idle.waiting)).toEqual(['n', 'm']);
    const shown = run([{ type: 'shown' }], idle);
    expect(ids(shown.rows).slice(0, 2).sort()).toEqual(['m', 'n']);
    expect(shown.waiting).toEqual([]);
  });
  it('A new item is counted once, however often it is announced', () => {
    const state = run(
      [arrived([itemWith('n')], false), arrived([itemWith('n', { version: 2 })], false)],
      loaded,
    );
    expect(state.waiting).toHaveLength(1);
    expect(state.waiting[0]?.version).toBe(2);
  });
  it('A new item leaves the line when it stops belonging', () => {
    const state = run(
      [arrived([itemWith('n')], false), arrived([itemWith('n', { version: 2 })], false, false)],
      loaded,
    );
    expect(state.waiting).toEqual([]);
  });
  it('A new item that the view does not want is not shown', () => {
    expect(run([arrived([itemWith('n')], true, false)], loaded)).toMatchObject({
      rows: loaded.rows,
      waiting: [],
    });
  });
  it('A new item folds into its sorted place when more come than stand on top', () => {
    const many = Array.from({ length: FRESH_ROWS + 1 }, (_, index) =>
      itemWith(`n${index}`, { deadline: dueIn(1.5), firstFetchedAt: `2026-11-21T11:00:0${index}.000Z` }),
    );
    const state = many.reduce((known, item) => run([arrived([item], true)], known), loaded);
    expect(state.fresh).toBe(FRESH_ROWS);
    expect(ids(state.rows).slice(-3)).toEqual(['a', 'n0', 'b']);
  });
  it('A new item whose place is past the end of what is loaded is left for its page', () => {
    const many = Array.from({ length: FRESH_ROWS + 1 }, (_, index) =>
      itemWith(`n${index}`, { deadline: dueIn(30), firstFetchedAt: `2026-11-21T11:00:0${index}.000Z` }),
    );
    const state = many.reduce((known, item) => run([arrived([item], true)], known), loaded);
    expect(ids(state.rows)).not.toContain('n0');
    const more = run([{ type: 'more-loaded', page: page([itemWith('n0'), itemWith('n1')]) }], state);
    expect(ids(more.rows).filter((id) => id === 'n0' || id === 'n1')).toEqual(['n1', 'n0']);
  });
});

describe('an old item that the list does not hold', () => {
  const old = (hours: number) =>
    itemWith('far', { deadline: dueIn(hours), firstFetchedAt: '2026-11-20T08:00:00.000Z', version: 7 });
  it('An old item is no news when something about it changes and its place is further down', () => {
    for (const idle of [true, false])
      expect(run([arrived([old(30)], idle)], loaded)).toMatchObject({ rows: loaded.rows, waiting: [] });
  });
  it('An old item is news where its place is among what is loaded, or all is loaded', () => {
    expect(ids(run([arrived([old(1.5)], true)], loaded).rows)).toContain('far');
    const whole = run([{ type: 'loaded', page: page([itemWith('a', { deadline: dueIn(1) })]) }]);
    expect(ids(run([arrived([old(30)], true)], whole).rows)).toContain('far');
  });
});

describe('a first page', () => {
  it('A first page keeps what the socket brought while it was under way', () => {
    const early = run([arrived([itemWith('a', { version: 3, text: 'three' }), itemWith('n')], true)]);
    const state = run([{ type: 'loaded', page: page([itemWith('a')]) }], early);
    expect(state.rows.find(({ id }) => id === 'a')?.text).toBe('three');
    expect(ids(state.rows)).toEqual(['n', 'a']);
    expect(state.waiting).toEqual([]);
  });
});
