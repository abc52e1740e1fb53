/**
 * The numbers of words, asked with the units of a text instead of a string: a running hash finds the cell, comparing
 * units makes it certain. Asking leaves nothing behind that would have to be cleared away.
 */

const PRIME = 16777619;
const SPREAD = 0x9e3779b1;
/** At most every second cell is taken, so that a miss ends soon. */
const ROOM = 2;

export const NOT_FOUND = -1;
/** The hash of nothing, and of what was read so far with the next unit. */
export const NO_UNITS = 0x3c6ef372;
export const withUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

export class UnitIndex {
  private readonly hashes: Int32Array;
  /** Number of the word in each cell, from 1 on; 0 where there is none. */
  private readonly numbers: Int32Array;
  private readonly shift: number;
  /** Where each word begins among all units; one more at the end. */
  private readonly starts: Int32Array;
  private readonly units: Uint16Array;
  readonly longest: number;

  /** Different words, each with its position as its number. `backwards`: their hashes begin with the last unit. */
  constructor(words: readonly string[], { backwards = false } = {}) {
    const bits = Math.max(1, Math.ceil(Math.log2(words.length * ROOM + 1)));
    this.shift = 32 - bits;
    this.hashes = new Int32Array(1 << bits);
    this.numbers = new Int32Array(1 << bits);
    this.starts = new Int32Array(words.length + 1);
    const all = words.join('');
    this.units = Uint16Array.from({ length: all.length }, (_, i) => all.charCodeAt(i));
    this.longest = words.reduce((most, { length }) => Math.max(most, length), 0);
    words.forEach((word, number) => {
      const start = this.starts[number] ?? 0;
      this.starts[number + 1] = start + word.length;
      this.insert(number, this.hashOf(start, word.length, backwards));
    });
  }

  private hashOf(start: number, length: number, backwards: boolean): number {
    let hash = NO_UNITS;
    for (let i = 0; i < length; i += 1)
      hash = withUnit(hash, this.units[backwards ? start + length - 1 - i : start + i] ?? 0);
    return hash;
  }

  private insert(number: number, hash: number): void {
    const last = this.numbers.length - 1;
    let cell = Math.imul(hash, SPREAD) >>> this.shift;
    while (this.numbers[cell] !== 0) cell = (cell + 1) & last;
    this.numbers[cell] = number + 1;
    this.hashes[cell] = hash;
  }

  /** The number of the word that the units `from` to `to` (exclusive) are. */
  numberOf(units: Uint16Array, from: number, to: number): number {
    if (to - from > this.longest) return NOT_FOUND;
    let hash = NO_UNITS;
    for (let i = from; i < to; i += 1) hash = withUnit(hash, units[i] ?? 0);
    return this.find(units, from, to - from, hash);
  }

  /** The number of the word that the `length` units from `from` on are, whose hash is given; `NOT_FOUND` where it is none. */
  // biome-ignore lint/complexity/useMaxParams: hot path, an object per call would cost more than the look-up
  find(units: Uint16Array, from: number, length: number, hash: number): number {
    const { numbers, hashes } = this;
    const last = numbers.length - 1;
    for (let cell = Math.imul(hash, SPREAD) >>> this.shift; ; cell = (cell + 1) & last) {
      const number = (numbers[cell] ?? 0) - 1;
      if (number < 0) return NOT_FOUND;
      if (hashes[cell] === hash && this.isWord(number, units, from, length)) return number;
    }
  }

  // biome-ignore lint/complexity/useMaxParams: hot path, an object per call would cost more than the comparison
  private isWord(number: number, units: Uint16Array, from: number, length: number): boolean {
    const start = this.starts[number] ?? 0;
    if ((this.starts[number + 1] ?? 0) - start !== length) return false;
    for (let i = 0; i < length; i += 1) if (this.units[start + i] !== units[from + i]) return false;
    return true;
  }
}
