/** Closing a gap: everything that changed since the cursor, with an overlap; versions already known are dropped later. */
import type { ItemPage, ItemShape } from '../../../core/inbox/items.contract.ts';

const OVERLAP_MS = 10_000;
/** More than this is not a gap but a new day: the caller reads its list afresh. */
const MAX_PAGES = 10;

const sinceOf = (asOf: string): string => new Date(Date.parse(asOf) - OVERLAP_MS).toISOString();
export const laterOf = (a: string | null, b: string): string => (a === null || b > a ? b : a);

export type Fetch = (since: string, cursor: string | null) => Promise<ItemPage>;

export interface CaughtUp {
  readonly items: readonly ItemShape[];
  readonly asOf: string;
  readonly complete: boolean;
}

/** `asOf` is the first page's: what changes while the rest is read is asked for again next time. */
export async function catchUp(asOf: string, fetchPage: Fetch): Promise<CaughtUp> {
  const since = sinceOf(asOf);
  const items: ItemShape[] = [];
  let cursor: string | null = null;
  let first: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer: ItemPage = await fetchPage(since, cursor);
    first ??= answer.asOf;
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return { items, asOf: first ?? asOf, complete: cursor === null };
}
