/** How much each level finds of what should be found, and of what should not. */
import {
  CATEGORIES,
  type Category,
  type Classification,
  LEVEL_RANK,
  type Level,
} from '../../core/moderation/verdict.ts';
import { CLEAN_SOURCES } from './calibrate.ts';
import type { Tested } from './cross-validate.ts';
import { isCriticism, type OwnRow } from './own-data.ts';

export interface LevelLine {
  readonly set: string;
  readonly task: string;
  readonly rows: number;
  readonly possible: number;
  readonly suspect: number;
  readonly strong: number;
}

const reaches = (result: Classification, level: Level, category?: Category): boolean =>
  result.verdicts.some(
    (verdict) =>
      (category === undefined || verdict.category === category) &&
      LEVEL_RANK[verdict.level] >= LEVEL_RANK[level],
  );

function lineOf(
  { set, task }: Pick<LevelLine, 'set' | 'task'>,
  results: readonly Classification[],
  category?: Category,
): LevelLine {
  const share = (level: Level): number =>
    results.filter((result) => reaches(result, level, category)).length / Math.max(1, results.length);
  return {
    set,
    task,
    rows: results.length,
    possible: share('possible'),
    suspect: share('suspect'),
    strong: share('strong'),
  };
}

export type Pair = readonly [OwnRow, Classification];

function meanOf(set: string, lines: readonly LevelLine[]): LevelLine {
  const mean = (key: 'possible' | 'suspect' | 'strong'): number =>
    lines.reduce((sum, line) => sum + line[key], 0) / Math.max(1, lines.length);
  return {
    set,
    task: 'mean',
    rows: lines.reduce((sum, { rows }) => sum + rows, 0),
    possible: mean('possible'),
    suspect: mean('suspect'),
    strong: mean('strong'),
  };
}

/** Fewer violations than this say nothing. */
const MIN_ROWS = 10;

type Test = (result: Classification, category: Category) => boolean;

function categoryLines(set: string, pairs: readonly Pair[], isCounted: Test = () => true): LevelLine[] {
  const lines = CATEGORIES.map((category) =>
    lineOf(
      { set, task: category },
      pairs
        .filter(([row, result]) => row.categories.includes(category) && isCounted(result, category))
        .map(([, result]) => result),
      category,
    ),
  ).filter(({ rows }) => rows >= MIN_ROWS);
  return lines.length === 0 ? [] : [...lines, meanOf(set, lines)];
}

/**
 * Per language over all hands, over those violations that have a word of their category's fields, and per hand: no model
 * had seen anything of that hand.
 */
export function levelLines(
  pairs: readonly Pair[],
  evidenceOf: ReadonlyMap<Classification, Tested['evidence']>,
): LevelLine[] {
  const isObvious: Test = (result, category) => evidenceOf.get(result)?.(category) ?? true;
  const byLanguage = [...Map.groupBy(pairs, ([row]) => row.lang)].sort();
  return byLanguage.flatMap(([lang, ofLanguage]) => [
    ...categoryLines(lang, ofLanguage),
    ...categoryLines(`${lang}, with an obvious word`, ofLanguage, isObvious),
    ...[...Map.groupBy(ofLanguage, ([row]) => row.hand)]
      .sort()
      .flatMap(([hand, own]) => categoryLines(`${lang}, ${hand}`, own)),
  ]);
}

const shareOf = (
  { set, task }: Pick<LevelLine, 'set' | 'task'>,
  rows: readonly { readonly result: Classification }[],
): LevelLine[] =>
  rows.length === 0
    ? []
    : [
        lineOf(
          { set, task },
          rows.map(({ result }) => result),
        ),
      ];

/** Ordinary comments of authors that set no points, treebanks, lawful criticism, and the harmless halves of all hands. */
export function quietLines(tested: readonly Tested[], pairs: readonly Pair[]): LevelLine[] {
  const ofSource = (source: string, lang?: string): Tested[] =>
    tested.filter(
      ({ example }) => example.source === source && (lang === undefined || example.lang === lang),
    );
  const harmless = pairs
    .filter(([row]) => row.categories.length === 0)
    .map(([row, result]) => ({ row, result }));
  return [
    ...['sv', 'nb', 'nn'].flatMap((lang) =>
      shareOf({ set: 'ordinary comments', task: lang }, ofSource('ordinary', lang)),
    ),
    ...[...CLEAN_SOURCES].flatMap((source) => shareOf({ set: 'sentences', task: source }, ofSource(source))),
    ...['sv', 'nb', 'nn', 'en'].flatMap((lang) => {
      const own = harmless.filter(({ row }) => row.lang === lang);
      return [
        ...shareOf(
          { set: 'lawful criticism', task: lang },
          own.filter(({ row }) => isCriticism(row)),
        ),
        ...shareOf(
          { set: 'harmless with dangerous words', task: lang },
          own.filter(({ row }) => row.hardNegativeFor.length > 0),
        ),
      ];
    }),
  ];
}
