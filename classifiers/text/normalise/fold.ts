/**
 * First half of the normaliser: one pass over the original text that lower-cases, applies NFKC, drops what is invisible
 * and turns homoglyphs and stray accents into the plain letter. Each unit written remembers where it came from.
 */
import { CONFUSABLES } from './confusables.ts';
import { HOMOGLYPHS, isCombiningMark, isInvisible, PLAIN_LATIN } from './tables.ts';

/** Kinds of folded units; a letter or digit belongs to words, everything else separates them. */
export const LETTER = 1;
export const DIGIT = 2;
export const EMOJI = 3;
const OTHER = 0;

const TABLE_SIZE = 0x250;
/** Folded form for the common range, -1 where the slow path decides. */
const fast = new Int32Array(TABLE_SIZE).fill(-1);
const slowCache = new Map<number, string>();

function plain(char: string): string {
  const lower = char.toLowerCase();
  return PLAIN_LATIN[lower] ?? HOMOGLYPHS[lower] ?? CONFUSABLES.get(lower) ?? lower;
}

for (let code = 0; code < TABLE_SIZE; code += 1) {
  if (isInvisible(code)) continue;
  const folded = plain(String.fromCharCode(code).normalize('NFKC'));
  if (folded.length === 1 && folded !== ' ') fast[code] = folded.charCodeAt(0);
}
fast[0x20] = 0x20;
fast[0xa0] = 0x20;

export const kindOf = (code: number): number => KINDS[code] ?? OTHER;

function readKind(code: number): number {
  if (code >= 97 && code <= 122) return LETTER;
  if (code >= 48 && code <= 57) return DIGIT;
  // of the signs up to here only ª µ º are letters: « and » close a word
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? LETTER : OTHER;
  if (code === 0xd7 || code === 0xf7) return OTHER;
  if (code >= 0xd800 && code <= 0xdfff) return EMOJI;
  if (code < 0x2000) return LETTER;
  if (code < 0x2c00) return code >= 0x2600 && code <= 0x27bf ? EMOJI : OTHER;
  return code >= 0x3000 && code <= 0x303f ? OTHER : LETTER;
}

const KINDS = Uint8Array.from({ length: 0x10000 }, (_, code) => readKind(code));

/**
 * Growable buffers, reused from text to text: `codes[i]` came from original offsets `from[i]` to `to[i]` (exclusive). They
 * are small at first, so that growing is nothing new to the compiled code when a long text comes.
 */
export class Folded {
  codes = new Uint16Array(16);
  from = new Int32Array(16);
  to = new Int32Array(16);
  length = 0;
  /** Letters that only the Sami languages use, seen before folding. */
  samiLetters = 0;

  push(code: number, from: number, to: number): void {
    if (this.length === this.codes.length) this.grow();
    this.codes[this.length] = code;
    this.from[this.length] = from;
    this.to[this.length] = to;
    this.length += 1;
  }

  private grow(): void {
    const size = this.codes.length * 2;
    const wider = { codes: new Uint16Array(size), from: new Int32Array(size), to: new Int32Array(size) };
    wider.codes.set(this.codes);
    wider.from.set(this.from);
    wider.to.set(this.to);
    this.codes = wider.codes;
    this.from = wider.from;
    this.to = wider.to;
  }
}

/** č đ ŋ š ŧ ž in either case, á in either case. */
const SAMI = new Set([
  0x10c, 0x10d, 0x110, 0x111, 0x14a, 0x14b, 0x160, 0x161, 0x166, 0x167, 0x17d, 0x17e, 0xc1, 0xe1,
]);

function foldSlow(point: number): string {
  const known = slowCache.get(point);
  if (known !== undefined) return known;
  const wide = String.fromCodePoint(point).normalize('NFKC').normalize('NFC');
  let folded = '';
  for (const char of wide) {
    const code = char.codePointAt(0) ?? 0;
    if (!isCombiningMark(code) && !isInvisible(code)) folded += plain(char);
  }
  if (slowCache.size < 4096) slowCache.set(point, folded);
  return folded;
}

/** Base letter plus following marks: composed where Unicode has one letter for them (a + ring = å), else the bare letter. */
function compose(text: string, at: number, end: number): string {
  let joined = '';
  for (const char of text.slice(at, Math.min(end, at + 12))) {
    if (!isInvisible(char.codePointAt(0) ?? 0)) joined += char;
  }
  const first = joined.normalize('NFC').codePointAt(0) ?? 32;
  const direct = first < TABLE_SIZE ? (fast[first] ?? -1) : -1;
  return direct >= 0 ? String.fromCharCode(direct) : foldSlow(first);
}

/** Folds the character at `i` with what is attached to it; returns where the next one begins. */
function foldOne(text: string, i: number, out: Folded): number {
  const point = text.codePointAt(i) ?? 32;
  let end = i + (point > 0xffff ? 2 : 1);
  let marks = 0;
  for (; end < text.length; end += 1) {
    const following = text.charCodeAt(end);
    if (isCombiningMark(following)) marks += 1;
    else if (!isInvisible(following)) break;
  }
  if (isInvisible(point) || isCombiningMark(point)) return end;
  const direct = point < TABLE_SIZE ? (fast[point] ?? -1) : -1;
  if (marks > 0) pushAll(out, compose(text, i, end), { from: i, to: end });
  else if (direct >= 0) out.push(direct, i, end);
  else pushAll(out, foldSlow(point), { from: i, to: end });
  return end;
}

export function fold(text: string, out: Folded): void {
  out.length = 0;
  out.samiLetters = 0;
  const size = text.length;
  let i = 0;
  while (i < size) {
    const code = text.charCodeAt(i);
    const next = i + 1 < size ? text.charCodeAt(i + 1) : 0;
    if (code < 128 && next < 0x300) {
      out.push(code >= 65 && code <= 90 ? code + 32 : code, i, i + 1);
      i += 1;
      continue;
    }
    if (SAMI.has(code)) out.samiLetters += 1;
    i = foldOne(text, i, out);
  }
}

function pushAll(out: Folded, folded: string, { from, to }: { from: number; to: number }): void {
  for (let k = 0; k < folded.length; k += 1) out.push(folded.charCodeAt(k), from, to);
}
