/** Likeness to the pictures that the municipality has listed: perceptual hashes of 64 bits, 16 hex digits. */
import type { Category, Verdict } from '../../core/moderation/verdict.ts';

export const IMAGE_LIST_VERSION = 'image-list-1';

export interface Listed {
  readonly id: string;
  readonly hash: string;
  readonly category: Category;
}

/** Bits that may differ: recompressed copies differ in about 3, a tenth cut off in 9, other pictures in about 32. */
const LIKE = 9;

function bits(value: bigint): number {
  let count = 0;
  for (let rest = value; rest > 0n; rest >>= 1n) count += Number(rest & 1n);
  return count;
}

export const distance = (a: string, b: string): number => bits(BigInt(`0x${a}`) ^ BigInt(`0x${b}`));

/** A verdict per category for which a like picture is listed; a person put it there, so it is strong evidence. */
export function matchListed(hash: string, list: readonly Listed[]): Verdict[] {
  const nearest = new Map<Category, number>();
  for (const one of list) {
    const apart = distance(hash, one.hash);
    if (apart <= LIKE) nearest.set(one.category, Math.min(apart, nearest.get(one.category) ?? LIKE));
  }
  return [...nearest].map(([category, apart]) => ({
    category,
    kind: null,
    score: Math.round((1 - apart / 64) * 1000) / 1000,
    level: 'strong',
    spans: [],
    strongSignals: ['image'],
    version: IMAGE_LIST_VERSION,
  }));
}
