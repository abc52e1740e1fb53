/** Searching the inbox: scoped, by keyset, the best fit or the newest first. */
import { accountsIn } from '../accounts/accounts.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import type { Item } from './item.ts';
import { type Asked, filtersOf, type Page, statusFilter } from './item-queries.store.ts';
import { Items } from './items.store.ts';
import { type Cursor, cursorOf, type Sort, stretches } from './list-order.ts';
import {
  besides,
  FITS,
  type Fit,
  fitFilter,
  fitsOf,
  type Term,
  termFilter,
  termsOf,
} from './search-filter.ts';
import type { SearchQuery } from './search-query.ts';
import { COUNTED, rarestFirst, wayOf } from './search-way.ts';
import { BY_WORDS } from './word-counts.store.ts';

type Filter = Record<string, unknown>;

/** Hits are counted up to here. */
export const MOST_HITS = 1000;

export interface Found extends Page {
  /** Of all pages; null where a further one was asked for. */
  readonly hits: { readonly count: number; readonly isMore: boolean } | null;
}

export interface Searching extends Asked {
  readonly query: SearchQuery;
  readonly sort: Sort;
  readonly cursor: Cursor | null;
  readonly limit: number;
}

interface Way {
  readonly tenantId: string;
  /** The rarest first. */
  readonly terms: readonly Term[];
  readonly filters: readonly Filter[];
  /** Few enough hold the rarest: they are read and sorted. */
  readonly hint: { readonly hint?: typeof BY_WORDS | typeof BY_ID };
  /** Nothing but the words limits it: named ones stand in their index, the newest first. */
  readonly isWordsOnly: boolean;
}

const BY_ID = { _id: 1 } as const;
/** Below so many, what holds the rarest word is read at once. */
const FEW = 500;
/** Above, naming them one by one is no shorter. */
const MOST_NAMED = 5000;

/**
 * What holds the two rarest of several words, by their keys alone: reading all that hold one of them, to look for the
 * other, costs a hundred times as much. Null: there are no two, or too many hold both.
 */
async function idsOfBoth(db: Db, tenantId: string, terms: readonly Term[]): Promise<string[] | null> {
  if (terms.length < 2) return null;
  const [one, other] = await Promise.all(
    terms.slice(0, 2).map(async (term) => {
      const rows = await Items(db)
        .find({ tenantId, ...termFilter(term, 'begun') }, { _id: 1 }, { hint: BY_WORDS })
        .lean<{ _id: string }[]>();
      return new Set(rows.map(({ _id }) => _id));
    }),
  );
  const both = one === undefined || other === undefined ? null : [...one.intersection(other)];
  return both === null || both.length > MOST_NAMED ? null : both;
}

/** Asked before it is looked for: only of a rare word the index of words is the shortest way. Null: one is nowhere. */
async function prepare(db: Db, scope: Scope, searching: Searching): Promise<Way | null> {
  const { tenantId } = scope;
  const terms = termsOf(searching.query);
  if (terms.length === 0) return null;
  const [items, ...counts] = await Promise.all([
    Items(db).collection.estimatedDocumentCount(),
    ...terms.map((term) =>
      Items(db).countDocuments(
        { tenantId, ...termFilter(term, 'begun') },
        { limit: COUNTED, hint: BY_WORDS },
      ),
    ),
  ]);
  const way = wayOf({ counts, items, wanted: searching.limit + 1 });
  if (way === 'none') return null;
  const byRarity = rarestFirst(terms, counts);
  const isDear = way === 'words' && Math.min(...counts) >= FEW;
  const counted = byRarity.filter((term) => (counts[terms.indexOf(term)] ?? 0) < COUNTED);
  const common = isDear ? await idsOfBoth(db, tenantId, counted) : null;
  if (common?.length === 0) return null;
  const filters = [
    ...(await filtersOf(scope, searching, () => accountsIn(db, scope))),
    ...besides(searching.query),
    ...(common === null ? [] : [{ _id: { $in: common } }]),
  ];
  return {
    tenantId,
    terms: byRarity,
    filters,
    hint: common !== null ? { hint: BY_ID } : way === 'words' ? { hint: BY_WORDS } : {},
    isWordsOnly: filters.length === 1 && Object.keys(filters[0] ?? {}).length === 1,
  };
}

/** What is read one after the other until the page is full, and the hint for it. */
function partsOf({ terms, filters, hint, isWordsOnly }: Way, { sort, cursor, filter }: Searching) {
  // By date there is an index without the status.
  const status = sort === 'newest' ? [] : [statusFilter(filter)];
  if (sort !== 'fit')
    return stretches(sort, cursor).map(({ where, order }) => ({
      fit: 'begun' as const,
      filter: { $and: [...terms.map((term) => termFilter(term, 'begun')), ...filters, ...status, where] },
      order,
      options: hint,
    }));
  const from = cursor?.tie ?? 0;
  return fitsOf(terms).flatMap((fit) => {
    const at = FITS.indexOf(fit);
    if (at < from) return [];
    const options = isWordsOnly && fit !== 'begun' ? { hint: BY_WORDS } : hint;
    return stretches('fit', at === from ? cursor : null).map(({ where, order }) => ({
      fit,
      filter: { $and: [...fitFilter(terms, fit), ...filters, where] },
      order,
      options,
    }));
  });
}

async function readPage(db: Db, way: Way, searching: Searching): Promise<Page> {
  const { tenantId } = way;
  const { sort, limit } = searching;
  const found: { item: Item; fit: Fit }[] = [];
  for (const { fit, filter, order, options } of partsOf(way, searching)) {
    if (found.length > limit) break;
    const items = await Items(db)
      .find({ tenantId, ...filter }, null, options)
      .sort(order)
      .limit(limit + 1 - found.length)
      .lean<Item[]>();
    found.push(...items.map((item) => ({ item, fit })));
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const next = last && {
    ...cursorOf(sort, last.item),
    ...(sort === 'fit' ? { tie: FITS.indexOf(last.fit) } : {}),
  };
  return { items: shown.map(({ item }) => item), next: found.length > limit && next ? next : null };
}

async function countHits(db: Db, { tenantId, terms, filters, hint, isWordsOnly }: Way) {
  const count = await Items(db).countDocuments(
    { tenantId, $and: [...terms.map((term) => termFilter(term, 'begun')), ...filters] },
    { limit: MOST_HITS + 1, ...(isWordsOnly ? { hint: BY_WORDS } : hint) },
  );
  return { count: Math.min(count, MOST_HITS), isMore: count > MOST_HITS };
}

/** A page of at most `limit` items in the scope that hold what is asked for. Signs alone find nothing. */
export async function searchItems(db: Db, scope: Scope, searching: Searching): Promise<Found> {
  const isFirst = searching.cursor === null;
  const way = await prepare(db, scope, searching);
  if (way === null) return { items: [], next: null, hits: isFirst ? { count: 0, isMore: false } : null };
  const [page, hits] = await Promise.all([readPage(db, way, searching), isFirst ? countHits(db, way) : null]);
  return { ...page, hits };
}
