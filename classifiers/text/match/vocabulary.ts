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
  /** Slots of the known claims that it may be of. */
  readonly slots: readonly number[];
}

/** Finds out about the word of the units `from` to `to` (exclusive), and depends on nothing else. */
export type ReadWord = (units: Uint16Array, from: number, to: number) => WordFacts;

/** Numbers about words, one word after the other. */
export type Facts = Uint16Array;
const MAX_FACT = 0xffff;

/** The words of one text; it holds until the next one is read. */
export interface Words {
  readonly count: number;
  /** Where the facts of each word begin. */
  readonly factOffsets: Int32Array;
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
export const elementsAt = (facts: Facts, offset: number): number =>
  offset + UNITS + (facts[offset + LENGTH] ?? 0);
export const beginsAt = (facts: Facts, offset: number): number =>
  elementsAt(facts, offset) + (facts[offset + ELEMENTS] ?? 0);
const slotsAt = (facts: Facts, offset: number): number =>
  beginsAt(facts, offset) + (facts[offset + BEGINS] ?? 0);

/** Sets `seen` to 1 for each element, or each slot, that some word of the text may be, and to 0 for all others. */
export function mark(
  { facts, factOffsets, count }: Words,
  list: typeof ELEMENTS | typeof SLOTS,
  seen: Uint8Array,
): void {
  seen.fill(0);
  for (let at = 0; at < count; at += 1) {
    const offset = factOffsets[at] ?? 0;
    const first = list === ELEMENTS ? elementsAt(facts, offset) : slotsAt(facts, offset);
    const end = first + (facts[offset + list] ?? 0);
    for (let i = first; i < end; i += 1) seen[facts[i] ?? 0] = 1;
  }
}

/** The same for the same word; of different words nearly never. */
export function hashOf({ facts, factOffsets }: Words, at: number): number {
  const offset = factOffsets[at] ?? 0;
  return (facts[offset + HASH_LOW] ?? 0) | ((facts[offset + HASH_HIGH] ?? 0) << 16);
}
export const functionWordOf = ({ facts, factOffsets }: Words, at: number): number =>
  (facts[(factOffsets[at] ?? 0) + FUNCTION_WORD] ?? 0) - 1;

/** Words that are kept, at most, and numbers about them. Then all are forgotten. */
const MAX_WORDS = 1 << 14;
const MAX_FACTS = 1 << 19;
/** Places of the table, as a power of two: at least half of them stay free. */
const TABLE_BITS = 15;
const SPREAD = 0x9e3779b1;
/** Longer words hardly come again: they are read anew every time. */
const MAX_KEPT_LENGTH = 30;

export class Vocabulary {
  /** Where the facts begin of the word whose hash leads here; 0 where there is none. */
  private readonly table = new Int32Array(1 << TABLE_BITS);
  private facts: Facts = new Uint16Array(1 << 10);
  private end = 1;
  private kept = 0;
  private factOffsets = new Int32Array(4);
  private readonly read: ReadWord;

  constructor(read: ReadWord) {
    this.read = read;
  }

  wordsOf({ codes, tokens }: NormalText): Words {
    this.forgetIfFull();
    const count = tokens.length;
    if (this.factOffsets.length < count) this.factOffsets = new Int32Array(count * 2);
    const { factOffsets } = this;
    let terms = 0;
    for (let i = 0; i < count; i += 1) {
      const token = tokens[i];
      if (token === undefined) break;
      const offset = this.offsetOf(codes, token.from, token.to);
      factOffsets[i] = offset;
      terms |= this.facts[offset + HAS_TERM] ?? 0;
    }
    return { count, factOffsets, facts: this.facts, hasTerm: terms !== 0 };
  }

  /** Only between texts: what a text has read must stay where it is. */
  private forgetIfFull(): void {
    if (this.kept < MAX_WORDS && this.end < MAX_FACTS) return;
    this.table.fill(0);
    this.end = 1;
    this.kept = 0;
  }

  private offsetOf(units: Uint16Array, from: number, to: number): number {
    let hash = NO_UNITS;
    for (let i = from; i < to; i += 1) hash = withUnit(hash, units[i] ?? 0);
    const { table } = this;
    let at = Math.imul(hash, SPREAD) >>> (32 - TABLE_BITS);
    for (; table[at] !== 0; at = (at + 1) & (table.length - 1)) {
      const known = table[at] ?? 0;
      if (this.facts[known + HASH_LOW] === (hash & MAX_FACT) && this.isWord(known, units, from, to))
        return known;
    }
    const offset = this.add(hash, units, { from, to });
    if (to - from <= MAX_KEPT_LENGTH && this.kept < MAX_WORDS) {
      table[at] = offset;
      this.kept += 1;
    }
    return offset;
  }

  // biome-ignore lint/complexity/useMaxParams: hot path, an object per call would cost more than the comparison
  private isWord(offset: number, units: Uint16Array, from: number, to: number): boolean {
    const { facts } = this;
    const length = to - from;
    if (facts[offset + LENGTH] !== length) return false;
    for (let i = 0; i < length; i += 1) if (facts[offset + UNITS + i] !== units[from + i]) return false;
    return true;
  }

  private add(
    hash: number,
    units: Uint16Array,
    { from, to }: { readonly from: number; readonly to: number },
  ): number {
    const { functionWord, swedish, danish, hasTerm, elements, begins, slots } = this.read(units, from, to);
    if (Math.max(...elements, ...begins, ...slots) > MAX_FACT)
      throw new RangeError('too many patterns or claims');
    const length = to - from <= MAX_KEPT_LENGTH ? to - from : 0;
    const offset = this.end;
    this.end = offset + UNITS + length + elements.length + begins.length + slots.length;
    this.widenTo(this.end);
    const { facts } = this;
    facts[offset + HASH_LOW] = hash & MAX_FACT;
    facts[offset + HASH_HIGH] = hash >>> 16;
    facts[offset + LENGTH] = length;
    facts[offset + FUNCTION_WORD] = functionWord + 1;
    facts[offset + SWEDISH] = Math.min(swedish, MAX_FACT);
    facts[offset + DANISH] = Math.min(danish, MAX_FACT);
    facts[offset + HAS_TERM] = hasTerm ? 1 : 0;
    facts[offset + ELEMENTS] = elements.length;
    facts[offset + BEGINS] = begins.length;
    facts[offset + SLOTS] = slots.length;
    for (let i = 0; i < length; i += 1) facts[offset + UNITS + i] = units[from + i] ?? 0;
    facts.set(elements, elementsAt(facts, offset));
    facts.set(begins, beginsAt(facts, offset));
    facts.set(slots, slotsAt(facts, offset));
    return offset;
  }

  private widenTo(size: number): void {
    if (size <= this.facts.length) return;
    const wider = new Uint16Array(Math.max(size, this.facts.length * 2));
    wider.set(this.facts);
    this.facts = wider;
  }
}
