/**
 * From corrections to a learned model, or to the reasons why not. Pure and deterministic: the same samples and classifier give
 * the same bytes and figures.
 */
import { CATEGORIES, type Category } from '../../../core/moderation/verdict.ts';
import type { TextClassifier } from '../draft/draft.ts';
import { only } from './features.ts';
import { groupsOf } from './groups.ts';
import { BUCKETS, type Column, serialiseLearnedModel } from './learned-model.ts';
import { type HeldBack, measure, NO_TALLY, shippedFigures, type Tally, testWith } from './measure.ts';
import { labelOf, type Row, rowsOf, type Sample, sharedBuckets, WEIGHT } from './samples.ts';
import { trainColumn } from './train-column.ts';

/** Fewer corrections of a category, or from fewer authors, teach nothing yet. */
const MIN_CORRECTIONS = 8;
const MIN_GROUPS = 4;
const FOLDS = 5;
/** Of the project's own labelled texts, at most this share may no longer be found. */
const MAX_LOST_SHARE = 0.02;

export interface CategoryOutcome {
  readonly category: Category;
  readonly corrections: number;
  readonly groups: number;
  /** 1, or less where it was turned down so as to do no harm. */
  readonly strength: number;
  /** `better` is used; the others say why not. */
  readonly verdict: 'better' | 'too-few' | 'not-better' | 'false-alarms' | 'loses-shipped';
  /** On held-back texts, weighed by what each label is worth; null where there was too little to train. */
  readonly logLoss: { readonly before: number; readonly after: number } | null;
  readonly errors: { readonly before: number; readonly after: number } | null;
  readonly corrected: Tally;
  /** Removed for it, or finished without objection. */
  readonly confirmed: Tally;
  /** Finished texts on which nothing was found. */
  readonly unremarked: Tally;
  /** Clean texts of the project that are flagged, and its labelled ones that are found. */
  readonly falseAlarms: { readonly rows: number; readonly before: number; readonly after: number } | null;
  readonly shippedHits: { readonly rows: number; readonly before: number; readonly after: number } | null;
}

export interface Outcome {
  /** Null: nothing was better, so there is no learned model to use. */
  readonly bytes: Uint8Array | null;
  /** What was trained, also where it is not to be used; null where nothing could be. */
  readonly trained: Uint8Array | null;
  readonly categories: readonly CategoryOutcome[];
}

export interface Material {
  /** From the municipality's store. */
  readonly samples: readonly Sample[];
  /** The project's own labelled texts: half of them are ballast, half the check. */
  readonly shipped: readonly Sample[];
}

function columnsFor(rows: readonly Row[], categories: readonly Category[]): Column[] {
  const shared = sharedBuckets(rows, BUCKETS);
  const slim = rows.map((row) => ({ row, features: only(row.features, shared) }));
  return categories.map((category) => {
    const train = slim.flatMap(({ row, features }) => {
      const label = labelOf(row, category);
      const offset = row.offsets[category];
      if (label === undefined || offset === undefined) return [];
      return [{ features, offset, is: label.is, weight: WEIGHT[label.kind] }];
    });
    return { category, ...trainColumn(train) };
  });
}

/** Groups dealt out evenly, in the order of their first row. */
function foldsOf(rows: readonly Row[]): number[] {
  const order = [...new Set(rows.map(({ group }) => group))].sort((a, b) => a - b);
  const dealt = new Map(order.map((group, rank) => [group, rank % FOLDS]));
  return rows.map(({ group }) => dealt.get(group) ?? 0);
}

/** How many corrections a category has, and from how many groups. */
function correctionCounts(rows: readonly Row[], category: Category): { corrections: number; groups: number } {
  const corrected = rows.filter(
    (row) => labelOf(row, category)?.kind === 'corrected' && row.offsets[category] !== undefined,
  );
  return { corrections: corrected.length, groups: new Set(corrected.map(({ group }) => group)).size };
}

export function retrain({ samples, shipped }: Material, classifier: TextClassifier): Outcome {
  const rows = rowsOf(samples, groupsOf(samples), classifier);
  const counted = CATEGORIES.map((category) => ({ category, ...correctionCounts(rows, category) })).filter(
    ({ corrections }) => corrections > 0,
  );
  const enough = counted.filter(
    ({ corrections, groups }) => corrections >= MIN_CORRECTIONS && groups >= MIN_GROUPS,
  );
  const categories = enough.map(({ category }) => category);
  const tooFew = counted
    .filter((counts) => !enough.includes(counts))
    .map((counts): CategoryOutcome => ({ ...counts, verdict: 'too-few', ...UNTRAINED }));
  if (categories.length === 0) return { bytes: null, trained: null, categories: tooFew };

  const themes = [...new Set(shipped.map(({ author }) => author))].sort();
  // the project's own texts are grouped by theme, and counted after the municipality's
  const groups = shipped.map(({ author }) => rows.length + themes.indexOf(author));
  const shippedRows = rowsOf(shipped, groups, classifier);
  const isCheck = ({ sample }: Row): boolean => themes.indexOf(sample.author) % 2 === 1;
  const ballast = shippedRows.filter((row) => !isCheck(row));
  const check = shippedRows.filter(isCheck);

  const folds = foldsOf(rows);
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const train = rows.filter((_row, at) => folds[at] !== fold);
    const test = rows.filter((_row, at) => folds[at] === fold);
    return { test, columns: columnsFor([...train, ...ballast], categories) };
  });
  const columns = columnsFor([...rows, ...ballast], categories);
  const bytesOf = (scaled: readonly Column[], strength: number): Uint8Array =>
    serialiseLearnedModel(classifier.version, weakened(scaled, strength));

  const tryAt = (strength: number): CategoryOutcome[] => {
    const unseen = held.flatMap((fold) => testWith(bytesOf(fold.columns, strength), fold.test, classifier));
    const checked = testWith(bytesOf(columns, strength), check, classifier);
    return enough.map((counts): CategoryOutcome => {
      const heldBack = measure(unseen, counts.category);
      const figures = { ...counts, ...heldBack, ...shippedFigures(checked, counts.category) };
      return { ...figures, verdict: verdictOn(figures), strength };
    });
  };
  let outcomes = tryAt(1);
  for (const strength of STRENGTHS) {
    if (!outcomes.some(doesHarm)) break;
    const quieter = tryAt(strength);
    outcomes = outcomes.map((outcome, at) => (doesHarm(outcome) ? (quieter[at] ?? outcome) : outcome));
  }
  const strengthOf = new Map(
    outcomes.map(({ category, verdict, strength }) => [category, { verdict, strength }]),
  );
  const kept = columns.flatMap((column) => {
    const { verdict, strength } = strengthOf.get(column.category) ?? {};
    return verdict === 'better' ? weakened([column], strength ?? 1) : [];
  });
  return {
    bytes: kept.length === 0 ? null : serialiseLearnedModel(classifier.version, kept),
    trained: bytesOf(columns, 1),
    categories: [...outcomes, ...tooFew],
  };
}

/** What does harm at full strength is tried at these before it is given up. */
const STRENGTHS = [0.7, 0.5] as const;
const doesHarm = ({ verdict }: CategoryOutcome): boolean =>
  verdict === 'false-alarms' || verdict === 'loses-shipped';

const weakened = (columns: readonly Column[], strength: number): Column[] =>
  columns.map(({ category, bias, weights }) => ({
    category,
    bias: bias * strength,
    weights: weights.map((weight) => weight * strength),
  }));

const UNTRAINED = {
  strength: 1,
  logLoss: null,
  errors: null,
  corrected: NO_TALLY,
  confirmed: NO_TALLY,
  unremarked: NO_TALLY,
  falseAlarms: null,
  shippedHits: null,
} as const;

/** Better on held-back texts by log loss and by errors, no false alarm more, and next to nothing of the shipped finds lost. */
export function verdictOn(
  figures: Pick<HeldBack, 'logLoss' | 'errors'> & ReturnType<typeof shippedFigures>,
): Exclude<CategoryOutcome['verdict'], 'too-few'> {
  const { logLoss, errors, falseAlarms, shippedHits } = figures;
  if (!(logLoss.after < logLoss.before && errors.after < errors.before)) return 'not-better';
  if (falseAlarms.after > falseAlarms.before) return 'false-alarms';
  return shippedHits.before - shippedHits.after > shippedHits.rows * MAX_LOST_SHARE
    ? 'loses-shipped'
    : 'better';
}
