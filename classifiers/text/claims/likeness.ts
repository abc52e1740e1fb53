/**
 * Likeness of a text to a claim that the communications unit added: the share of the claim's telling words that the text
 * has, rare words counting more. Words are cut to six letters, which serves the three languages alike. The starter
 * set has hand-written keys instead (key-matcher.ts).
 */
import type { Claim } from '../draft/context.ts';
import { type NormalText, textAt } from '../normalise/normal-text.ts';
import { Normaliser } from '../normalise/normalise.ts';

/** Share of a claim's weight that must be there, and least number of its words. */
const MIN_SHARE = 0.62;
const MIN_WORDS = 3;
/** A claim is looked for within so many words. */
const MAX_WORDS_APART = 40;

interface Wording {
  readonly claim: Claim;
  readonly total: number;
}

interface Index {
  readonly wordings: readonly Wording[];
  readonly byStem: ReadonlyMap<string, readonly (readonly [number, number])[]>;
}

const stem = (word: string): string => word.slice(0, 6);
const isTelling = (word: string): boolean =>
  word.length >= 5 || /\d/.test(word) || word === 'dna' || word === 'mms' || word === 'chip';

const stemsOf = (text: NormalText): Set<string> =>
  new Set(
    text.tokens
      .map((token) => textAt(text, token))
      .filter(isTelling)
      .map(stem),
  );

function buildIndex(claims: readonly Claim[]): Index {
  const normaliser = new Normaliser();
  const entries = claims.flatMap((claim) =>
    [claim.claim, ...claim.variants].map((text) => ({
      claim,
      stems: stemsOf(normaliser.normalise(text)),
    })),
  );
  const frequency = new Map<string, number>();
  for (const { stems } of entries)
    for (const word of stems) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const byStem = new Map<string, [number, number][]>();
  const wordings = entries.map(({ claim, stems }, number) => {
    let total = 0;
    for (const word of stems) {
      const weight = Math.log(1 + entries.length / (frequency.get(word) ?? 1));
      total += weight;
      byStem.set(word, [...(byStem.get(word) ?? []), [number, weight]]);
    }
    return { claim, total };
  });
  return { wordings, byStem };
}

const cache = new WeakMap<readonly Claim[], Index>();
function indexOf(claims: readonly Claim[]): Index {
  const known = cache.get(claims) ?? buildIndex(claims);
  cache.set(claims, known);
  return known;
}

interface Tally {
  weight: number;
  words: number;
  first: number;
  last: number;
  readonly seen: Set<string>;
}

function tally(text: NormalText, index: Index): Map<number, Tally> {
  const counts = new Map<number, Tally>();
  text.tokens.forEach((token, at) => {
    const key = stem(textAt(text, token));
    for (const [number, weight] of index.byStem.get(key) ?? []) {
      let entry = counts.get(number);
      if (entry === undefined || at - entry.first > MAX_WORDS_APART) {
        if (entry && entry.weight / (index.wordings[number]?.total ?? 1) >= MIN_SHARE) continue;
        entry = { weight: 0, words: 0, first: at, last: at, seen: new Set() };
        counts.set(number, entry);
      }
      if (entry.seen.has(key)) continue;
      entry.seen.add(key);
      entry.weight += weight;
      entry.words += 1;
      entry.last = at;
    }
  });
  return counts;
}

/** Claims that the text is like, with the first and last token of their words. */
export function likeClaims(
  text: NormalText,
  claims: readonly Claim[],
): { readonly claim: Claim; readonly first: number; readonly last: number }[] {
  const index = indexOf(claims);
  const found = new Map<string, { claim: Claim; first: number; last: number }>();
  for (const [number, { weight, words, first, last }] of tally(text, index)) {
    const wording = index.wordings[number];
    if (!wording || words < MIN_WORDS || weight / wording.total < MIN_SHARE) continue;
    if (!found.has(wording.claim.id)) found.set(wording.claim.id, { claim: wording.claim, first, last });
  }
  return [...found.values()];
}
