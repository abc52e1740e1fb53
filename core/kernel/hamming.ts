/** Distance of 64-bit hashes (SimHash of texts, perceptual hash of pictures), written as 16 hex digits: bits that differ. */

/** Two texts whose SimHashes differ in no more bits than this are the same text in other clothes. */
export const MAX_NEAR_DUPLICATE_BITS = 6;

/** A hash as two unsigned halves of 32 bits: comparing them needs no BigInt. */
export interface HashHalves {
  readonly high: number;
  readonly low: number;
}

export const hashHalves = (hash: string): HashHalves => ({
  high: Number.parseInt(hash.slice(0, 8), 16),
  low: Number.parseInt(hash.slice(8), 16),
});

/** Bits set in 32 (Hacker's Delight, 5-2). */
function bitsSet(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** 0 to 64. */
export const halvesDistance = (a: HashHalves, b: HashHalves): number =>
  bitsSet(a.high ^ b.high) + bitsSet(a.low ^ b.low);

export const hammingDistance = (a: string, b: string): number => halvesDistance(hashHalves(a), hashHalves(b));
