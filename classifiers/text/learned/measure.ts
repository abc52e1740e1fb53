/** How a learned model does on texts that it never saw, and on the project's own. */
import type { Category } from '../../../core/moderation/verdict.ts';
import type { TextClassifier } from '../draft/draft.ts';
import { sigmoid } from './adjust.ts';
import { parseLearnedModel } from './learned-model.ts';
import { foundIn, labelOf, type Row, WEIGHT } from './samples.ts';

/** Right answers before and after, of the labels of one kind. */
export interface Tally {
  readonly labels: number;
  readonly before: number;
  readonly after: number;
}

export const NO_TALLY: Tally = { labels: 0, before: 0, after: 0 };

export interface TestedRow {
  readonly row: Row;
  readonly found: ReadonlySet<Category>;
  readonly after: Readonly<Partial<Record<Category, number>>>;
}

/** The rows as the classifier answers with this learned model. */
export function testWith(bytes: Uint8Array, rows: readonly Row[], classifier: TextClassifier): TestedRow[] {
  const learned = parseLearnedModel(bytes, 'trial');
  return rows.map((row) => {
    const { verdicts } = classifier.classify(row.sample.text, { learned: learned });
    const after = Object.fromEntries(
      Object.entries(row.offsets).map(([category, offset]) => [
        category,
        offset + learned.adjustment(category as Category, 0),
      ]),
    );
    return { row, found: foundIn(verdicts), after };
  });
}

const loss = (logOdds: number, is: boolean): number =>
  -Math.log(Math.max(1e-9, sigmoid(is ? logOdds : -logOdds)));

export interface HeldBack {
  readonly logLoss: { before: number; after: number };
  readonly errors: { before: number; after: number };
  readonly corrected: Tally;
  readonly confirmed: Tally;
  readonly unremarked: Tally;
}

export function measure(tested: readonly TestedRow[], category: Category): HeldBack {
  const logLoss = { before: 0, after: 0 };
  const errors = { before: 0, after: 0 };
  const tallies = { corrected: { ...NO_TALLY }, confirmed: { ...NO_TALLY }, unremarked: { ...NO_TALLY } };
  let total = 0;
  for (const { row, found, after } of tested) {
    const label = labelOf(row, category);
    const offset = row.offsets[category];
    if (label === undefined || offset === undefined || label.kind === 'shipped') continue;
    const weight = WEIGHT[label.kind];
    const right = { before: row.found.has(category) === label.is, after: found.has(category) === label.is };
    total += weight;
    logLoss.before += weight * loss(offset, label.is);
    logLoss.after += weight * loss(after[category] ?? offset, label.is);
    errors.before += weight * Number(!right.before);
    errors.after += weight * Number(!right.after);
    const kind = label.kind === 'corrected' || label.kind === 'unremarked' ? label.kind : 'confirmed';
    const { labels, before, after: then } = tallies[kind];
    tallies[kind] = {
      labels: labels + 1,
      before: before + Number(right.before),
      after: then + Number(right.after),
    };
  }
  const mean = (sum: number): number => (total === 0 ? 0 : sum / total);
  return {
    ...tallies,
    logLoss: { before: mean(logLoss.before), after: mean(logLoss.after) },
    errors: { before: mean(errors.before), after: mean(errors.after) },
  };
}

export function shippedFigures(tested: readonly TestedRow[], category: Category) {
  const falseAlarms = { rows: 0, before: 0, after: 0 };
  const shippedHits = { rows: 0, before: 0, after: 0 };
  for (const { row, found } of tested) {
    const label = labelOf(row, category);
    if (label === undefined) continue;
    const figures = label.is ? shippedHits : falseAlarms;
    figures.rows += 1;
    figures.before += Number(row.found.has(category));
    figures.after += Number(found.has(category));
  }
  return { falseAlarms, shippedHits };
}
