/**
 * What each word of a text is by itself, wherever it stands. Texts are mostly made of words that came before: what was
 * found out about a word is kept, all in one array, so that asking again is one look and reading on from there.
 */
import type { NormalText } from '../normalise/normal-text.ts';
import { NO_UNITS, withUnit } from './unit-index.ts';

export interface WordFacts {
  /** Its number among the function words, or `NOT_FOUND`. */
  readonly functionWord: number;
  /** Terms of the lexicons are found in it. */
  readonly hasTerm: boolean;
  /** Claims of the register may be about it. */
  readonly hasSubject: boolean;
  /** Elements of patterns that it may be, and numbers of the patterns that begin with one of them. */
  readonly elements: readonly number[];
  readonly begins: readonly number[];
}

/** The words of one text; it holds until the next one is read. */
export interface Words {
  readonly count: number;
  /** Where the facts of each word begin. */
  readonly places: Int32Array;
  readonly facts: Int32Array;
  readonly hasTerm: boolean;
  readonly hasSubject: boolean;
}

/** What stands where in the facts of a word; the elements stand from `listsAt` on, the beginnings after them. */
export const FUNCTION_WORD = 2;
export const ELEMENTS = 3;
export const BEGINS = 4;
const HASH = 0;
const LENGTH = 1;
const FLAGS = 5;
const UNITS = 6;
export const listsAt = (facts: Int32Array, place: number): number =>
  place + UNITS + (facts[place + LENGTH] ?? 0);

const HAS_TERM = 1;
const HAS_SUBJECT = 2;

/** Words that are kept, at most, and numbers about them. Then all are forgotten. */
const MOST_WORDS = 1 << 14;
const MOST_FACTS = 1 << 19;
/** Places of the table: a power of two, so that most are free. */
const TABLE = 1 << 15;
const SPREAD = 0x9e3779b1;
/** Longer words hardly come again: every time they are read anew. */
const LONGEST = 30;

export class Vocabulary {
  /** Where the facts begin of the words whose hash leads here; 0 where there is none. */
  private readonly table = new Int32Array(TABLE);
  private facts = new Int32Array(1 << 14);
  private end = 1;
  private words = 0;
  private places = new Int32Array(256);
  private readonly read: (units: Uint16Array, from: number, to: number) => WordFacts;

  /** `read` finds out about the word of the units `from` to `to` (exclusive), and depends on nothing else. */
  constructor(read: (units: Uint16Array, from: number, to: number) => WordFacts) {
    this.read = read;
  }

  wordsOf({ codes, tokens }: NormalText): Words {
    this.forgetIfFull();
    const count = tokens.length;
    if (this.places.length < count) this.places = new Int32Array(count * 2);
    const { places } = this;
    let flags = 0;
    for (let i = 0; i < count; i += 1) {
      const token = tokens[i];
      if (token === undefined) break;
      const place = this.placeOf(codes, token.from, token.to);
      places[i] = place;
      flags |= this.facts[place + FLAGS] ?? 0;
    }
    return {
      count,
      places,
      facts: this.facts,
      hasTerm: (flags & HAS_TERM) !== 0,
      hasSubject: (flags & HAS_SUBJECT) !== 0,
    };
  }

  /** Only between texts: what a text has read must stay where it is. */
  private forgetIfFull(): void {
    if (this.words < MOST_WORDS && this.end < MOST_FACTS) return;
    this.table.fill(0);
    this.end = 1;
    this.words = 0;
  }

  private placeOf(units: Uint16Array, from: number, to: number): number {
    let hash = NO_UNITS;
    for (let i = from; i < to; i += 1) hash = withUnit(hash, units[i] ?? 0);
    const { table } = this;
    let at = Math.imul(hash, SPREAD) >>> 17;
    for (; ; at = (at + 1) & (TABLE - 1)) {
      const place = table[at] ?? 0;
      if (place === 0) break;
      if (this.facts[place + HASH] === hash && this.isWord(place, units, from, to)) return place;
    }
    const place = this.add(units, from, to, hash);
    if (to - from <= LONGEST && this.words < MOST_WORDS) {
      table[at] = place;
      this.words += 1;
    }
    return place;
  }

  private isWord(place: number, units: Uint16Array, from: number, to: number): boolean {
    const { facts } = this;
    const length = to - from;
    if (facts[place + LENGTH] !== length) return false;
    for (let i = 0; i < length; i += 1) if (facts[place + UNITS + i] !== units[from + i]) return false;
    return true;
  }

  private add(units: Uint16Array, from: number, to: number, hash: number): number {
    const { functionWord, hasTerm, hasSubject, elements, begins } = this.read(units, from, to);
    const length = to - from > LONGEST ? 0 : to - from;
    const place = this.end;
    this.end = place + UNITS + length + elements.length + begins.length;
    this.widenTo(this.end);
    const { facts } = this;
    const flags = (hasTerm ? HAS_TERM : 0) | (hasSubject ? HAS_SUBJECT : 0);
    let at = place;
    for (const value of [hash, length, functionWord, elements.length, begins.length, flags])
      facts[at++] = value;
    for (let i = 0; i < length; i += 1) facts[at++] = units[from + i] ?? 0;
    for (const id of elements) facts[at++] = id;
    for (const number of begins) facts[at++] = number;
    return place;
  }

  private widenTo(size: number): void {
    if (size <= this.facts.length) return;
    const wider = new Int32Array(Math.max(size, this.facts.length * 2));
    wider.set(this.facts);
    this.facts = wider;
  }
}
