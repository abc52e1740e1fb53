/** From counts to shares, and to the rows of a table. Pure. */

import type { CsvLanguage, CsvValue } from '../kernel/csv.ts';
import { CATEGORIES } from '../moderation/verdict.ts';
import type { AccuracyReport, AccuracyRow } from './accuracy.contract.ts';
import { wilson } from './wilson.ts';

/** Fewer that somebody judged by more than silence say too little to be shown as a share. */
const ENOUGH_JUDGED = 30;

export type Counts = Pick<AccuracyRow, 'flagged' | 'judged' | 'wrong' | 'missing' | 'removed'>;

export const sumOf = (rows: readonly Counts[]): Counts => {
  const total = { flagged: 0, judged: 0, wrong: 0, missing: 0, removed: 0 };
  for (const row of rows) for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += row[key];
  return total;
};

/** With shares where there is enough to say one. */
export function withShares({
  flagged,
  judged,
  wrong,
  missing,
  removed,
}: Counts): Omit<AccuracyRow, 'category'> {
  const right = flagged - wrong;
  return {
    ...{ flagged, judged, wrong, missing, removed },
    precision: judged < ENOUGH_JUDGED ? null : wilson(right, flagged),
    recall: judged + missing < ENOUGH_JUDGED ? null : wilson(right, right + missing),
  };
}

/** Order: sv, nb, en. */
const WORDS = [
  ['Konto', 'Konto', 'Account'],
  ['Kategori', 'Kategori', 'Category'],
  ['Markerade', 'Merket', 'Flagged'],
  ['Bedömda av någon', 'Vurdert av noen', 'Assessed by somebody'],
  ['Rättade som fel', 'Rettet som feil', 'Marked wrong'],
  ['Borttagna för det', 'Fjernet for det', 'Removed for it'],
  ['Saknades', 'Manglet', 'Missing'],
  ['Andel rätt (högst)', 'Andel riktige (høyst)', 'Share right (at most)'],
  ['Lägst (95 %)', 'Lavest (95 %)', 'Lowest (95 %)'],
  ['Högst (95 %)', 'Høyest (95 %)', 'Highest (95 %)'],
  ['Andel hittade (högst)', 'Andel funnet (høyst)', 'Share found (at most)'],
  ['Andel rätt i test', 'Andel riktige i test', 'Share right in test'],
] as const;

const NOT_JUDGED = { sv: 'inte bedömt', nb: 'ikke vurdert', en: 'not assessed' } as const;

const rounded = (share: number | null | undefined): number | null =>
  share == null ? null : Math.round(share * 10_000) / 10_000;

/** One row per account and category that has a count; categories in their usual order. */
export function accuracyRows(
  report: AccuracyReport,
  language: CsvLanguage,
): readonly (readonly CsvValue[])[] {
  const measured = new Map(report.categories.map((row) => [row.category, row.measured?.precision]));
  const order = (row: AccuracyRow): number => CATEGORIES.indexOf(row.category);
  return [
    WORDS.map((words) => words[{ sv: 0, nb: 1, en: 2 }[language]] ?? ''),
    ...report.accounts.flatMap(({ name, categories }) =>
      [...categories]
        .sort((a, b) => order(a) - order(b))
        .map((row) => [
          name,
          row.category,
          row.flagged,
          row.judged,
          row.wrong,
          row.removed,
          row.missing,
          row.precision === null ? NOT_JUDGED[language] : rounded(row.precision.share),
          rounded(row.precision?.low),
          rounded(row.precision?.high),
          row.recall === null ? NOT_JUDGED[language] : rounded(row.recall.share),
          rounded(measured.get(row.category)),
        ]),
    ),
  ];
}
