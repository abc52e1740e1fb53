/**
 * The one pass over a text that everything learned rests on: hashed character 2-5-grams inside words and word 1-2-grams.
 * The same function feeds training and use, so the two cannot drift apart.
 */
import type { NormalText } from './normal-text.ts';

export const WORDS = 1;
const MAX_LENGTH = 5;
const SPACE = 0x20;
const WORD_SEED = 0x3c6ef372;
const PAIR_SEED = 0x78dde6e4 | 0;
const PRIME = 16777619;

const mix = (hash: number): number => {
  const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (spread ^ (spread >>> 13)) >>> 0;
};

/** Hashes of one text: `hashes[0..characters)` are character n-grams, the rest up to `length` words. Reused buffer. */
export class NgramBuffer {
  /** Small at first, so that growing is nothing new to the compiled code when a long text comes. */
  hashes = new Uint32Array(64);
  characters = 0;
  length = 0;

  fill(text: NormalText): void {
    const { codes, mainEnd } = text;
    const size = mainEnd * 4 + text.tokens.length * 2 + text.emoji.length + 16;
    if (this.hashes.length < size) this.hashes = new Uint32Array(size * 2);
    const { hashes } = this;
    let n = 0;
    // i = -1 stands for the space before the first word
    for (let i = -1; i < mainEnd; i += 1) n = this.addFrom(text, i, n);
    this.characters = n;
    let before = 0;
    for (const token of text.tokens) {
      let hash = WORD_SEED;
      for (let i = token.from; i < token.to; i += 1) hash = Math.imul(hash ^ (codes[i] ?? 0), PRIME);
      hashes[n] = mix(hash);
      hashes[n + 1] = mix(Math.imul(before ^ PAIR_SEED, PRIME) ^ hash);
      n += 2;
      before = hash;
    }
    for (const { point } of text.emoji) {
      hashes[n] = mix(Math.imul(WORD_SEED ^ point, PRIME));
      n += 1;
    }
    this.length = n;
  }

  /** The n-grams that begin at `i`: two to five units, never past the end of the word. Returns the new count. */
  private addFrom({ codes, mainEnd }: NormalText, i: number, count: number): number {
    const { hashes } = this;
    let n = count;
    let hash = 0x811c9dc5 | 0;
    for (let k = 0; k < MAX_LENGTH; k += 1) {
      const at = i + k;
      if (at > mainEnd) break;
      const code = at < 0 || at === mainEnd ? SPACE : (codes[at] ?? SPACE);
      hash = Math.imul(hash ^ code, PRIME);
      if (k === 0) continue;
      hashes[n] = mix(hash);
      n += 1;
      if (code === SPACE) break;
    }
    return n;
  }
}
