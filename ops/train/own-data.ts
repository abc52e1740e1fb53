/**
 * The comments written for this project. `classifiers/data/<lang>/*.jsonl`: labelled, to train on.
 * `classifiers/translated/*.jsonl`: the same in a neighbour language. `classifiers/ordinary/<lang>/*.jsonl`: what people
 * ordinarily write to a municipality, all harmless; nothing is trained on it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CATEGORIES, INTENT_FLAGS, INTENTS, REGISTRATIONS } from '../../core/moderation/verdict.ts';
import type { Example } from './sources.ts';

export interface OwnRow {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  /** One brief: a persona, a place, a mood. */
  readonly author: string;
  /** Who wrote it, in how many briefs ever: habits of a hand go through all of them. */
  readonly hand: string;
  readonly theme: string;
  readonly categories: readonly string[];
  readonly kinds: Readonly<Record<string, string>>;
  readonly hardNegativeFor: readonly string[];
  readonly intent: string;
  readonly flags: readonly string[];
  readonly registration: string;
  readonly needsAnswer: boolean;
}

const CLASSIFIERS = path.join(import.meta.dirname, '../../classifiers');

/** Every line of every .jsonl under a folder of `classifiers`, file after file. */
function readLines<Row>(folder: string): Row[] {
  const root = path.join(CLASSIFIERS, folder);
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readFileSync(path.join(root, file), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as Row);
}

export const readOwn = (): OwnRow[] => readLines('data');
export const readOrdinary = (): OwnRow[] => readLines('ordinary');
/** Violations by hands of their own, to measure finished weights on once. */
export const readLate = (): OwnRow[] => readLines('late');

export interface Translation {
  /** Of the row that was translated. */
  readonly id: string;
  readonly lang: string;
  readonly text: string;
}
export const readTranslations = (): Translation[] => readLines('translated');

/** A machine's translation counts less than what somebody wrote. */
const TRANSLATED_WEIGHT = 1.8;

/** Translations with the labels, and the hand, of what was translated; those of rows that are gone are left out. */
export function translatedExamples(rows: readonly OwnRow[]): Example[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return readTranslations().flatMap(({ id, lang, text }) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    return { ...toExample({ ...row, lang, text }), source: 'translated', weight: TRANSLATED_WEIGHT };
  });
}

/** Ordinary comments as examples: in no fold, so that nothing is trained on them. */
export const ordinaryExample = (row: OwnRow): Example => ({
  ...toExample(row),
  source: 'ordinary',
  group: row.author,
});

/** Harsh but lawful words about the municipality and those who work for it. */
export const isCriticism = (row: OwnRow): boolean =>
  row.categories.length === 0 && row.hardNegativeFor.includes('insult') && row.intent === 'complaint';

export function toExample(row: OwnRow): Example {
  const labels: Record<string, number> = {};
  for (const category of CATEGORIES) labels[category] = row.categories.includes(category) ? 1 : 0;
  const offence = ['insult', 'hate', 'threat', 'profanity'].some((category) =>
    row.categories.includes(category),
  );
  labels.offensive = offence ? 1 : 0;
  for (const intent of INTENTS) labels[`intent:${intent}`] = row.intent === intent ? 1 : 0;
  for (const flag of INTENT_FLAGS) labels[`flag:${flag}`] = row.flags.includes(flag) ? 1 : 0;
  for (const name of REGISTRATIONS) labels[`registration:${name}`] = row.registration === name ? 1 : 0;
  labels.needsAnswer = row.needsAnswer ? 1 : 0;
  return {
    text: row.text,
    lang: row.lang,
    labels,
    source: 'own',
    group: row.hand,
    weight: 3,
    isCriticism: isCriticism(row),
    isEveryday: row.theme === 'everyday',
  };
}
