/**
 * The list as one state and what can happen to it. Nothing moves under the hand: a changed item changes in its place,
 * a new one waits behind "3 new", what is dealt with stays, greyed, until the list is tidied.
 */

import type { ItemPage, ItemShape, SearchPage } from '../../../../core/inbox/items.contract.ts';
import { isNewer } from '../../../../core/inbox/newer.ts';
import { inOrder, isAfterAll, type Sort, sortedInsert } from './sorting.ts';

/** New rows that stand above the sorted ones. Older ones fold into their place, so that a rush buries nothing. */
export const FRESH_ROWS = 5;

export interface ListState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly rows: readonly ItemShape[];
  /** How many of the first rows are new arrivals: a group of its own, in the list's order. */
  readonly fresh: number;
  readonly waiting: readonly ItemShape[];
  readonly cursor: string | null;
  /** When the first page was read, by the server's clock; null before. */
  readonly asOf: string | null;
  readonly more: 'idle' | 'loading' | 'failed';
  readonly sort: Sort;
  /** Of a search; null: it is none, or has not answered. */
  readonly hits: SearchPage['hits'];
}

export type ListEvent =
  | { readonly type: 'opened'; readonly sort: Sort }
  | { readonly type: 'loaded'; readonly page: ItemPage & Partial<Pick<SearchPage, 'hits'>> }
  | { readonly type: 'failed' }
  | { readonly type: 'more-asked' }
  | { readonly type: 'more-loaded'; readonly page: ItemPage }
  | { readonly type: 'more-failed' }
  | {
      readonly type: 'arrived';
      readonly items: readonly ItemShape[];
      readonly wanted: (item: ItemShape) => boolean;
      /** The list stands idle at its top: rows may be put in. */
      readonly idle: boolean;
    }
  | { readonly type: 'shown' }
  | { readonly type: 'tidied'; readonly gone: (item: ItemShape) => boolean };

export const emptyList = (sort: Sort): ListState => ({
  phase: 'loading',
  rows: [],
  fresh: 0,
  waiting: [],
  cursor: null,
  asOf: null,
  more: 'idle',
  sort,
  hits: null,
});

export const newer = (known: ItemShape, seen: ItemShape): ItemShape => (isNewer(seen, known) ? seen : known);

function mergeInto(
  list: readonly ItemShape[],
  incoming: ReadonlyMap<string, ItemShape>,
): readonly ItemShape[] {
  let changed = false;
  const merged = list.map((item) => {
    const next = newer(item, incoming.get(item.id) ?? item);
    if (next !== item) changed = true;
    return next;
  });
  return changed ? merged : list;
}

/** Puts arrivals on top and folds the oldest of them into their sorted place. */
function putOnTop(state: ListState, arrivals: readonly ItemShape[]): ListState {
  const newestFirst = (a: ItemShape, b: ItemShape): number =>
    b.firstFetchedAt.localeCompare(a.firstFetchedAt);
  const earlier = state.rows.slice(0, state.fresh).sort(newestFirst);
  const head = [...[...arrivals].sort(newestFirst), ...earlier];
  let rest = state.rows.slice(state.fresh);
  const keep = Math.max(FRESH_ROWS, arrivals.length);
  for (const item of head.slice(keep))
    rest = sortedInsert(rest, item, { sort: state.sort, moreToCome: state.cursor !== null });
  const fresh = inOrder(head.slice(0, keep), state.sort);
  return { ...state, rows: [...fresh, ...rest], fresh: fresh.length, waiting: [] };
}

/** A comment may be stored so long after its first reading. */
const STORED_WITHIN_MS = 60_000;

/** An old one whose place lies beyond what is loaded: something about it changed, and its own page will bring it. */
function isFarAndOld({ rows, cursor, asOf, sort, fresh }: ListState, item: ItemShape): boolean {
  if (cursor === null || asOf === null) return false;
  const isOld = Date.parse(item.firstFetchedAt) < Date.parse(asOf) - STORED_WITHIN_MS;
  return isOld && isAfterAll(rows.slice(fresh), item, sort);
}

function arrive(state: ListState, event: Extract<ListEvent, { type: 'arrived' }>): ListState {
  const incoming = new Map<string, ItemShape>();
  for (const item of event.items) incoming.set(item.id, newer(incoming.get(item.id) ?? item, item));
  const rows = mergeInto(state.rows, incoming);
  const waiting = mergeInto(state.waiting, incoming).filter(event.wanted);
  const idle = event.idle && state.phase === 'ready';
  const known = new Set([...rows, ...waiting].map(({ id }) => id));
  const news = [...incoming.values()].filter(
    (item) => !known.has(item.id) && event.wanted(item) && !isFarAndOld(state, item),
  );
  const merged = { ...state, rows, waiting };
  if (news.length === 0) return merged;
  if (!idle || waiting.length > 0) return { ...merged, waiting: [...waiting, ...news] };
  return putOnTop(merged, news);
}

function addPage(state: ListState, page: ItemPage): ListState {
  const incoming = new Map(page.items.map((item) => [item.id, item]));
  const known = new Set([...state.rows, ...state.waiting].map(({ id }) => id));
  const added = page.items.filter(({ id }) => !known.has(id));
  return {
    ...state,
    rows: [...mergeInto(state.rows, incoming), ...added],
    waiting: mergeInto(state.waiting, incoming),
    cursor: page.nextCursor,
    more: 'idle',
  };
}

/** What came by socket while the first page was under way is in it, or stands on top: no hand is on the list yet. */
function load(state: ListState, page: ItemPage): ListState {
  const early = new Map(state.waiting.map((item) => [item.id, item]));
  const inPage = new Set(page.items.map(({ id }) => id));
  const read: ListState = {
    ...state,
    phase: 'ready',
    rows: mergeInto(page.items, early),
    fresh: 0,
    waiting: [],
    cursor: page.nextCursor,
    asOf: page.asOf,
    more: 'idle',
  };
  const news = state.waiting.filter((item) => !inPage.has(item.id) && !isFarAndOld(read, item));
  return news.length === 0 ? read : putOnTop(read, news);
}

function tidy(state: ListState, gone: (item: ItemShape) => boolean): ListState {
  const rows = state.rows.filter((item) => !gone(item));
  if (rows.length === state.rows.length) return state;
  return { ...state, rows, fresh: state.rows.slice(0, state.fresh).filter((item) => !gone(item)).length };
}

export function listReducer(state: ListState, event: ListEvent): ListState {
  switch (event.type) {
    case 'opened':
      return emptyList(event.sort);
    case 'loaded':
      return { ...load(state, event.page), hits: event.page.hits ?? null };
    case 'failed':
      return { ...state, phase: 'failed' };
    case 'more-asked':
      return { ...state, more: 'loading' };
    case 'more-loaded':
      return addPage(state, event.page);
    case 'more-failed':
      return { ...state, more: 'failed' };
    case 'arrived':
      return arrive(state, event);
    case 'shown':
      return putOnTop(state, state.waiting);
    case 'tidied':
      return tidy(state, event.gone);
  }
}

/** The row before or after the selected one; with none selected, the one to `start` with. */
export function neighbour(
  ids: readonly string[],
  {
    current,
    step,
    start,
  }: { readonly current: string | null; readonly step: 1 | -1; readonly start: string | null },
): string | null {
  const at = current === null ? -1 : ids.indexOf(current);
  return at === -1 ? start : (ids[at + step] ?? null);
}
