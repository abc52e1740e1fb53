/** Search words: lower case, without accents except å ä ö æ ø, so that "Åsa" and "åsa" meet and "lampan" begins "lampa". */

import { maskPersonalData } from '../moderation/personal-data.ts';
import { beginningOf } from './text-form.ts';

/** More than the longest comment of any platform has, and few enough that a book does not fill the index. */
const MAX_WORDS = 2000;
const MAX_LENGTH = 40;

/** What no eye sees parts no word; a letter without its accent is another word in our alphabets only. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\p{ASCII}åäöæø]/gu, (sign) => sign.normalize('NFKD').replace(/\p{M}/gu, ''));

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

/**
 * {@link wordsOfItem} with the number in the case register, which comes later than the text and outlives its edits. The
 * number first: it must be found however long the text is.
 */
export const wordsWithReference = (
  item: Parameters<typeof wordsOfItem>[0] & { readonly recordsReference: string | null },
): string[] => [
  ...new Set([...foldWords(maskPersonalData(item.recordsReference ?? '')), ...wordsOfItem(item)]),
];

/**
 * What an item is found by: the words that everybody sees. A masked number would be read out digit by digit by whoever
 * may search, without a trace.
 */
export function wordsOfItem(item: {
  readonly text: string;
  readonly author: { readonly name: string | null } | null;
}): string[] {
  // The name first: it must be found however long the text is.
  return foldWords(maskPersonalData(item.author?.name ?? ''), maskPersonalData(item.text));
}
