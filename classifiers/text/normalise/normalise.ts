/**
 * Second half of the normaliser: folded units become words. Leetspeak is read as letters inside words, repeats are
 * shortened, spaced-out letters are joined as an extra reading, starred words are listed, quotes are paired.
 */
import { DIGIT, EMOJI, Folded, fold, kindOf, LETTER } from './fold.ts';
import type { NormalText, Token } from './normal-text.ts';
import { LEET } from './tables.ts';

const SPACE = 0x20;
const STAR = 0x2a;
/** Longest run of single letters that is read as one spaced-out word. */
const LONGEST_SPACED = 40;
/** At most this many quoted units count as one quotation. */
const LONGEST_QUOTE = 600;

/** What each unit is besides its kind, as bits; looked up for every unit of every text. */
const SIGNS = new Uint8Array(0x10000);
const marked = (bit: number, signs: string): number => {
  for (const sign of signs) SIGNS[sign.charCodeAt(0)] = (SIGNS[sign.charCodeAt(0)] ?? 0) | bit;
  return bit;
};
const APOSTROPHE = marked(1, "'\u2019\u02bc`\u00b4");
const QUOTE = marked(2, '"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a');
const SENTENCE_END = marked(4, '.!?;\n\r\u2026');
const VOWEL = marked(8, 'aeiouyåäöæø');
const LEET_SIGN = marked(16, Object.keys(LEET).join(''));
const is = (code: number, bit: number): boolean => ((SIGNS[code] ?? 0) & bit) !== 0;
/** The letter that each unit stands for in a word; most stand for themselves. */
const READ_AS = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
for (const [sign, letter] of Object.entries(LEET)) READ_AS[sign.charCodeAt(0)] = letter.charCodeAt(0);
const decoder = new TextDecoder('utf-16le');

interface Draft {
  from: number;
  to: number;
  sentence: number;
  quotes: number;
}

/** Is the unit at `i` part of a word, though it is neither letter nor digit? Only with a letter on its right or left. */
function isInnerSign(codes: Uint16Array, i: number, length: number): boolean {
  const code = codes[i] ?? 0;
  if (code !== STAR && !is(code, LEET_SIGN)) return false;
  const before = i > 0 ? kindOf(codes[i - 1] ?? 0) : 0;
  let j = i + 1;
  while (j < length && j < i + 6 && (codes[j] === STAR || codes[j] === code)) j += 1;
  const after = j < length ? kindOf(codes[j] ?? 0) : 0;
  if (code === 0x24 || code === 0x20ac) return after === LETTER || (before === LETTER && after !== DIGIT);
  if (code === STAR && i > 0 && codes[i - 1] === STAR) return after === LETTER;
  return before === LETTER && after === LETTER;
}

/** Are the digits in a word letters in disguise? "covid19" and "a4" keep theirs; "idi0t" and "fitt4" are read as words. */
function isWritten(codes: Uint16Array, start: number, end: number): boolean {
  let letters = 0;
  let digits = 0;
  let tail = 0;
  for (let i = start; i < end; i += 1) {
    const kind = kindOf(codes[i] ?? 0);
    if (kind === LETTER) letters += 1;
    else if (kind === DIGIT) digits += 1;
    tail = kind === DIGIT ? tail + 1 : 0;
  }
  return letters >= 2 && digits <= letters && tail <= 1;
}

export class Normaliser {
  private readonly folded = new Folded();
  private readonly out = new Folded();

  normalise(original: string): NormalText {
    fold(original, this.folded);
    const { folded, out } = this;
    out.length = 0;
    const drafts: Draft[] = [];
    const spaced: Draft[] = [];
    const repeated: Draft[] = [];
    const emoji: { point: number; start: number; end: number }[] = [];
    let sentence = 0;
    let quotes = 0;
    let i = 0;
    while (i < folded.length) {
      const code = folded.codes[i] ?? 0;
      const kind = kindOf(code);
      if (kind === LETTER || kind === DIGIT || isInnerSign(folded.codes, i, folded.length)) {
        const end = this.wordEnd(i);
        const draft = this.writeWord(i, end, repeated);
        drafts.push({ ...draft, sentence, quotes });
        i = end;
        continue;
      }
      if (kind === EMOJI) i = this.readEmoji(i, emoji);
      else {
        if (is(code, QUOTE)) quotes += 1;
        else if (is(code, SENTENCE_END)) sentence += 1;
        i += 1;
      }
    }
    findSpaced(drafts, out, spaced);
    const mainEnd = out.length;
    for (const run of spaced) this.writeJoined(run.from, run.to);
    for (const word of repeated) this.writeCollapsed(word.from, word.to);
    const codes = out.codes.subarray(0, out.length);
    const canonical = decoder.decode(codes);
    const words = drafts.map((draft): Token => {
      const quoted = draft.quotes % 2 === 1 && quotes > draft.quotes && draft.to - draft.from < LONGEST_QUOTE;
      const { from, to, sentence: at } = draft;
      return { from, to, text: canonical.slice(from, to), sentence: at, quoted };
    });
    return {
      original,
      canonical,
      codes: out.codes,
      length: out.length,
      mainEnd,
      from: out.from,
      to: out.to,
      tokens: words,
      starred: words.filter((word) => word.text.includes('*')),
      emoji,
      samiLetters: folded.samiLetters,
      hasMention: original.includes('@'),
    };
  }

  private wordEnd(start: number): number {
    const { codes, length } = this.folded;
    let i = start + 1;
    while (i < length) {
      const code = codes[i] ?? 0;
      const kind = kindOf(code);
      const inWord = kind === LETTER || kind === DIGIT;
      const joiner = is(code, APOSTROPHE) && i + 1 < length && kindOf(codes[i + 1] ?? 0) === LETTER;
      if (!inWord && !joiner && !isInnerSign(codes, i, length)) break;
      i += 1;
    }
    return i;
  }

  /** Writes one word to the canonical text, with a space before it. */
  private writeWord(start: number, end: number, repeated: Draft[]): { from: number; to: number } {
    const { codes, from, to } = this.folded;
    const out = this.out;
    const decode = isWritten(codes, start, end);
    if (out.length > 0) out.push(SPACE, from[start] ?? 0, from[start] ?? 0);
    const first = out.length;
    let run = 0;
    let long = false;
    for (let i = start; i < end; i += 1) {
      const raw = codes[i] ?? 0;
      if (is(raw, APOSTROPHE)) continue;
      const code = decode || kindOf(raw) !== DIGIT ? (READ_AS[raw] ?? raw) : raw;
      run = out.length > first && out.codes[out.length - 1] === code ? run + 1 : 1;
      if (run < 3 || kindOf(code) !== LETTER) {
        out.push(code, from[i] ?? 0, to[i] ?? 0);
        continue;
      }
      long = true;
      // three or more: vowels are written once, consonants twice
      if (run === 3 && is(code, VOWEL)) out.length -= 1;
      out.to[out.length - 1] = to[i] ?? 0;
      if (is(code, VOWEL)) run = 3;
    }
    const draft = { from: first, to: out.length };
    if (long) repeated.push({ ...draft, sentence: 0, quotes: 0 });
    return draft;
  }

  private readEmoji(at: number, emoji: { point: number; start: number; end: number }[]): number {
    const { codes, from, to } = this.folded;
    const high = codes[at] ?? 0;
    const pair = high >= 0xd800 && high < 0xdc00 && at + 1 < this.folded.length;
    const low = pair ? (codes[at + 1] ?? 0) : 0;
    const point = pair ? (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : high;
    const skinTone = point >= 0x1f3fb && point <= 0x1f3ff;
    if (!skinTone) emoji.push({ point, start: from[at] ?? 0, end: to[pair ? at + 1 : at] ?? 0 });
    return at + (pair ? 2 : 1);
  }

  private writeJoined(from: number, to: number): void {
    const out = this.out;
    out.push(SPACE, out.from[from] ?? 0, out.from[from] ?? 0);
    for (let i = from; i < to; i += 1) {
      const code = out.codes[i] ?? 0;
      if (code !== SPACE) out.push(READ_AS[code] ?? code, out.from[i] ?? 0, out.to[i] ?? 0);
    }
  }

  private writeCollapsed(from: number, to: number): void {
    const out = this.out;
    out.push(SPACE, out.from[from] ?? 0, out.from[from] ?? 0);
    for (let i = from; i < to; i += 1) {
      const code = out.codes[i] ?? 0;
      const last = out.length - 1;
      if (i > from && out.codes[last] === code) out.to[last] = out.to[i] ?? 0;
      else out.push(code, out.from[i] ?? 0, out.to[i] ?? 0);
    }
  }
}

/** Runs of three or more single letters ("i d i o t", "f.i.t.t.a"). */
function findSpaced(drafts: readonly Draft[], out: Folded, spaced: Draft[]): void {
  let first = -1;
  for (let i = 0; i <= drafts.length; i += 1) {
    const draft = drafts[i];
    const single = draft !== undefined && draft.to - draft.from === 1 && out.codes[draft.from] !== STAR;
    if (single && first < 0) first = i;
    if (single) continue;
    const start = drafts[first];
    const last = drafts[i - 1];
    if (first >= 0 && start && last && i - first >= 3 && i - first <= LONGEST_SPACED) {
      spaced.push({ from: start.from, to: last.to, sentence: start.sentence, quotes: start.quotes });
    }
    first = -1;
  }
}
