/** What others would use: npm's profanity filters as they come, and eld for the language. Yardsticks, no part of the product. */
import { Profanity } from '@2toad/profanity';
import eld from 'eld/large';
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

export interface Way {
  readonly name: string;
  readonly says: (text: string) => boolean;
}

/** Both ship English words only; that is what a municipality would get. */
export function profanityFilters(): Way[] {
  const toad = new Profanity({ languages: ['en'], wholeWord: true });
  const obscenity = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
  return [
    { name: '@2toad/profanity 3.3, as it comes', says: (text) => toad.exists(text) },
    { name: 'obscenity 0.4, as it comes', says: (text) => obscenity.hasMatch(text) },
  ];
}

export const eldLanguage = (text: string): string => eld.detect(text).language;

/** eld knows one Norwegian; so it is counted as one for both. */
export const asEld = (language: string): string => (language === 'nb' || language === 'nn' ? 'no' : language);
