/** Likeness to the pictures that the municipality has listed: perceptual hashes of 64 bits, 16 hex digits. */
import { hammingDistance } from '../../core/kernel/hamming.ts';
import type { Category, Verdict } from '../../core/moderation/verdict.ts';

export const IMAGE_LIST_VERSION = 'image-list-1';

export interface ListedImage {
  readonly id: string;
  readonly hash: string;
  readonly category: Category;
}

/** Bits that may differ: recompressed copies differ in about 3, a tenth cut off in 9, other pictures in about 32. */
const MAX_BITS_APART = 9;

/** A verdict per category for which a like picture is listed; a person put it there, so it is strong evidence. */
export function matchListedImages(hash: string, list: readonly ListedImage[]): Verdict[] {
  const nearest = new Map<Category, number>();
  for (const listed of list) {
    const apart = hammingDistance(hash, listed.hash);
    if (apart <= MAX_BITS_APART)
      nearest.set(listed.category, Math.min(apart, nearest.get(listed.category) ?? MAX_BITS_APART));
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
