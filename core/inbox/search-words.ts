/** Search words: lower case, without accents except å ä ö æ ø, so that "Åsa" and "åsa" meet, and "idé" and "ide". */

import { maskPersonalData } from '../moderation/personal-data.ts';
import { stemsOf } from './stems.ts';
import { beginningOf } from './text-form.ts';

/** More than the longest comment of any platform has, and few enough that a book does not fill the index. */
const MAX_WORDS = 2000;
const MAX_IN_ORDER = 10_000;
const MAX_LENGTH = 40;

/** What no eye sees parts no word; a letter without its accent is another word in our alphabets only. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\p{ASCII}åäöæø]/gu, (sign) => sign.normalize('NFKD').replace(/\p{M}/gu, ''));

/** Before a word of the author's name, which alone can be asked for. No word of a text begins so. */
export const OF_AUTHOR = '@';
/** Before a stem, which nobody wrote: as a word of the text it would be counted and shown as one. */
export const STEM = '~';

/** What no other sign of a text stands in: letters and digits with the accents and the unseen among them. */
const PIECE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu;

/** A text's pieces where they stand, in UTF-16 units, with the folded words that each is. */
export function wordsInPlace(text: string): { start: number; end: number; words: string[] }[] {
  return [...text.matchAll(PIECE)].map(({ 0: piece, index }) => ({
    start: index,
    end: index + piece.length,
    words: foldWords(piece),
  }));
}

/** All words of a text in their order, also those that stand twice. */
export const foldSequence = (text: string): string[] =>
  (plain(text).match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, MAX_IN_ORDER)
    .map((word) => beginningOf(word, MAX_LENGTH));

/** Between blanks: where one sequence stands in another, its text stands in the other's. */
export const sequenceText = (words: readonly string[]): string =>
  words.length === 0 ? '' : ` ${words.join(' ')} `;

/** The distinct words of a text, at most {@link MAX_WORDS}. Only letters and digits: safe inside a regular expression. */
export function foldWords(...texts: readonly (string | null | undefined)[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const word of plain(text ?? '').match(/[\p{L}\p{N}]+/gu) ?? []) {
      words.add(beginningOf(word, MAX_LENGTH));
      if (words.size >= MAX_WORDS) return [...words];
    }
  }
  return [...words];
}

interface Searched {
  readonly text: string;
  readonly author: { readonly name: string | null } | null;
}
interface Registered {
  readonly recordsReference: string | null;
}

/** With their stems behind them: of a book, its words are worth more than its stems. */
const withStems = (words: readonly string[]): string[] => [
  ...words,
  ...new Set(words.flatMap(stemsOf).map((stem) => STEM + stem)),
];

/**
 * What an item is found by: the words that everybody sees. A masked number would be read out digit by digit by whoever
 * may search, without a trace.
 */
export function wordsOfItem({ text, author }: Searched): string[] {
  const name = maskPersonalData(author?.name ?? '');
  // The name first: it must be found however long the text is.
  return [
    ...foldWords(name).map((word) => OF_AUTHOR + word),
    ...withStems(foldWords(name, maskPersonalData(text))),
  ];
}

const referenceOf = (reference: string | null | undefined): string => maskPersonalData(reference ?? '');

/**
 * {@link wordsOfItem} with the number in the case register, which comes later than the text and outlives its edits. The
 * number first: it must be found however long the text is.
 */
export const wordsWithReference = (item: Searched & Registered): string[] => [
  ...new Set([...foldWords(referenceOf(item.recordsReference)), ...wordsOfItem(item)]),
];

/**
 * Words of an item, and their order: whatever changes text, author or number gives it both anew. No phrase begins in the
 * name and ends in the text.
 */
export const searchedOf = (item: Searched & Partial<Registered>): { words: string[]; wordOrder: string } => ({
  words: wordsWithReference({ recordsReference: null, ...item }),
  wordOrder: [referenceOf(item.recordsReference), item.author?.name ?? '', item.text]
    .map((part) => sequenceText(foldSequence(maskPersonalData(part))))
    .join('|'),
});
