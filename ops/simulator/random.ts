import { createHash } from 'node:crypto';

/** A number in [0, 1) from a seed and a position: the same everywhere, forever. */
export type Random = () => number;

/** mulberry32 over a hash of the seed. */
export function seeded(seed: string | number): Random {
  let a = createHash('sha256').update(String(seed)).digest().readUInt32LE(0);
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `length` decimal digits (at most 18) derived from `text`, never starting with 0. */
export function digits(text: string, length = 15): string {
  const n = createHash('sha256').update(text).digest().readBigUInt64LE(0);
  const first = 10n ** BigInt(length - 1);
  return String(first + (n % (9n * first)));
}

export function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('pick: the list is empty');
  return found;
}

/** Fisher-Yates on a copy. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
