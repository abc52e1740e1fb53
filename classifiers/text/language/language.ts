/** The language of a text: function words, letters that only some languages use, and (where weights are given) n-grams. */
import type { Language } from '../../../core/moderation/verdict.ts';
import { NOT_FOUND, UnitIndex } from '../match/unit-index.ts';
import { DANISH, functionWordOf, SWEDISH, type Words } from '../match/vocabulary.ts';
import type { Margins } from '../model/margins.ts';
import type { NormalText } from '../normalise/normal-text.ts';

const CANDIDATES = ['sv', 'nb', 'nn', 'da', 'en', 'fi', 'se', 'smj', 'sma'] as const;
type Candidate = (typeof CANDIDATES)[number];

/** Beside the candidates: what is none of ours ("¿a qué hora abre la piscina?"), and is named `unknown`. */
const OTHER = CANDIDATES.length;
const COLUMNS = CANDIDATES.length + 1;

/** Words that tell languages apart, and what each counts for each candidate: `weights[number * COLUMNS + candidate]`. */
export interface FunctionWords {
  readonly index: UnitIndex;
  readonly weights: Float64Array;
}

/** Reads cues/function-words.txt. A word that n languages share counts 1/n for each, so the telling ones decide. */
export function parseFunctionWords(source: string): FunctionWords {
  const names: readonly string[] = [...CANDIDATES, 'other'];
  const columnsOf = new Map<string, number[]>();
  for (const line of source.split('\n')) {
    const [name = '', words = ''] = line.split(':');
    const column = names.indexOf(name.trim());
    if (column < 0) continue;
    for (const word of new Set(words.trim().split(/\s+/))) {
      columnsOf.set(word, [...(columnsOf.get(word) ?? []), column]);
    }
  }
  const weights = [...columnsOf.values()].flatMap((columns) =>
    names.map((_, column) => (columns.includes(column) ? 1 / columns.length ** 1.5 : 0)),
  );
  return { index: new UnitIndex([...columnsOf.keys()]), weights: Float64Array.from(weights) };
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
  const scores: LanguageScores = new Float64Array(COLUMNS);
  const { facts, factOffsets, count } = found;
  let swedish = 0;
  let danish = 0;
  for (let at = 0; at < count; at += 1) {
    const offset = factOffsets[at] ?? 0;
    swedish += facts[offset + SWEDISH] ?? 0;
    danish += facts[offset + DANISH] ?? 0;
    const functionWord = functionWordOf(found, at);
    if (functionWord === NOT_FOUND) continue;
    const first = functionWord * COLUMNS;
    for (let column = 0; column < COLUMNS; column += 1) add(scores, column, weights[first + column] ?? 0);
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

/** So many telling words of other languages make a text one of theirs, if none of ours has as many. */
const MIN_OTHER_WORDS = 2;

/** Is the text in a language that is none of ours? Asked before the model's columns are added, which know none of them. */
export const isOtherLanguage = (scores: LanguageScores): boolean => {
  const other = scores[OTHER] ?? 0;
  return other >= MIN_OTHER_WORDS && CANDIDATES.every((_, candidate) => (scores[candidate] ?? 0) < other);
};

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
/** A doubtful Norwegian one is rather bokmål than nynorsk: dialect shares its words, and five of six write bokmål. */
const NYNORSK_HANDICAP = 0.4;
/** `lead`: by how much it is ahead of bokmål. */
const settled = (first: Candidate, lead: number): Language =>
  first === 'nn' && lead <= NYNORSK_HANDICAP ? 'nb' : first;

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
  return settled(first, most - (scores[NB] ?? 0));
}

const SCANDINAVIAN = new Set<Candidate>(['sv', 'nb', 'nn', 'da']);
const neighbours = (a: Candidate, b: Candidate): boolean =>
  (SCANDINAVIAN.has(a) && SCANDINAVIAN.has(b)) || (isSami(a) && isSami(b));
