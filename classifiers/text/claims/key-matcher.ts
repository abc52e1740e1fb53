/**
 * Finds texts that make a known claim of the starter set. A claim is met when a word of each of its slots stands near the others;
 * only a text that has words of all of them is read for where they stand. Linear in the length of the text.
 */
import { AhoCorasick } from '../match/aho-corasick.ts';
import { mark, SLOTS, type Words } from '../match/vocabulary.ts';
import { spellings } from '../match/word-forms.ts';
import type { NormalText } from '../normalise/normal-text.ts';
import type { ClaimKeys, KeyWord } from './keys.ts';

/** Slots stand within so many words, in the same sentence or neighbouring ones. */
const WINDOW = 22;
const SENTENCES = 1;
const SPACE = 0x20;
/** A claim that was met and found to be distanced is looked for again so many times in a text. */
const MAX_TRIES = 3;

/** Numbers of the first and last token of a slot's words. */
export type TokenRange = readonly [first: number, last: number];

export interface ClaimMatch {
  readonly id: string;
  readonly ranges: readonly TokenRange[];
  readonly first: number;
  readonly last: number;
}

interface KeyTerm {
  readonly atStart: boolean;
  readonly atEnd: boolean;
  readonly length: number;
  /** Words the key consists of, less one. */
  readonly more: number;
  /** It is a phrase's first word only. */
  readonly opens: boolean;
  readonly slots: number[];
}

interface KeyLine {
  readonly id: string;
  readonly slots: readonly number[];
  /** Slot of the words that exclude the claim, -1 where there is none. */
  readonly unless: number;
}

type Found = (term: KeyTerm, end: number) => void;

/** The words of some slots as one automaton. */
class WordScan {
  private readonly terms: readonly KeyTerm[];
  private readonly automaton: AhoCorasick;

  constructor(slots: ReadonlyMap<number, readonly KeyWord[]>) {
    const terms = new Map<string, KeyTerm>();
    for (const [slot, words] of slots) for (const key of words.flatMap(writtenAs)) addTerms(terms, key, slot);
    this.terms = [...terms.values()];
    // the first three letters of a key say what kind of term it is
    this.automaton = new AhoCorasick([...terms.keys()].map((key) => key.slice(3)));
  }

  /** Words of the slots in the units `from` to `to` (exclusive). */
  scan(codes: Uint16Array, { from: first, to }: { from: number; to: number }, found: Found): void {
    this.automaton.scan(codes, { from: first, to }, (id, end) => {
      const term = this.terms[id];
      if (term === undefined) return;
      const from = end - term.length;
      if (term.atStart && from > first && codes[from - 1] !== SPACE) return;
      if (term.atEnd && end < to && codes[end] !== SPACE) return;
      found(term, end);
    });
  }
}

const writtenAs = (word: KeyWord): KeyWord[] =>
  spellings(word.text, word.text.length > 3).map((text) => ({ ...word, text }));

/** A phrase, and its first word: what follows a space stands in the next one. */
function addTerms(terms: Map<string, KeyTerm>, { text, atStart, atEnd }: KeyWord, slot: number): void {
  const [first = '', ...rest] = text.trim().split(' ');
  addTerm(terms, { text, atStart, atEnd, more: rest.length, opens: false }, slot);
  if (rest.length > 0) addTerm(terms, { text: first, atStart, atEnd: true, more: 0, opens: true }, slot);
}

function addTerm(
  terms: Map<string, KeyTerm>,
  { text, ...term }: Omit<KeyTerm, 'length' | 'slots'> & { readonly text: string },
  slot: number,
): void {
  const key = `${Number(term.atStart)}${Number(term.atEnd)}${Number(term.opens)}${text}`;
  const known = terms.get(key);
  if (known === undefined) terms.set(key, { ...term, length: text.length, slots: [slot] });
  else if (!known.slots.includes(slot)) known.slots.push(slot);
}

export class KeyMatcher {
  /** Of the claims that it knows. */
  readonly ids: ReadonlySet<string>;
  private readonly lines: readonly KeyLine[];
  private readonly words: WordScan;
  private readonly lastFrom: Int32Array;
  private readonly lastTo: Int32Array;
  /** 1 for each slot that is in the text. */
  private readonly seen: Uint8Array;

  constructor(keys: readonly ClaimKeys[]) {
    const numbers = new Map<string, number>();
    const words = new Map<number, readonly KeyWord[]>();
    const slotOf = (slot: readonly KeyWord[]): number => {
      if (slot.length === 0) return -1;
      const name = slot.map(({ text, atStart, atEnd }) => `${atStart}${atEnd}${text}`).join();
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      words.set(number, slot);
      return number;
    };
    this.lines = keys.map(({ id, slots, unless }) => ({
      id,
      slots: slots.map(slotOf),
      unless: slotOf(unless),
    }));
    this.ids = new Set(keys.map(({ id }) => id));
    this.words = new WordScan(words);
    this.lastFrom = new Int32Array(words.size);
    this.lastTo = new Int32Array(words.size);
    this.seen = new Uint8Array(words.size);
  }

  /** Slots that the word of the units `from` to `to` (exclusive) is of, or begins a phrase of. */
  slotsOf(units: Uint16Array, from: number, to: number): readonly number[] {
    const found = new Set<number>();
    this.words.scan(units, { from, to }, ({ slots }) => {
      for (const slot of slots) found.add(slot);
    });
    return [...found];
  }

  /** Calls `accept` for every place where a claim is met, until it says yes for that claim. */
  find(text: NormalText, words: Words, accept: (match: ClaimMatch) => boolean): void {
    const lines = this.linesWithin(words);
    if (lines.length === 0) return;
    const { codes, mainEnd, tokens } = text;
    this.lastFrom.fill(-1);
    const tries = new Map<string, number>();
    const consider = (line: KeyLine, token: number): void => {
      const match = this.matchAt(text, line, token);
      const tried = match === null ? MAX_TRIES : (tries.get(line.id) ?? 0);
      if (match !== null && tried < MAX_TRIES) tries.set(line.id, accept(match) ? MAX_TRIES : tried + 1);
    };
    let token = 0;
    this.words.scan(codes, { from: 0, to: mainEnd }, ({ slots, more, opens }, end) => {
      if (opens) return;
      while (token + 1 < tokens.length && (tokens[token]?.to ?? 0) < end) token += 1;
      for (const slot of slots) {
        this.lastFrom[slot] = token - more;
        this.lastTo[slot] = token;
        for (const line of lines) if (line.slots.includes(slot)) consider(line, token);
      }
    });
  }

  /** Ways to make a claim of which all slots have words in the text, wherever those stand. */
  private linesWithin(words: Words): readonly KeyLine[] {
    const { seen } = this;
    mark(words, SLOTS, seen);
    return this.lines.filter(({ slots }) => slots.every((slot) => seen[slot] === 1));
  }

  private matchAt({ tokens }: NormalText, { id, slots, unless }: KeyLine, last: number): ClaimMatch | null {
    let first = last;
    for (const slot of slots) {
      const from = this.lastFrom[slot] ?? -1;
      if (from < 0 || from < last - WINDOW) return null;
      if (from < first) first = from;
    }
    if ((tokens[last]?.sentence ?? 0) - (tokens[first]?.sentence ?? 0) > SENTENCES) return null;
    if (unless >= 0 && (this.lastFrom[unless] ?? -1) >= 0) return null;
    const ranges = slots.map((slot): TokenRange => [this.lastFrom[slot] ?? 0, this.lastTo[slot] ?? 0]);
    return { id, ranges, first, last };
  }
}
