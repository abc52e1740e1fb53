/** The server's orders, so that a row that arrives live can take its place. */
import type { ItemShape, View } from '../../../../core/inbox/items.contract.ts';
import { severityOfItem } from '../verdicts.ts';

export const SORTS = ['due', 'severity', 'newest'] as const;
/** Of a search: how well it fits, as the server finds, or when it was published. */
export const SEARCH_SORTS = ['fit', 'newest'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];
export type Sort = (typeof SORTS)[number] | SearchSort;

/** What is abusive goes by how grave it is, what is over by when it was, all else by when it is due. */
export function defaultSort(view: View): Sort {
  if (view === 'abusive' || view === 'possible') return 'severity';
  return view === 'closed' ? 'newest' : 'due';
}

const NEVER = Number.MAX_SAFE_INTEGER;

/** An item never changes, a changed one is another: thousands are compared at every key, each measured once. */
const gravities = new WeakMap<ItemShape, number>();
function gravityOf(item: ItemShape): number {
  const known = gravities.get(item);
  if (known !== undefined) return known;
  const gravity = -severityOfItem(item);
  gravities.set(item, gravity);
  return gravity;
}

const dueOf = ({ deadline: { dueAt } }: ItemShape): number => (dueAt === null ? NEVER : Date.parse(dueAt));

/** By the server's numbers: first what the list is sorted by, then what breaks its ties. Above 0: `a` comes after `b`. */
function compare(a: ItemShape, b: ItemShape, sort: Sort): number {
  // Only the server knows: they stay as they came.
  if (sort === 'fit') return 0;
  if (sort === 'newest') return Date.parse(b.publishedAt) - Date.parse(a.publishedAt);
  if (sort === 'severity') return gravityOf(a) - gravityOf(b);
  return dueOf(a) - dueOf(b) || gravityOf(a) - gravityOf(b);
}

const isAfter = (a: ItemShape, b: ItemShape, sort: Sort): boolean => compare(a, b, sort) > 0;

/** As the server would have put them. */
export const inOrder = (rows: readonly ItemShape[], sort: Sort): ItemShape[] =>
  [...rows].sort((a, b) => compare(a, b, sort));

/** The first of them in that order; of several alike, the one that stands first. */
const firstOf = (rows: readonly ItemShape[], sort: Sort): ItemShape | null =>
  rows.reduce<ItemShape | null>(
    (first, item) => (first === null || isAfter(first, item, sort) ? item : first),
    null,
  );

/** Where to begin: the first in the order of the list, wherever it stands; what is dealt with is passed over. */
export function mostUrgent(
  rows: readonly ItemShape[],
  sort: Sort,
  isDone: (item: ItemShape) => boolean = () => false,
): string | null {
  const left = rows.filter((item) => !isDone(item));
  return firstOf(left.length > 0 ? left : rows, sort)?.id ?? null;
}

/** Would it come after all of these? */
export const isAfterAll = (rows: readonly ItemShape[], item: ItemShape, sort: Sort): boolean =>
  rows.every((row) => !isAfter(row, item, sort));

/** Puts the item in its place; past the end of what is loaded it is left for the page that will bring it. */
export function sortedInsert(
  rows: readonly ItemShape[],
  item: ItemShape,
  { sort, moreToCome }: { readonly sort: Sort; readonly moreToCome: boolean },
): ItemShape[] {
  const at = rows.findIndex((row) => isAfter(row, item, sort));
  if (at === -1) return moreToCome ? [...rows] : [...rows, item];
  return [...rows.slice(0, at), item, ...rows.slice(at)];
}
