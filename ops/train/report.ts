/** The evaluation tables: per category and language over the project's own texts, per public set, and what policy does. */

import { decide } from '../../core/moderation/decide.ts';
import { DEFAULT_POLICY, STRICT_POLICY } from '../../core/moderation/policy.ts';
import { CATEGORIES, type Category, type Classification, isFlagged } from '../../core/moderation/verdict.ts';
import { CLEAN_SOURCES } from './calibrate.ts';
import type { Tested } from './cross-validate.ts';
import { type Figures, figuresOf, interval95, macroOverClasses, type Scored } from './metrics.ts';
import { isCriticism, type OwnRow } from './own-data.ts';
import { type LevelLine, levelLines, quietLines } from './report-levels.ts';
import { OFFENSIVE } from './sources.ts';

export interface CategoryLine extends Figures {
  readonly set: string;
  readonly task: string;
  /** 95 % interval of the recall. */
  readonly recall95: readonly [number, number];
}

export interface Report {
  readonly categories: readonly CategoryLine[];
  /** Mean over the ten categories, per language. */
  readonly means: readonly { readonly lang: string; readonly macroF1: number; readonly f1: number }[];
  readonly sorting: readonly {
    readonly lang: string;
    readonly rows: number;
    readonly intentAccuracy: number;
    readonly intentMacroF1: number;
    readonly registrationAccuracy: number;
    readonly registrationMacroF1: number;
    readonly needsAnswer: number;
    readonly language: number;
  }[];
  readonly clean: readonly {
    readonly set: string;
    readonly rows: number;
    readonly flagged: number;
    readonly flaggedByPolicy: number;
  }[];
  /** Share of the violations found at each level or a graver one, per language and category. */
  readonly levels: readonly LevelLine[];
  /** The same of texts that nothing should be found in. */
  readonly quiet: readonly LevelLine[];
  readonly policy: readonly { readonly what: string; readonly rows: number; readonly share: number }[];
}

const verdict = (result: Classification, category: Category) =>
  result.verdicts.find((candidate) => candidate.category === category);
const hasFlags = (result: Classification): boolean => result.verdicts.some(isFlagged);

/** One row of a binary task; null where the text was not labelled for it. */
type Reader = (row: Tested) => Scored | null;

export const readCategory =
  (category: Category): Reader =>
  ({ example, result }) => {
    const label = example.labels[category];
    const answer = verdict(result, category);
    return label === undefined || !answer
      ? null
      : { label: label === 1, score: answer.score, flagged: isFlagged(answer) };
  };

/** Foreign labels: offensive is the highest of six categories. */
export const readOffensive: Reader = ({ example, result }) => {
  const label = example.labels.offensive;
  if (label === undefined) return null;
  const answers = result.verdicts.filter(({ category }) =>
    (OFFENSIVE as readonly string[]).includes(category),
  );
  return {
    label: label === 1,
    score: Math.max(...answers.map(({ score }) => score)),
    flagged: answers.some(isFlagged),
  };
};

/** Null where one of the classes is missing: there is nothing to tell apart. */
export function line(
  { set, task }: Pick<CategoryLine, 'set' | 'task'>,
  rows: readonly Tested[],
  read: Reader,
): CategoryLine | null {
  const scored = rows.map(read).filter((row) => row !== null);
  const figures = figuresOf(scored);
  if (figures.positives === 0 || figures.positives === scored.length) return null;
  return {
    set,
    task,
    ...figures,
    recall95: interval95(Math.round(figures.recall * figures.positives), figures.positives),
  };
}

const SETS: readonly (readonly [string, string, Reader])[] = [
  ['dkhate', 'offensive', readOffensive],
  ['davidson', 'offensive', readOffensive],
  ['surge_toxicity', 'offensive', readOffensive],
  ['wiki_toxicity_fuzz', 'offensive', readOffensive],
  ['edos', 'threat', readCategory('threat')],
  ['stormfront', 'hate', readCategory('hate')],
  ['hatemoji', 'hate', readCategory('hate')],
  ['openai_moderation_eval', 'porn', readCategory('porn')],
  ['openai_moderation_eval', 'hate', readCategory('hate')],
  ['youtube_spam', 'ads', readCategory('ads')],
  ['sms_spam', 'ads', readCategory('ads')],
];

function sortingOf(
  lang: string,
  rows: readonly (readonly [OwnRow, Classification])[],
): Report['sorting'][number] {
  const share = (test: (row: OwnRow, result: Classification) => boolean): number =>
    rows.filter(([row, result]) => test(row, result)).length / Math.max(1, rows.length);
  const intents = rows.map(([row, result]) => ({ truth: row.intent, answer: result.intent.class }));
  const registrations = rows.map(([row, result]) => ({
    truth: row.registration,
    answer: result.registration.class,
  }));
  return {
    lang,
    rows: rows.length,
    intentAccuracy: share((row, result) => row.intent === result.intent.class),
    intentMacroF1: macroOverClasses(intents),
    registrationAccuracy: share((row, result) => row.registration === result.registration.class),
    registrationMacroF1: macroOverClasses(registrations),
    needsAnswer: share((row, result) => row.needsAnswer === result.needsAnswer.value),
    language: share((row, result) => row.lang === result.language),
  };
}

function policyOf(rows: readonly (readonly [OwnRow, Classification])[]): Report['policy'] {
  const entry = (figure: string, all: typeof rows, test: (result: Classification) => boolean) => ({
    what: figure,
    rows: all.length,
    share: all.filter(([, result]) => test(result)).length / Math.max(1, all.length),
  });
  const hidden = (result: Classification): boolean => decide(result, STRICT_POLICY) === 'hide';
  const byPolicy = (result: Classification): boolean => decide(result, DEFAULT_POLICY) !== 'none';
  const criticism = rows.filter(([row]) => isCriticism(row));
  const clean = rows.filter(([row]) => row.categories.length === 0);
  const grave = (category: Category) => rows.filter(([row]) => row.categories.includes(category));
  const hides = rows.filter(([, result]) => hidden(result));
  return [
    entry('harsh lawful criticism: flagged by policy default', criticism, byPolicy),
    entry('harsh lawful criticism: hidden by policy strict', criticism, hidden),
    entry('own clean text, hard negatives included: flagged by policy default', clean, byPolicy),
    ...(['insult', 'hate', 'threat'] as const).map((category) =>
      entry(`${category}: hidden by policy strict`, grave(category), hidden),
    ),
    entry(
      'all unlawful or unethical: hidden by policy strict (hide recall)',
      rows.filter(([row]) => row.categories.length > 0),
      hidden,
    ),
    {
      what: 'hidden by policy strict that is labelled (hide precision)',
      rows: hides.length,
      share: hides.filter(([row]) => row.categories.length > 0).length / Math.max(1, hides.length),
    },
  ];
}

/** The project's own comments without any category, per language, and the public clean text that was read. */
function cleanSets(tested: readonly Tested[]): (readonly [string, readonly Tested[]])[] {
  const cleanOwn = tested.filter(
    ({ example }) =>
      example.source === 'own' && CATEGORIES.every((category) => example.labels[category] !== 1),
  );
  const langs = [...new Set(cleanOwn.map(({ example }) => example.lang))].sort();
  const sets = [
    ...langs.map((lang) => [`own-${lang}`, cleanOwn.filter(({ example }) => example.lang === lang)] as const),
    ...[...CLEAN_SOURCES].map(
      (set) => [set, tested.filter(({ example }) => example.source === set)] as const,
    ),
  ];
  return sets.filter(([, rows]) => rows.length > 0);
}

export function report(tested: readonly Tested[], ownRows: readonly OwnRow[]): Report {
  const byText = new Map(ownRows.map((row) => [`${row.lang} ${row.text}`, row]));
  const ownTested = tested.filter(({ example }) => example.source === 'own');
  const pairs = ownTested.flatMap(({ example, result }) => {
    const row = byText.get(`${example.lang} ${example.text}`);
    return row ? [[row, result] as const] : [];
  });
  const langs = [...new Set(ownTested.map(({ example }) => example.lang))].sort();
  const nordic = ownTested.filter(({ example }) => example.lang !== 'en');
  const sets: (readonly [string, readonly Tested[]])[] = [
    ...langs.map((lang) => [lang, ownTested.filter(({ example }) => example.lang === lang)] as const),
    ['nordic', nordic],
  ];
  const ownLines = sets
    .flatMap(([lang, rows]) =>
      CATEGORIES.map((category) =>
        line({ set: `own-${lang}`, task: category }, rows, readCategory(category)),
      ),
    )
    .filter((candidate) => candidate !== null);
  const foreign = SETS.map(([set, task, read]) =>
    line(
      { set, task },
      tested.filter(({ example }) => example.source === set),
      read,
    ),
  ).filter((candidate) => candidate !== null);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return {
    categories: [...ownLines, ...foreign],
    means: sets.map(([lang]) => {
      const lines = ownLines.filter(({ set }) => set === `own-${lang}`);
      return {
        lang,
        macroF1: mean(lines.map(({ macroF1 }) => macroF1)),
        f1: mean(lines.map(({ f1 }) => f1)),
      };
    }),
    sorting: sets.map(([lang]) =>
      sortingOf(
        lang,
        pairs.filter(([row]) => (lang === 'nordic' ? row.lang !== 'en' : row.lang === lang)),
      ),
    ),
    clean: cleanSets(tested).map(([set, rows]) => {
      const count = (test: (result: Classification) => boolean): number =>
        rows.filter(({ result }) => test(result)).length / Math.max(1, rows.length);
      return {
        set,
        rows: rows.length,
        flagged: count(hasFlags),
        flaggedByPolicy: count((result) => decide(result, DEFAULT_POLICY) !== 'none'),
      };
    }),
    levels: levelLines(pairs, new Map(ownTested.map(({ result, evidence }) => [result, evidence]))),
    quiet: quietLines(tested, pairs),
    policy: policyOf(pairs),
  };
}
