/** Texts that must not stand on both sides of a test: of one author, or nearly the same. */
import { hammingDistance, MAX_NEAR_DUPLICATE_BITS } from '../../../core/kernel/hamming.ts';
import { simHash } from '../normalise/fingerprint.ts';

export interface Grouped {
  readonly author: string;
  readonly text: string;
}

const BANDS = 8;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

/** The root of each row's group: an index of a row. Deterministic. */
export function groupsOf(rows: readonly Grouped[]): number[] {
  const parent = rows.map((_, at) => at);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    return root;
  };
  const join = (a: number, b: number): void => {
    const [low, high] = [find(a), find(b)].sort((x, y) => x - y) as [number, number];
    parent[high] = low;
  };
  const authors = new Map<string, number>();
  const bands = new Map<string, number[]>();
  const hashes: string[] = [];
  rows.forEach(({ author, text }, at) => {
    const first = authors.get(author);
    if (first === undefined) authors.set(author, at);
    else join(first, at);
    const hash = simHash(wordsOf(text));
    // within six bits, at least two of eight bands are the same
    for (let band = 0; band < BANDS; band += 1) {
      const key = `${band}${hash.slice(band * 2, band * 2 + 2)}`;
      const known = bands.get(key) ?? [];
      for (const other of known)
        if (
          find(other) !== find(at) &&
          hammingDistance(hash, hashes[other] ?? '0') <= MAX_NEAR_DUPLICATE_BITS
        )
          join(other, at);
      known.push(at);
      bands.set(key, known);
    }
    hashes[at] = hash;
  });
  return rows.map((_, at) => find(at));
}
