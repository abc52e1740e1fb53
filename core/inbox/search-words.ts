/** Search words: lower case, without accents except å ä ö æ ø, so that "Åsa" and "åsa" meet and "lampan" begins "lampa". */
import { maskPersonalData } from '../moderation/personal-data.ts';

const MAX_WORDS = 120;
const MAX_LENGTH = 40;

/** The distinct words of a text, at most {@link MAX_WORDS}. Only letters and digits: safe inside a regular expression. */
export function foldWords(...texts: readonly (string | null | undefined)[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const word of (text ?? '')
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []) {
      words.add(word.slice(0, MAX_LENGTH));
      if (words.size >= MAX_WORDS) return [...words];
    }
  }
  return [...words];
}

/**
 * What an item is found by: the words that everybody sees. A masked number would be read out digit by digit by whoever
 * may search, without a trace.
 */
export function wordsOfItem(item: {
  readonly text: string;
  readonly author: { readonly name: string | null } | null;
}): string[] {
  return foldWords(maskPersonalData(item.text), maskPersonalData(item.author?.name ?? ''));
}
