/**
 * A text as the matchers see it: words in plain lower-case letters with one space between them, every unit with its
 * place in the original. The object is a reused workspace: it holds until the next call of `normalise`.
 */
export interface Token {
  /** Canonical range, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** Number of the sentence it stands in; a pattern never reaches over a sentence's end. */
  readonly sentence: number;
  readonly quoted: boolean;
}

export interface NormalText {
  readonly original: string;
  /** Canonical text: the words in order, then (from `mainEnd`) other readings of words written evasively. */
  readonly codes: Uint16Array;
  readonly length: number;
  readonly mainEnd: number;
  /** Original UTF-16 offsets of each canonical unit. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly tokens: readonly Token[];
  /** Words with stars in them; the star is kept as `*`. */
  readonly starred: readonly Token[];
  /** Code points of the emoji, with their original offsets. */
  readonly emoji: readonly { readonly point: number; readonly start: number; readonly end: number }[];
  readonly samiLetters: number;
  /** Somebody is named with @. */
  readonly hasMention: boolean;
}

const decoder = new TextDecoder('utf-16le');

/** A canonical range as a string. Matchers read `codes`: most words are never asked for. */
export const textAt = ({ codes }: NormalText, { from, to }: Pick<Token, 'from' | 'to'>): string =>
  decoder.decode(codes.subarray(from, to));

/** Original offsets of a canonical range (end exclusive). */
export function originalRange(text: NormalText, from: number, to: number): { start: number; end: number } {
  return { start: text.from[from] ?? 0, end: text.to[Math.max(from, to - 1)] ?? text.original.length };
}
