/** The two heavy steps of training, as tasks that any thread can do: fit one table, and test one fold's classifier. */
import { createTextClassifier, type TextResources } from '../../classifiers/text/index.ts';
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import { hasEvidence, hasFindings } from '../../classifiers/text/model/evidence.ts';
import type { Classification, Language } from '../../core/moderation/verdict.ts';
import { LANGUAGES } from '../../core/moderation/verdict.ts';
import { calibrate, type Held } from './calibrate.ts';
import { TABLES } from './columns.ts';
import type { Corpus } from './corpus.ts';
import { train } from './logistic.ts';
import { margins, type Table } from './margins.ts';
import { DENSE_SCALE, FOLDS, optionsFor } from './options.ts';
import { toModel } from './quantise.ts';
import type { Example } from './sources.ts';

/** What every thread sees. The arrays of the corpus and `held` are shared memory, the rest is copied once. */
export interface Ground {
  readonly corpus: Corpus;
  readonly resources: TextResources;
  /** Fold of each example. */
  readonly folds: readonly number[];
  /** Margins of the first table for each example, from the model that was not trained on it. */
  readonly held: Float64Array;
}

const WIDTH = TABLES[0].columns.length;

/** Shared memory for `Ground.held`. */
export const heldMargins = (examples: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(examples * WIDTH * Float64Array.BYTES_PER_ELEMENT));

/** Trains one table on all folds but one (null: on all), and keeps the margins of what was left out. */
export function trainTable(ground: Ground, { table, fold }: { table: 0 | 1; fold: number | null }): Table {
  const { corpus, folds, held } = ground;
  const trained = train(
    corpus,
    optionsFor(table, (at) => folds[at] !== fold),
  );
  if (table === 0 && fold !== null) {
    folds.forEach((other, at) => {
      if (other === fold) held.set(margins(corpus, trained, { at, denseScale: DENSE_SCALE }), at * WIDTH);
    });
  }
  return trained;
}

/** What calibration reads of one text; `values`: its margins, from a table that was not trained on it. */
export function heldRow(
  corpus: Corpus,
  at: number,
  { fold, values }: { fold: number; values: ArrayLike<number> },
): Held {
  const offset = at * DENSE_FEATURES.length;
  return {
    example: corpus.examples[at] as Example,
    fold,
    own: Object.fromEntries(TABLES[0].columns.map((column, c) => [column, values[c] ?? 0])),
    evidence: (category) => hasEvidence(category, corpus.dense, offset),
    words: (category) => hasFindings(category, corpus.dense, offset),
  };
}

/** Held-back margins of every text, fold after fold. */
export function heldRows({ corpus, folds, held }: Ground): Held[] {
  const rows: Held[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    folds.forEach((other, at) => {
      const values = held.subarray(at * WIDTH, (at + 1) * WIDTH);
      if (other === fold) rows.push(heldRow(corpus, at, { fold, values }));
    });
  }
  return rows;
}

const languageOf = (lang: string): Language => LANGUAGES.find((known) => known === lang) ?? 'unknown';

/** What the classifier of one fold says of that fold's texts, in their order. */
export function testFold(
  ground: Ground,
  { fold, tables }: { fold: number; tables: readonly Table[] },
): Classification[] {
  const { corpus, folds, resources } = ground;
  // the points come from the other folds, so that they do not know these texts either
  const calibration = calibrate(heldRows(ground).filter((row) => row.fold !== fold));
  const model = toModel({ tables, calibration, trainedOn: [], missing: [] });
  const classifier = createTextClassifier({ ...resources, model });
  return corpus.examples
    .filter((_, at) => folds[at] === fold)
    .map(({ source, text, lang }) =>
      // the project's languages are found by the classifier itself; foreign sets are known to be what they are
      classifier.classify(text, source === 'own' ? {} : { language: languageOf(lang) }),
    );
}
