/** A search in MongoDB's words, for the index of words. Pure. */

import type { SearchQuery } from './search-query.ts';
import { OF_AUTHOR, STEM, sequenceText } from './search-words.ts';
import { isInflected, stemsOf } from './stems.ts';

type Filter = Record<string, unknown>;

/** How well an item fits, the best first: every word as it was typed; some in another form; some the beginning of a longer word. */
export const FITS = ['written', 'inflected', 'begun'] as const;
export type Fit = (typeof FITS)[number];

/** One thing that must be among an item's words. */
export interface Term {
  readonly word: string;
  /** What else stands among the words of an item that has another form of it. */
  readonly forms: readonly string[];
  /** Whether a longer word that begins so is enough. */
  readonly begins: boolean;
}

/** Only letters and digits, and the sign of an author: safe inside a regular expression. */
const beginning = (word: string): RegExp => new RegExp(`^${word}`);

/** A form of it has the same stem, is its stem, or has it for a stem: as `areForms` has it for two words. */
function formsOf(word: string): string[] {
  if (!isInflected(word)) return [];
  const stems = stemsOf(word);
  return [...stems, ...[word, ...stems].map((stem) => STEM + stem)];
}

export function termsOf({ words, phrases, author }: SearchQuery): Term[] {
  const exact = new Set(phrases.flat());
  return [
    ...words.filter((word) => !exact.has(word)).map((word) => ({ word, forms: formsOf(word), begins: true })),
    ...[...exact].map((word) => ({ word, forms: [], begins: false })),
    ...author.map((word) => ({ word: OF_AUTHOR + word, forms: [], begins: true })),
  ];
}

export function termFilter({ word, forms, begins }: Term, fit: Fit): Filter {
  if (fit === 'begun' && begins)
    return { words: forms.length === 0 ? { $regex: beginning(word) } : { $in: [...forms, beginning(word)] } };
  if (fit === 'written' || forms.length === 0) return { words: word };
  return { words: { $in: [word, ...forms] } };
}

/** The fits that differ for these terms: a number has no other form, a phrase is only what it is. */
export function fitsOf(terms: readonly Term[]): Fit[] {
  return FITS.filter(
    (fit) =>
      fit === 'written' ||
      (fit === 'begun' ? terms.some(({ begins }) => begins) : terms.some(({ forms }) => forms.length > 0)),
  );
}

/** What fits so and no better. The first term is the one that the index is asked for. */
export function fitFilter(terms: readonly Term[], fit: Fit): Filter[] {
  const fits = fitsOf(terms);
  const better = fits[fits.indexOf(fit) - 1];
  const all = (of: Fit) => terms.map((term) => termFilter(term, of));
  return [...all(fit), ...(better === undefined ? [] : [{ $nor: [{ $and: all(better) }] }])];
}

/** What is looked for besides single words: the order of phrases, and what must not be there. */
export function besides({ phrases, without, withoutAuthor }: SearchQuery): Filter[] {
  const holds = (words: readonly string[]) => ({ $regex: sequenceText(words) });
  return [
    ...phrases.filter(({ length }) => length > 1).map((words) => ({ wordOrder: holds(words) })),
    ...without.map((words) =>
      words.length > 1
        ? { wordOrder: { $not: holds(words) } }
        : { words: { $nin: words.flatMap((word) => [word, ...formsOf(word)]) } },
    ),
    ...withoutAuthor.map((word) => ({ words: { $not: { $regex: beginning(OF_AUTHOR + word) } } })),
  ];
}
