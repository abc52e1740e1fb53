/**
 * Pairs of texts of which one is a copy of the other with little changed. Exact, and quick: two texts that share more
 * than a given part of their words share one of the rarest of each, so only texts that meet in a rare word are compared.
 */

/** Share of words that two texts have in common (Jaccard), above which one is a copy of the other. */
export const COPY = 0.75;
/** Shorter texts are alike by chance. */
const MIN_WORDS = 4;

const wordsOf = (text: string): string[] => [...new Set(text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [])];

/** How many of a text's rarest words are looked at: one more than may be missing in the other. */
const rareCount = (size: number): number => size - Math.ceil(COPY * size) + 1;

function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared;
}

/** Texts by their rarest words: which of those that came before may be a copy of a new one. */
class RareWords {
  private readonly holders = new Map<string, number[]>();
  private readonly counts = new Map<string, number>();

  constructor(words: readonly (readonly string[])[]) {
    for (const word of words.flat()) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }

  /** Texts that share a rare word with this one, which is remembered in its turn. */
  meet(at: number, words: readonly string[]): ReadonlySet<number> {
    const rarest = words
      .toSorted((a, b) => (this.counts.get(a) ?? 0) - (this.counts.get(b) ?? 0) || (a < b ? -1 : 1))
      .slice(0, rareCount(words.length));
    const met = rarest.flatMap((word) => this.holders.get(word) ?? []);
    for (const word of rarest) this.holders.set(word, [...(this.holders.get(word) ?? []), at]);
    return new Set(met);
  }
}

/** Indexes of the texts, the earlier one first. */
export function nearCopies(texts: readonly string[]): [number, number][] {
  const words = texts.map(wordsOf);
  const sets = words.map((list) => new Set(list));
  const rareWords = new RareWords(words);
  return words.flatMap((list, at) => {
    if (list.length < MIN_WORDS) return [];
    const own = sets[at] ?? new Set<string>();
    return [...rareWords.meet(at, list)]
      .filter((other) => {
        const rest = sets[other] ?? new Set<string>();
        const shared = sharedWords(own, rest);
        return shared / (own.size + rest.size - shared) > COPY;
      })
      .map((other): [number, number] => [other, at]);
  });
}
