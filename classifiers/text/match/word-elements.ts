/** Which elements of patterns a word may be: by how it begins, by the whole of it, by how it ends. */
import { NO_UNITS, NOT_FOUND, UnitIndex, withUnit } from './unit-index.ts';

/** Ids of elements by spelling. */
export type IdsBySpelling = ReadonlyMap<string, readonly number[]>;

class Spellings {
  private readonly index: UnitIndex;
  /** The elements of each spelling, one list after the other, and where each begins. */
  private readonly ids: Int32Array;
  private readonly starts: Int32Array;
  /** 1 for every length that some spelling has. */
  private readonly lengths: Uint8Array;

  constructor(idsOf: IdsBySpelling, options?: { readonly backwards: boolean }) {
    const words = [...idsOf.keys()];
    const lists = [...idsOf.values()];
    this.index = new UnitIndex(words, options);
    this.ids = Int32Array.from(lists.flat());
    this.starts = new Int32Array(lists.length + 1);
    for (const [i, { length }] of lists.entries()) this.starts[i + 1] = (this.starts[i] ?? 0) + length;
    this.lengths = new Uint8Array(this.index.longest + 1);
    for (const { length } of words) this.lengths[length] = 1;
  }

  get longest(): number {
    return this.index.longest;
  }

  /** Adds the elements of the `length` units from `from` on, whose hash is given. */
  // biome-ignore lint/complexity/useMaxParams: hot path, an object per call would cost more than the look-up, and there is one per letter
  read(units: Uint16Array, from: number, length: number, hash: number, found: number[]): void {
    if (this.lengths[length] !== 1) return;
    const number = this.index.find(units, from, length, hash);
    if (number === NOT_FOUND) return;
    const end = this.starts[number + 1] ?? 0;
    for (let i = this.starts[number] ?? 0; i < end; i += 1) found.push(this.ids[i] ?? 0);
  }
}

export class WordElements {
  private readonly wholes: Spellings;
  private readonly beginnings: Spellings;
  private readonly endings: Spellings;

  constructor(of: { wholes: IdsBySpelling; beginnings: IdsBySpelling; endings: IdsBySpelling }) {
    this.wholes = new Spellings(of.wholes);
    this.beginnings = new Spellings(of.beginnings);
    this.endings = new Spellings(of.endings, { backwards: true });
  }

  /** The elements that the word of the units `from` to `to` (exclusive) may be. An ending is less than the word. */
  of(units: Uint16Array, from: number, to: number): readonly number[] {
    const { wholes, beginnings, endings } = this;
    const found: number[] = [];
    const last = Math.min(to, from + Math.max(wholes.longest, beginnings.longest));
    let hash = NO_UNITS;
    for (let i = from; i < last; ) {
      hash = withUnit(hash, units[i] ?? 0);
      i += 1;
      beginnings.read(units, from, i - from, hash, found);
    }
    if (last === to) wholes.read(units, from, to - from, hash, found);
    const first = Math.max(from + 1, to - endings.longest);
    hash = NO_UNITS;
    for (let i = to - 1; i >= first; i -= 1) {
      hash = withUnit(hash, units[i] ?? 0);
      endings.read(units, i, to - i, hash, found);
    }
    return found;
  }
}
