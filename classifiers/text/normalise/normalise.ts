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
const MAX_SPACED = 40;
/** At most this many quoted units count as one quotation. */
const MAX_QUOTE = 600;

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
/** What `writeWord` says of a word, as bits. */
const STARRED = 1;
const REPEATED = 2;

type Range = Pick<Token, 'from' | 'to'>;
type Emoji = NormalText['emoji'][number];

/** What was read so far. */
interface Page {
  readonly tokens: Token[];
  readonly starred: Token[];
  readonly repeated: Token[];
  readonly emoji: Emoji[];
  /** How many words stand before each quotation mark. */
  readonly quotes: number[];
  sentence: number;
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
    const page: Page = { tokens: [], starred: [], repeated: [], emoji: [], quotes: [], sentence: 0 };
    for (let i = 0; i < folded.length; ) i = this.readAt(i, page);
    const { tokens, starred, repeated, emoji, quotes } = page;
    const mainEnd = out.length;
    for (const run of spacedRuns(tokens, out)) this.writeJoined(run);
    for (const word of repeated) this.writeCollapsed(word);
    return {
      original,
      codes: out.codes,
      length: out.length,
      mainEnd,
      from: out.from,
      to: out.to,
      tokens: quotes.length > 1 ? markQuoted(tokens, quotes) : tokens,
      starred,
      emoji,
      samiLetters: folded.samiLetters,
      hasMention: original.includes('@'),
    };
  }

  /** Reads the word or the sign that begins at `i`; returns where the next one does. */
  private readAt(i: number, page: Page): number {
    const { codes, length } = this.folded;
    const code = codes[i] ?? 0;
    const kind = kindOf(code);
    if (kind === LETTER || kind === DIGIT || isInnerSign(codes, i, length)) return this.readWord(i, page);
    if (kind === EMOJI) return this.readEmoji(i, page.emoji);
    if (is(code, QUOTE)) page.quotes.push(page.tokens.length);
    else if (is(code, SENTENCE_END)) page.sentence += 1;
    return i + 1;
  }

  private readWord(i: number, { tokens, starred, repeated, sentence }: Page): number {
    const { out } = this;
    const end = this.wordEnd(i);
    const from = out.length === 0 ? 0 : out.length + 1;
    const traits = this.writeWord(i, end);
    const token = { from, to: out.length, sentence, quoted: false };
    tokens.push(token);
    if ((traits & STARRED) !== 0) starred.push(token);
    if ((traits & REPEATED) !== 0) repeated.push(token);
    return end;
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

  /** Writes one word to the canonical text, with a space before it. Says whether it has stars or repeated letters. */
  private writeWord(start: number, end: number): number {
    const { codes, from, to } = this.folded;
    const out = this.out;
    const decode = isWritten(codes, start, end);
    if (out.length > 0) out.push(SPACE, from[start] ?? 0, from[start] ?? 0);
    let traits = 0;
    let last = SPACE;
    let run = 0;
    for (let i = start; i < end; i += 1) {
      const raw = codes[i] ?? 0;
      if (is(raw, APOSTROPHE)) continue;
      const code = letterOf(raw, decode);
      run = code === last ? run + 1 : 1;
      last = code;
      if (code === STAR) traits |= STARRED;
      if (run < 3 || kindOf(code) !== LETTER) out.push(code, from[i] ?? 0, to[i] ?? 0);
      else {
        traits |= REPEATED;
        shorten(out, run, to[i] ?? 0);
      }
    }
    return traits;
  }

  private readEmoji(at: number, emoji: Emoji[]): number {
    const { codes, from, to } = this.folded;
    const high = codes[at] ?? 0;
    const pair = high >= 0xd800 && high < 0xdc00 && at + 1 < this.folded.length;
    const low = pair ? (codes[at + 1] ?? 0) : 0;
    const point = pair ? (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : high;
    const skinTone = point >= 0x1f3fb && point <= 0x1f3ff;
    if (!skinTone) emoji.push({ point, start: from[at] ?? 0, end: to[pair ? at + 1 : at] ?? 0 });
    return at + (pair ? 2 : 1);
  }

  private writeJoined({ from, to }: Range): void {
    const out = this.out;
    out.push(SPACE, out.from[from] ?? 0, out.from[from] ?? 0);
    for (let i = from; i < to; i += 1) {
      const code = out.codes[i] ?? 0;
      if (code !== SPACE) out.push(READ_AS[code] ?? code, out.from[i] ?? 0, out.to[i] ?? 0);
    }
  }

  private writeCollapsed({ from, to }: Range): void {
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

/** What a unit is read as; digits stay digits where they are none in disguise. */
const letterOf = (unit: number, decode: boolean): number =>
  decode || kindOf(unit) !== DIGIT ? (READ_AS[unit] ?? unit) : unit;

/** A letter that came three times or more: vowels are written once, consonants twice. `end`: where the last one ends. */
function shorten(out: Folded, run: number, end: number): void {
  if (run === 3 && is(out.codes[out.length - 1] ?? 0, VOWEL)) out.length -= 1;
  out.to[out.length - 1] = end;
}

/** Runs of three or more single letters ("i d i o t", "f.i.t.t.a"). */
function spacedRuns(tokens: readonly Token[], { codes }: Folded): Range[] {
  const runs: Range[] = [];
  let first = -1;
  for (let i = 0; i <= tokens.length; i += 1) {
    const token = tokens[i];
    const single = token !== undefined && token.to - token.from === 1 && codes[token.from] !== STAR;
    if (single && first < 0) first = i;
    if (single || first < 0) continue;
    const start = tokens[first];
    const last = tokens[i - 1];
    if (start && last && i - first >= 3 && i - first <= MAX_SPACED)
      runs.push({ from: start.from, to: last.to });
    first = -1;
  }
  return runs;
}

/** The words between one quotation mark and the next one. */
function markQuoted(tokens: readonly Token[], quotes: readonly number[]): Token[] {
  let before = 0;
  return tokens.map((token, at) => {
    while (before < quotes.length && (quotes[before] ?? 0) <= at) before += 1;
    const { from, to, sentence } = token;
    const quoted = before % 2 === 1 && before < quotes.length && to - from < MAX_QUOTE;
    return quoted ? { from, to, sentence, quoted } : token;
  });
}
