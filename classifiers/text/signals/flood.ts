/** Near-identical comments in a short time, counted by the worker (SimHash kept in Redis) and passed in. */
import type { Draft, Layer } from '../layer.ts';

/** So many near-identical comments lately make a flood. */
const FLOOD = 5;

export const floodLayer: Layer = {
  name: 'flood',
  cost: 0,
  version: '1',
  classify(draft: Draft) {
    if ((draft.context.nearDuplicates ?? 0) < FLOOD || draft.context.ownAccount) return;
    const selling = draft.findings.some(
      ({ category, strength }) => category === 'ads' && strength !== 'none',
    );
    draft.findings.push({
      category: 'ads',
      verdictKind: null,
      severity: 1,
      strength: selling ? 'suspect' : 'none',
      start: 0,
      end: draft.text.original.length,
      kind: 'pattern',
      reason: 'ads.flood',
    });
  },
};

const MASK = (1n << 64n) - 1n;

/** 64-bit SimHash of a text's words in order of pairs (Charikar 2002), as hex: near texts differ in few bits. */
export function simHash(words: readonly string[]): string {
  const votes = new Int32Array(64);
  words.forEach((word, i) => {
    let hash = 0xcbf29ce484222325n;
    for (const char of `${words[i - 1] ?? ''} ${word}`)
      hash = ((hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n) & MASK;
    for (let bit = 0; bit < 64; bit += 1)
      votes[bit] = (votes[bit] ?? 0) + ((hash >> BigInt(bit)) & 1n ? 1 : -1);
  });
  let value = 0n;
  for (let bit = 0; bit < 64; bit += 1) if ((votes[bit] ?? 0) > 0) value |= 1n << BigInt(bit);
  return value.toString(16).padStart(16, '0');
}

/** Bits in which two SimHashes differ; up to 6 is the same text in other clothes. */
export function simHashDistance(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n);
  return count;
}
