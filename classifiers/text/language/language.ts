/** The language of a text: function words, letters that only some languages use, and (where weights are given) n-grams. */
import type { Language } from '../../../core/moderation/verdict.ts';
import { NOT_FOUND, UnitIndex } from '../match/unit-index.ts';
import { DANISH, functionWordOf, SWEDISH, type Words } from '../match/vocabulary.ts';
import type { Margins } from '../model/margins.ts';
import type { NormalText } from '../normalise/normal-text.ts';

const CANDIDATES = ['sv', 'nb', 'nn', 'da', 'en', 'fi', 'se', 'smj', 'sma'] as const;
type Candidate = (typeof CANDIDATES)[number];

/** Words that tell languages apart, and what each counts for each candidate: `weights[number * CANDIDATES.length + candidate]`. */
export interface FunctionWords {
  readonly index: UnitIndex;
  readonly weights: Float64Array;
}

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
  const weights = [...languagesOf.values()].flatMap((languages) =>
    CANDIDATES.map((candidate) => (languages.includes(candidate) ? 1 / languages.length ** 1.5 : 0)),
  );
  return { index: new UnitIndex([...languagesOf.keys()]), weights: Float64Array.from(weights) };
}

/** Evidence per candidate, in their order: function words, letters, and the model's columns where there is one. */
export type LanguageScores = Float64Array;

const at = (language: Candidate): number => CANDIDATES.indexOf(language);
const [SV, NB, NN, DA, FI, SE] = [at('sv'), at('nb'), at('nn'), at('da'), at('fi'), at('se')];
const add = (scores: LanguageScores, candidate: number, value: number): void => {
  scores[candidate] = (scores[candidate] ?? 0) + value;
};

/** How many ä and ö a word has, and how many æ and ø. */
export function countLetters(
  units: Uint16Array,
  from: number,
  to: number,
): { swedish: number; danish: number } {
  let swedish = 0;
  let danish = 0;
  for (let i = from; i < to; i += 1) {
    const unit = units[i];
    if (unit === 0xe4 || unit === 0xf6) swedish += 1;
    else if (unit === 0xe6 || unit === 0xf8) danish += 1;
  }
  return { swedish, danish };
}

export function countFunctionWords(
  text: NormalText,
  found: Words,
  { weights }: FunctionWords,
): LanguageScores {
  const scores: LanguageScores = new Float64Array(CANDIDATES.length);
  const { facts, factOffsets, count } = found;
  let swedish = 0;
  let danish = 0;
  for (let at = 0; at < count; at += 1) {
    const offset = factOffsets[at] ?? 0;
    swedish += facts[offset + SWEDISH] ?? 0;
    danish += facts[offset + DANISH] ?? 0;
    const functionWord = functionWordOf(found, at);
    if (functionWord === NOT_FOUND) continue;
    const first = functionWord * CANDIDATES.length;
    for (let candidate = 0; candidate < CANDIDATES.length; candidate += 1)
      add(scores, candidate, weights[first + candidate] ?? 0);
  }
  add(scores, SV, Math.min(swedish, 4) * 0.4);
  add(scores, FI, Math.min(swedish, 4) * 0.2);
  const eastern = Math.min(danish, 4) * 0.25;
  add(scores, NB, eastern);
  add(scores, NN, eastern);
  add(scores, DA, eastern);
  add(scores, SE, Math.min(text.samiLetters, 6) * 0.3);
  return scores;
}

/** Adds the n-gram columns; `de` stands for everything we do not know and pulls the rest down. */
export function addModelScores(scores: LanguageScores, margins: Margins): void {
  const foreign = Math.max(0, margins.of('language:de'));
  for (const { candidate, column } of LEARNED)
    add(scores, candidate, MODEL_SHARE * (margins.of(column) - foreign));
}
const LEARNED = (['sv', 'nb', 'nn', 'da', 'en', 'fi'] as const).map((language) => ({
  candidate: at(language),
  column: `language:${language}`,
}));
/** What one unit of margin counts beside one telling function word. */
const MODEL_SHARE = 0.5;

const SAMI = new Set<Language>(['se', 'smj', 'sma']);
export const isSami = (language: Language): boolean => SAMI.has(language);

/** Least evidence for naming a language; a Sami one needs two telling words, or one and its letters. */
const MIN_SCORE = -0.35;
const MIN_SAMI_SCORE = 1;
/** On Swedish and Norwegian pages a doubtful text is rather bokmål than Danish. */
const DANISH_HANDICAP = 0.6;

export function pickLanguage(scores: LanguageScores, words: number): Language {
  let first: Candidate = 'sv';
  let most = Number.NEGATIVE_INFINITY;
  let second: Candidate = 'sv';
  let next = Number.NEGATIVE_INFINITY;
  CANDIDATES.forEach((candidate, i) => {
    const score = (scores[i] ?? 0) - (candidate === 'da' ? DANISH_HANDICAP : 0);
    if (isSami(candidate) && score < MIN_SAMI_SCORE) return;
    if (score > most) {
      second = first;
      next = most;
      first = candidate;
      most = score;
    } else if (score > next) {
      second = candidate;
      next = score;
    }
  });
  // without a model, no evidence at all is exactly nothing
  if (words === 0 || most < MIN_SCORE || most === 0) return 'unknown';
  const distant = !neighbours(first, second);
  if (distant && words >= 12 && next > most * 0.6 && next > 2) return 'mixed';
  return first;
}

const SCANDINAVIAN = new Set<Candidate>(['sv', 'nb', 'nn', 'da']);
const neighbours = (a: Candidate, b: Candidate): boolean =>
  (SCANDINAVIAN.has(a) && SCANDINAVIAN.has(b)) || (isSami(a) && isSami(b));
