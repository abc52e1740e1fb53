/** The fingerprint of a text: a SimHash of its normalised words, by which near-identical texts are told. */
import { textAt } from './normal-text.ts';
import { Normaliser } from './normalise.ts';

/** Shorter texts are alike by chance: "Tack!" is no flood. */
const MIN_WORDS = 4;
const MIN_LETTERS = 20;

/** The SimHash of a comment's normalised words; null for one that is too short to tell anything. */
export function createFingerprinter(): (text: string) => string | null {
  const normaliser = new Normaliser();
  return (text) => {
    const normal = normaliser.normalise(text);
    const words = normal.tokens.map((token) => textAt(normal, token));
    const letters = words.reduce((sum, word) => sum + word.length, 0);
    return words.length < MIN_WORDS || letters < MIN_LETTERS ? null : simHash(words);
  };
}

const hex = (half: number): string => (half >>> 0).toString(16).padStart(8, '0');

/** Adds +1 or -1 per bit of a 32-bit hash. */
function vote(votes: Int32Array, hash: number, from: number): void {
  for (let bit = 0; bit < 32; bit += 1) {
    const at = from + bit;
    votes[at] = (votes[at] ?? 0) + (((hash >>> bit) & 1) * 2 - 1);
  }
}

/** Two 32-bit hashes with different seeds (FNV-1a, mixed as MurmurHash3 ends) make the 64 bits: no BigInt per letter. */
function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** 64-bit SimHash of a text's words in order of pairs (Charikar 2002), as 16 hex digits: near texts differ in few bits (core/kernel/hamming.ts). */
export function simHash(words: readonly string[]): string {
  const votes = new Int32Array(64);
  words.forEach((word, i) => {
    const pair = `${words[i - 1] ?? ''} ${word}`;
    vote(votes, hash32(pair, 0x811c9dc5), 0);
    vote(votes, hash32(pair, 0x9747b28c), 32);
  });
  const half = (from: number): number => {
    let value = 0;
    for (let bit = 0; bit < 32; bit += 1) if ((votes[from + bit] ?? 0) > 0) value |= 1 << bit;
    return value;
  };
  return hex(half(32)) + hex(half(0));
}
