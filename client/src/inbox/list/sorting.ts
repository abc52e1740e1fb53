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

/** The server's numbers, first what the list is sorted by, then what breaks its ties. */
function placeOf(item: ItemShape, sort: Sort): readonly number[] {
  // Only the server knows: they stay as they came.
  if (sort === 'fit') return [0];
  if (sort === 'newest') return [-Date.parse(item.publishedAt)];
  const gravity = -severityOfItem(item);
  if (sort === 'severity') return [gravity];
  return [item.deadline.dueAt === null ? NEVER : Date.parse(item.deadline.dueAt), gravity];
}

function isAfter(a: ItemShape, b: ItemShape, sort: Sort): boolean {
  const other = placeOf(b, sort);
  const apart = placeOf(a, sort).map((number, at) => number - (other[at] ?? 0));
  return (apart.find((difference) => difference !== 0) ?? 0) > 0;
}

/** As the server would have put them. */
export const inOrder = (rows: readonly ItemShape[], sort: Sort): ItemShape[] =>
  [...rows].sort((a, b) => Number(isAfter(a, b, sort)) - Number(isAfter(b, a, sort)));

/** Where to begin: the first in the order of the list, wherever it stands; what is dealt with is passed over. */
export function mostUrgent(
  rows: readonly ItemShape[],
  sort: Sort,
  isDone: (item: ItemShape) => boolean = () => false,
): string | null {
  const left = rows.filter((item) => !isDone(item));
  return inOrder(left.length > 0 ? left : rows, sort)[0]?.id ?? null;
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
