/**
 * What each word of a text is by itself, wherever it stands. Texts are mostly made of words that came before: what was
 * found out about a word is kept, all in one array, so that asking again is one look and reading on from there.
 */
import type { NormalText } from '../normalise/normal-text.ts';
import { NO_UNITS, withUnit } from './unit-index.ts';

export interface WordFacts {
  /** Its number among the function words, or `NOT_FOUND`. */
  readonly functionWord: number;
  /** How many ä and ö it has, and how many æ and ø. */
  readonly swedish: number;
  readonly danish: number;
  /** Terms of the lexicons are found in it. */
  readonly hasTerm: boolean;
  /** Elements of patterns that it may be, and numbers of the patterns that begin with one of them. */
  readonly elements: readonly number[];
  readonly begins: readonly number[];
  /** Slots of the register's claims that it may be of. */
  readonly slots: readonly number[];
}

/** Finds out about the word of the units `from` to `to` (exclusive), and depends on nothing else. */
export type ReadWord = (units: Uint16Array, from: number, to: number) => WordFacts;

/** Numbers about words, one word after the other. */
export type Facts = Uint16Array;
const LARGEST = 0xffff;

/** The words of one text; it holds until the next one is read. */
export interface Words {
  readonly count: number;
  /** Where the facts of each word begin. */
  readonly places: Int32Array;
  readonly facts: Facts;
  /** One of them has. */
  readonly hasTerm: boolean;
}

/** What stands where in the facts of a word: numbers, and how long the lists are that follow its units. */
const HASH_LOW = 0;
const HASH_HIGH = 1;
const LENGTH = 2;
const FUNCTION_WORD = 3;
export const SWEDISH = 4;
export const DANISH = 5;
const HAS_TERM = 6;
export const ELEMENTS = 7;
export const BEGINS = 8;
export const SLOTS = 9;
const UNITS = 10;
export const elementsAt = (facts: Facts, place: number): number =>
  place + UNITS + (facts[place + LENGTH] ?? 0);
export const beginsAt = (facts: Facts, place: number): number =>
  elementsAt(facts, place) + (facts[place + ELEMENTS] ?? 0);
const slotsAt = (facts: Facts, place: number): number =>
  beginsAt(facts, place) + (facts[place + BEGINS] ?? 0);

/** Sets `seen` to 1 for each element, or each slot, that some word of the text may be, and to 0 for all others. */
export function mark(
  { facts, places, count }: Words,
  list: typeof ELEMENTS | typeof SLOTS,
  seen: Uint8Array,
): void {
  seen.fill(0);
  for (let at = 0; at < count; at += 1) {
    const place = places[at] ?? 0;
    const first = list === ELEMENTS ? elementsAt(facts, place) : slotsAt(facts, place);
    const end = first + (facts[place + list] ?? 0);
    for (let i = first; i < end; i += 1) seen[facts[i] ?? 0] = 1;
  }
}

/** The same for the same word; of different words nearly never. */
export function hashOf({ facts, places }: Words, at: number): number {
  const place = places[at] ?? 0;
  return (facts[place + HASH_LOW] ?? 0) | ((facts[place + HASH_HIGH] ?? 0) << 16);
}
export const functionWordOf = ({ facts, places }: Words, at: number): number =>
  (facts[(places[at] ?? 0) + FUNCTION_WORD] ?? 0) - 1;

/** Words that are kept, at most, and numbers about them. Then all are forgotten. */
const MOST_WORDS = 1 << 14;
const MOST_FACTS = 1 << 19;
/** Places of the table, as a power of two: at least half of them stay free. */
const TABLE_BITS = 15;
const SPREAD = 0x9e3779b1;
/** Longer words hardly come again: they are read anew every time. */
const LONGEST = 30;

export class Vocabulary {
  /** Where the facts begin of the word whose hash leads here; 0 where there is none. */
  private readonly table = new Int32Array(1 << TABLE_BITS);
  private facts: Facts = new Uint16Array(1 << 10);
  private end = 1;
  private kept = 0;
  private places = new Int32Array(4);
  private readonly read: ReadWord;

  constructor(read: ReadWord) {
    this.read = read;
  }

  wordsOf({ codes, tokens }: NormalText): Words {
    this.forgetIfFull();
    const count = tokens.length;
    if (this.places.length < count) this.places = new Int32Array(count * 2);
    const { places } = this;
    let terms = 0;
    for (let i = 0; i < count; i += 1) {
      const token = tokens[i];
      if (token === undefined) break;
      const place = this.placeOf(codes, token.from, token.to);
      places[i] = place;
      terms |= this.facts[place + HAS_TERM] ?? 0;
    }
    return { count, places, facts: this.facts, hasTerm: terms !== 0 };
  }

  /** Only between texts: what a text has read must stay where it is. */
  private forgetIfFull(): void {
    if (this.kept < MOST_WORDS && this.end < MOST_FACTS) return;
    this.table.fill(0);
    this.end = 1;
    this.kept = 0;
  }

  private placeOf(units: Uint16Array, from: number, to: number): number {
    let hash = NO_UNITS;
    for (let i = from; i < to; i += 1) hash = withUnit(hash, units[i] ?? 0);
    const { table } = this;
    let at = Math.imul(hash, SPREAD) >>> (32 - TABLE_BITS);
    for (; table[at] !== 0; at = (at + 1) & (table.length - 1)) {
      const known = table[at] ?? 0;
      if (this.facts[known + HASH_LOW] === (hash & LARGEST) && this.isWord(known, units, from, to))
        return known;
    }
    const place = this.add(hash, units, from, to);
    if (to - from <= LONGEST && this.kept < MOST_WORDS) {
      table[at] = place;
      this.kept += 1;
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

  private add(hash: number, units: Uint16Array, from: number, to: number): number {
    const { functionWord, swedish, danish, hasTerm, elements, begins, slots } = this.read(units, from, to);
    if (Math.max(...elements, ...begins, ...slots) > LARGEST)
      throw new RangeError('too many patterns or claims');
    const length = to - from <= LONGEST ? to - from : 0;
    const place = this.end;
    this.end = place + UNITS + length + elements.length + begins.length + slots.length;
    this.widenTo(this.end);
    const { facts } = this;
    facts[place + HASH_LOW] = hash & LARGEST;
    facts[place + HASH_HIGH] = hash >>> 16;
    facts[place + LENGTH] = length;
    facts[place + FUNCTION_WORD] = functionWord + 1;
    facts[place + SWEDISH] = Math.min(swedish, LARGEST);
    facts[place + DANISH] = Math.min(danish, LARGEST);
    facts[place + HAS_TERM] = hasTerm ? 1 : 0;
    facts[place + ELEMENTS] = elements.length;
    facts[place + BEGINS] = begins.length;
    facts[place + SLOTS] = slots.length;
    for (let i = 0; i < length; i += 1) facts[place + UNITS + i] = units[from + i] ?? 0;
    facts.set(elements, elementsAt(facts, place));
    facts.set(begins, beginsAt(facts, place));
    facts.set(slots, slotsAt(facts, place));
    return place;
  }

  private widenTo(size: number): void {
    if (size <= this.facts.length) return;
    const wider = new Uint16Array(Math.max(size, this.facts.length * 2));
    wider.set(this.facts);
    this.facts = wider;
  }
}
