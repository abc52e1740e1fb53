/**
 * Likeness of a text to the register of known false claims: the share of a claim's telling words that the text has, rare
 * words counting more. Words are cut to six letters, which serves the three languages alike. Never more than `suspect`.
 */
import { claimName } from '../../../core/domain/lists.ts';
import { has } from '../cues.ts';
import type { Claim, Draft, Layer } from '../layer.ts';
import type { Token } from '../normalise/normal-text.ts';
import { Normaliser } from '../normalise/normalise.ts';

/** Share of a claim's weight that must be there, and least number of its words. */
const ENOUGH = 0.62;
const LEAST_WORDS = 3;
/** A claim is looked for within so many words. */
const WINDOW = 40;

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

const stemsOf = (tokens: readonly Token[]): Set<string> =>
  new Set(
    tokens
      .map((token) => token.text)
      .filter(isTelling)
      .map(stem),
  );

function buildIndex(claims: readonly Claim[]): Index {
  const normaliser = new Normaliser();
  const entries = claims.flatMap((claim) =>
    [claim.claim, ...claim.variants].map((text) => ({
      claim,
      stems: stemsOf(normaliser.normalise(text).tokens),
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

/** Questions, debunks, quotations and reports of what others say are not claims. */
const isDistanced = (draft: Draft): boolean =>
  has(draft.cues, 'doubt') ||
  has(draft.cues, 'condemn') ||
  draft.text.original.includes('?') ||
  draft.text.tokens.some((token) => token.quoted);

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

function tally(tokens: readonly Token[], index: Index): Map<number, Tally> {
  const counts = new Map<number, Tally>();
  tokens.forEach((token, at) => {
    const key = stem(token.text);
    for (const [number, weight] of index.byStem.get(key) ?? []) {
      let entry = counts.get(number);
      if (entry === undefined || at - entry.first > WINDOW) {
        if (entry && entry.weight / (index.wordings[number]?.total ?? 1) >= ENOUGH) continue;
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

/** Valid on the day the caller gives; without a day, always. */
function isValid({ validFrom, validTo }: Claim, today: string | undefined): boolean {
  return today === undefined || ((validFrom ?? '') <= today && today <= (validTo ?? '9999'));
}

function addFrom(draft: Draft, claims: readonly Claim[]): void {
  if (claims.length === 0) return;
  const index = indexOf(claims);
  const { tokens, from, to } = draft.text;
  const reported = new Set<string>();
  for (const [number, { weight, words, first, last }] of tally(tokens, index)) {
    const wording = index.wordings[number];
    if (!wording || words < LEAST_WORDS || weight / wording.total < ENOUGH || reported.has(wording.claim.id))
      continue;
    if (!isValid(wording.claim, draft.context.today)) continue;
    if (draft.context.mutedClaims?.has(claimName(wording.claim.id))) continue;
    reported.add(wording.claim.id);
    const start = from[tokens[first]?.from ?? 0] ?? 0;
    const end = to[(tokens[last]?.to ?? 1) - 1] ?? draft.text.original.length;
    const strength = isDistanced(draft) ? 'none' : 'suspect';
    draft.findings.push({
      category: 'disinformation',
      verdictKind: null,
      severity: 2,
      strength,
      start,
      end,
      kind: 'register',
      reason: `disinformation.claim:${wording.claim.id}`,
    });
  }
}

export function registerLayer(starter: readonly Claim[]): Layer {
  indexOf(starter);
  return {
    name: 'register',
    cost: 1,
    version: '1',
    classify(draft) {
      addFrom(draft, starter);
      if (draft.context.claims) addFrom(draft, draft.context.claims);
    },
  };
}
