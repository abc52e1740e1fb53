/** Which grounds a country's law on hate protects: data per country, since hate on another ground is an insult there. */
import type { Country } from '../../../core/kernel/platform.ts';
import type { LexiconFile } from '../match/lexicon-file.ts';
import { spellings } from '../match/word-forms.ts';

/** One file of grounds/: the provision, and the grounds it names. */
export interface GroundsFile {
  readonly law: string;
  readonly grounds: readonly string[];
}
export type GroundsByCountry = Readonly<Record<Country, GroundsFile>>;

export interface Grounds {
  /** The ground that a word names, in any spelling of it. */
  ofWord(word: string): string | undefined;
  /** Does the law protect it? Where the country is not known: does any of them? */
  protects(ground: string, country: Country | undefined): boolean;
}

export function readGrounds(byCountry: GroundsByCountry, lexicons: readonly LexiconFile[]): Grounds {
  const words = new Map<string, string>();
  for (const { grounds } of lexicons)
    for (const [word, ground] of grounds)
      for (const spelling of spellings(word, word.length > 3)) words.set(spelling, ground);
  const all = new Set(Object.values(byCountry).flatMap(({ grounds }) => grounds));
  const groundsOf = new Map(
    Object.entries(byCountry).map(([country, { grounds }]) => [country, new Set(grounds)]),
  );
  return {
    ofWord: (word) => words.get(word),
    protects: (ground, country) => (country ? (groundsOf.get(country) ?? all) : all).has(ground),
  };
}
