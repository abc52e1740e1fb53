/** A likely match with an imported list of registered cases, for comments that name no number. */
import type { RegisteredCase } from '../../../core/lists/lists.ts';
import { type NormalText, textAt } from '../normalise/normal-text.ts';

/** Share of a case's telling words that the comment must have. */
const MIN_SHARE = 0.6;
/** A word in more cases than this, and than so many of a hundred, tells no case from another. */
const MAX_CASES = 50;
const MAX_CASE_SHARE = 0.02;

const stem = (word: string): string => word.slice(0, 7);
const tellingWords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []).map(stem);

interface IndexedCase {
  readonly number: string;
  readonly wanted: ReadonlySet<string>;
  /** Null: the list names no place. */
  readonly place: ReadonlySet<string> | null;
}

interface Index {
  readonly cases: readonly IndexedCase[];
  /** Cases by their words; common words find nothing and only add to what others found. */
  readonly byStem: ReadonlyMap<string, readonly number[]>;
}

function buildIndex(list: readonly RegisteredCase[]): Index {
  const byStem = new Map<string, number[]>();
  const cases = list.map(({ number, subject, place }, at) => {
    const wanted = new Set(tellingWords(`${subject} ${place ?? ''}`));
    for (const word of wanted) {
      const found = byStem.get(word);
      if (found) found.push(at);
      else byStem.set(word, [at]);
    }
    return { number, wanted, place: place === undefined ? null : new Set(tellingWords(place)) };
  });
  const maxCases = Math.max(MAX_CASES, list.length * MAX_CASE_SHARE);
  for (const [word, found] of byStem) if (found.length > maxCases) byStem.delete(word);
  return { cases, byStem };
}

/** By the list's identity: 20,000 cases are laid out once, not per comment. */
const indexes = new WeakMap<readonly RegisteredCase[], Index>();
function indexOf(list: readonly RegisteredCase[]): Index {
  const known = indexes.get(list) ?? buildIndex(list);
  indexes.set(list, known);
  return known;
}

/** The case whose subject and place the comment's words cover best; null where none is covered well. Two words at least. */
export function likelyCase(
  text: NormalText,
  list: readonly RegisteredCase[],
): { number: string; score: number } | null {
  if (list.length === 0) return null;
  const { cases, byStem } = indexOf(list);
  const words = new Set(text.tokens.map((token) => stem(textAt(text, token))));
  const candidates = new Set<number>();
  for (const word of words) for (const at of byStem.get(word) ?? []) candidates.add(at);
  let best: { number: string; score: number } | null = null;
  // In the list's order, so that of two equal ones the first wins.
  for (const at of [...candidates].sort((a, b) => a - b)) {
    const { number, wanted, place } = cases[at] as IndexedCase;
    let found = 0;
    for (const word of wanted) if (words.has(word)) found += 1;
    const share = found / wanted.size;
    const named = place === null || [...place].some((word) => words.has(word));
    if (found >= 2 && named && share >= MIN_SHARE && share * 0.8 > (best?.score ?? 0))
      best = { number, score: share * 0.8 };
  }
  return best;
}
