/**
 * What a person types into the search field, read: words, "phrases", -without, author:, and filters that are no words
 * at all (platform:, account:, category:, from:, to:), in Swedish, Norwegian or English.
 */
import { foldSequence } from './search-words.ts';

/** A filter as it was typed; what its value means depends on accounts and on the reader's language. */
export const TYPED_FILTERS = ['account', 'platform', 'category', 'from', 'to'] as const;
export type FilterName = (typeof TYPED_FILTERS)[number];

export interface TypedFilter {
  readonly name: FilterName;
  readonly value: string;
  /** As it stands in the field, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface SearchQuery {
  /** Each must be there: itself, another form of it, or as the beginning of a longer word. */
  readonly words: readonly string[];
  /** Each as it is written, its words one after the other. */
  readonly phrases: readonly (readonly string[])[];
  /** Each begins a word of the author's name. */
  readonly author: readonly string[];
  /** None may be there, in any form; several: not one after the other. */
  readonly without: readonly (readonly string[])[];
  readonly withoutAuthor: readonly string[];
  readonly filters: readonly TypedFilter[];
}

const PREFIXES: Readonly<Record<string, FilterName | 'author'>> = {
  författare: 'author',
  forfatter: 'author',
  avsändare: 'author',
  avsender: 'author',
  author: 'author',
  konto: 'account',
  account: 'account',
  plattform: 'platform',
  platform: 'platform',
  kategori: 'category',
  category: 'category',
  från: 'from',
  fra: 'from',
  from: 'from',
  till: 'to',
  til: 'to',
  to: 'to',
};

/** A minus, a word with a colon, then something in quotes of any keyboard, or up to the next blank. */
const PART = /([-−–](?=[^\s]))?(?:(\p{L}+):)?(?:["“”„»«]([^"“”„»«]*)["“”„»«]?|(\S+))?/gu;

type Lists = { -readonly [K in keyof SearchQuery]: SearchQuery[K][number][] };

interface Part {
  readonly value: string;
  readonly quoted: boolean;
  readonly not: boolean;
}

function addWords(lists: Lists, { value, quoted, not }: Part): void {
  const words = foldSequence(value);
  if (words.length === 0) return;
  if (not) lists.without.push(words);
  else if (quoted) lists.phrases.push(words);
  else lists.words.push(...words);
}

export function readQuery(typed: string): SearchQuery {
  const lists: Lists = { words: [], phrases: [], author: [], without: [], withoutAuthor: [], filters: [] };
  for (const { 0: whole, 1: minus, 2: before, 3: inQuotes, 4: bare, index } of typed.matchAll(PART)) {
    if (whole === '') continue;
    const not = minus !== undefined;
    const value = inQuotes ?? bare ?? '';
    const prefix = before === undefined ? undefined : PREFIXES[before.normalize('NFC').toLowerCase()];
    if (prefix === 'author') (not ? lists.withoutAuthor : lists.author).push(...foldSequence(value));
    else if (prefix !== undefined && !not)
      lists.filters.push({ name: prefix, value: value.trim(), start: index, end: index + whole.length });
    else {
      addWords(lists, { value: before ?? '', quoted: false, not });
      addWords(lists, { value, quoted: inQuotes !== undefined, not });
    }
  }
  return { ...lists, words: [...new Set(lists.words)], author: [...new Set(lists.author)] };
}

/** Whether anything is looked for: what must not be there, alone, is no search. */
export const asksForWords = ({ words, phrases, author }: SearchQuery): boolean =>
  words.length + phrases.length + author.length > 0;

/** The typed text without its filters: what is left for the words. */
export function withoutFilters(typed: string, filters: readonly TypedFilter[]): string {
  let left = typed;
  for (const { start, end } of [...filters].sort((a, b) => b.start - a.start))
    left = `${left.slice(0, start)} ${left.slice(end)}`;
  return left.replace(/\s+/gu, ' ').trim();
}
