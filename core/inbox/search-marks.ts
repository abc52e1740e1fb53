/** Where in a written text the words of a search stand, also where another form or spelling matched. Pure. */
import type { SearchQuery } from './search-query.ts';
import { wordsInPlace } from './search-words.ts';
import { areForms } from './stems.ts';
import { beginningOf } from './text-form.ts';

/** UTF-16 offsets, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** By the same rules as the store's index: itself, another form, or the beginning of a longer word. */
const isHit = (written: string, word: string): boolean => written.startsWith(word) || areForms(written, word);

/** Phrases word by word where they stand whole. */
function* phrasesIn(places: readonly { words: string[] }[], phrase: readonly string[]): Generator<number> {
  for (let at = 0; at + phrase.length <= places.length; at++)
    if (phrase.every((word, next) => places[at + next]?.words.includes(word)))
      for (let next = 0; next < phrase.length; next++) yield at + next;
}

/** Whole words, in their order. */
export function marksIn(text: string, { words, phrases }: Pick<SearchQuery, 'words' | 'phrases'>): Stretch[] {
  if (words.length + phrases.length === 0) return [];
  const places = wordsInPlace(text);
  const hit = new Set(phrases.flatMap((phrase) => [...phrasesIn(places, phrase)]));
  places.forEach(({ words: written }, at) => {
    if (written.some((form) => words.some((word) => isHit(form, word)))) hit.add(at);
  });
  return places.filter((_, at) => hit.has(at)).map(({ start, end }) => ({ start, end }));
}

/** In a name also what was asked of it alone. */
export const marksInName = (name: string, { words, phrases, author }: SearchQuery): Stretch[] =>
  marksIn(name, { words: [...words, ...author], phrases });

/** A text cut into what is marked and what is not. */
export function cutByMarks(text: string, marks: readonly Stretch[]): { text: string; marked: boolean }[] {
  const pieces: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** Where the first hit stands so far in that no row would show it, the text begins shortly before it. */
const LEAD = 40;
const IN_SIGHT = 90;

/** Where a row begins to show a text whose first hit stands at `first`: at a blank where there is one, never behind the hit. */
export function excerptStart(text: string, first: number): number {
  if (first < IN_SIGHT) return 0;
  const from = first - LEAD;
  const blank = text.slice(from, first).search(/\s/u);
  return blank < 0 ? beginningOf(text, from).length : from + blank + 1;
}
