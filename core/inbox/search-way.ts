/** Which index a search takes: by its rarest word, or along the order until a page is full. Pure. */

/** As many as are counted of a word. */
export const COUNTED = 20_000;

export interface Rarity {
  /** How many items each term is in, counted up to {@link COUNTED}. */
  readonly counts: readonly number[];
  readonly items: number;
  /** Rows of a page. */
  readonly wanted: number;
}

/**
 * `none`: a term is nowhere. `words`: all that hold the rarest term are read and sorted. `order`: the newest (or most
 * urgent) are read until enough of them hold every term, as many as that takes where terms do not know of each other.
 */
export function wayOf({ counts, items, wanted }: Rarity): 'none' | 'words' | 'order' {
  const rarest = Math.min(...counts);
  if (rarest === 0) return 'none';
  const share = counts.reduce((product, count) => product * Math.min(1, count / Math.max(items, 1)), 1);
  return rarest < COUNTED && rarest <= wanted / share ? 'words' : 'order';
}

/** The rarest first: the store asks the index for the first one only. */
export const rarestFirst = <T>(terms: readonly T[], counts: readonly number[]): T[] =>
  terms
    .map((term, at) => ({ term, count: counts[at] ?? 0 }))
    .sort((a, b) => a.count - b.count)
    .map(({ term }) => term);
