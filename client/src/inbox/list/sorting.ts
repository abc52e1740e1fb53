/** The server's orders, so that a row that arrives live can take its place. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { severityOfItem } from '../verdicts.ts';

export const SORTS = ['due', 'severity', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

const NEVER = Number.MAX_SAFE_INTEGER;

function rank(item: ItemShape, sort: Sort): number {
  if (sort === 'due') return item.deadline.dueAt === null ? NEVER : Date.parse(item.deadline.dueAt);
  if (sort === 'newest') return -Date.parse(item.publishedAt);
  return -severityOfItem(item);
}

/** Would it come after all of these? */
export function isAfterAll(rows: readonly ItemShape[], item: ItemShape, sort: Sort): boolean {
  const itemRank = rank(item, sort);
  return rows.every((row) => rank(row, sort) <= itemRank);
}

/** Puts the item in its place; past the end of what is loaded it is left for the page that will bring it. */
export function sortedInsert(
  rows: readonly ItemShape[],
  item: ItemShape,
  { sort, moreToCome }: { readonly sort: Sort; readonly moreToCome: boolean },
): ItemShape[] {
  const itemRank = rank(item, sort);
  const at = rows.findIndex((row) => rank(row, sort) > itemRank);
  if (at === -1) return moreToCome ? [...rows] : [...rows, item];
  return [...rows.slice(0, at), item, ...rows.slice(at)];
}
