/** The language of a text: function words, letters that only some languages use, and (where weights are given) n-grams. */
import type { Language } from '../../core/domain/verdict.ts';
import type { Margins } from './model/score.ts';
import type { NormalText } from './normalise/normal-text.ts';

const CANDIDATES = ['sv', 'nb', 'nn', 'da', 'en', 'fi', 'se', 'smj', 'sma'] as const;
type Candidate = (typeof CANDIDATES)[number];

export type FunctionWords = ReadonlyMap<string, readonly (readonly [Candidate, number])[]>;

/** Reads cues/function-words.txt. A word that n languages share counts 1/n for each, so the telling ones decide. */
export function parseFunctionWords(source: string): FunctionWords {
  const languagesOf = new Map<string, Candidate[]>();
  for (const line of source.split('\n')) {
    const [name = '', words = ''] = line.split(':');
    const language = CANDIDATES.find((candidate) => candidate === name.trim());
    if (language === undefined) continue;
    for (const word of new Set(words.trim().split(/\s+/))) {
      languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
    }
  }
  return new Map(
    [...languagesOf].map(([word, languages]) => [
      word,
      languages.map((language) => [language, 1 / languages.length ** 1.5] as const),
    ]),
  );
}

/** Evidence per language: function words, letters, and the model's columns where there is one. */
export type LanguageScores = Record<Candidate, number>;

export function countFunctionWords(text: NormalText, words: FunctionWords): LanguageScores {
  const scores: LanguageScores = { sv: 0, nb: 0, nn: 0, da: 0, en: 0, fi: 0, se: 0, smj: 0, sma: 0 };
  let swedish = 0;
  let danish = 0;
  for (let i = 0; i < text.mainEnd; i += 1) {
    const code = text.codes[i];
    if (code === 0xe4 || code === 0xf6) swedish += 1;
    else if (code === 0xe6 || code === 0xf8) danish += 1;
  }
  for (const token of text.tokens) {
    const known = words.get(token.text);
    if (known !== undefined) for (const [language, weight] of known) scores[language] += weight;
  }
  scores.sv += Math.min(swedish, 4) * 0.4;
  scores.fi += Math.min(swedish, 4) * 0.2;
  const eastern = Math.min(danish, 4) * 0.25;
  scores.nb += eastern;
  scores.nn += eastern;
  scores.da += eastern;
  scores.se += Math.min(text.samiLetters, 6) * 0.3;
  return scores;
}

/** Adds the n-gram columns; `de` stands for everything we do not know and pulls the rest down. */
export function addModelScores(scores: LanguageScores, margins: Margins): void {
  const foreign = Math.max(0, margins.of('language:de'));
  for (const [language, column] of LEARNED) {
    scores[language] += MODEL_SHARE * (margins.of(column) - foreign);
  }
}
const LEARNED = (['sv', 'nb', 'nn', 'da', 'en', 'fi'] as const).map(
  (language) => [language, `language:${language}`] as const,
);
/** What one unit of margin counts beside one telling function word. */
const MODEL_SHARE = 0.5;

const SAMI = new Set<Language>(['se', 'smj', 'sma']);
export const isSami = (language: Language): boolean => SAMI.has(language);

/** Least evidence for naming a language; a Sami one needs two telling words, or one and its letters. */
const ENOUGH = -0.35;
const ENOUGH_SAMI = 1;
/** On Swedish and Norwegian pages a doubtful text is rather bokmål than Danish. */
const DANISH_HANDICAP = 0.6;

export function pickLanguage(scores: LanguageScores, words: number): Language {
  const ranked = CANDIDATES.filter((language) => !isSami(language) || scores[language] >= ENOUGH_SAMI)
    .map((language) => [language, scores[language] - (language === 'da' ? DANISH_HANDICAP : 0)] as const)
    .sort((a, b) => b[1] - a[1]);
  const [first, second] = ranked;
  if (!first || !second || words === 0) return 'unknown';
  // without a model, no evidence at all is exactly nothing
  if (first[1] < ENOUGH || first[1] === 0) return 'unknown';
  const distant = !neighbours(first[0], second[0]);
  if (distant && words >= 12 && second[1] > first[1] * 0.6 && second[1] > 2) return 'mixed';
  return first[0];
}

const SCANDINAVIAN = new Set<Candidate>(['sv', 'nb', 'nn', 'da']);
const neighbours = (a: Candidate, b: Candidate): boolean =>
  (SCANDINAVIAN.has(a) && SCANDINAVIAN.has(b)) || (isSami(a) && isSami(b));
