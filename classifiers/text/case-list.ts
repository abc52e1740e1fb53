/** A likely match with an imported list of registered cases, for comments that name no number. */
import type { RegisteredCase } from './layer.ts';
import type { Token } from './normalise/normal-text.ts';

/** Share of a case's telling words that the comment must have. */
const ENOUGH = 0.6;
const stem = (word: string): string => word.slice(0, 7);
const tellingWords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []).map(stem);

/** The case whose subject and place the comment's words cover best; null where none is covered well. Two words at least. */
export function likelyCase(
  tokens: readonly Token[],
  cases: readonly RegisteredCase[],
): { number: string; score: number } | null {
  if (cases.length === 0) return null;
  const words = new Set(tokens.map((token) => stem(token.text)));
  let best: { number: string; score: number } | null = null;
  for (const { number, subject, place } of cases) {
    const wanted = new Set(tellingWords(`${subject} ${place ?? ''}`));
    let found = 0;
    for (const word of wanted) if (words.has(word)) found += 1;
    const share = found / Math.max(1, wanted.size);
    const named = place === undefined || tellingWords(place).some((word) => words.has(word));
    if (found >= 2 && named && share >= ENOUGH && share > (best?.score ?? 0))
      best = { number, score: share * 0.8 };
  }
  return best;
}
