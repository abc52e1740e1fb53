/** The two heavy steps of training, as tasks that any thread can do: fit one fold, and test one fold's classifier. */
import { createTextClassifier, type TextResources } from '../../classifiers/text/index.ts';
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import { hasEvidence, hasFindings } from '../../classifiers/text/model/evidence.ts';
import type { Classification, Language } from '../../core/moderation/verdict.ts';
import { LANGUAGES } from '../../core/moderation/verdict.ts';
import { calibrate, type Held } from './calibrate.ts';
import { TABLES } from './columns.ts';
import type { Corpus } from './corpus.ts';
import { abuseMargins, type Fitted, fitAll } from './fit.ts';
import { FOLDS } from './options.ts';
import { toModel } from './quantise.ts';
import { type Example, setsPoints } from './sources.ts';

/** What every thread sees. The arrays of the corpus and `held` are shared memory, the rest is copied once. */
export interface Ground {
  readonly corpus: Corpus;
  readonly resources: TextResources;
  /** Fold of each example; ORDINARY for those that nothing is trained on. */
  readonly folds: readonly number[];
  /** Abuse margins of each example: those of a fold from the model without that fold, then FOLDS + 1 for each ordinary one. */
  readonly held: Float64Array;
}

/** In no fold: every model is measured on these, and none is trained on them. */
export const ORDINARY = -1;
/** Place of the model that is trained on all folds. */
export const WHOLE = FOLDS;

const WIDTH = TABLES[0].columns.length;

/** Shared memory for `Ground.held`: one place for each example, then one for each model and example. */
export const heldMargins = (folds: readonly number[]): Float64Array => {
  const ordinary = folds.filter((fold) => fold === ORDINARY).length;
  const places = folds.length + ordinary * (FOLDS + 1);
  return new Float64Array(new SharedArrayBuffer(places * WIDTH * Float64Array.BYTES_PER_ELEMENT));
};

const ordinaryOf = (folds: readonly number[]): number[] =>
  [...folds.keys()].filter((at) => folds[at] === ORDINARY);

/** Place in `held` of the n-th ordinary example as model `fold` sees it. */
const ordinaryPlace = (folds: readonly number[], fold: number, nth: number): number =>
  folds.length + nth * (FOLDS + 1) + fold;

/** Fits everything on all folds but one (WHOLE: on all), and keeps what it says of the texts that it did not see. */
export function fitFold({ corpus, folds, held }: Ground, fold: number): Fitted {
  const fitted = fitAll(corpus, (at) => folds[at] !== fold && folds[at] !== ORDINARY);
  const keep = (at: number, place: number): void => held.set(abuseMargins(corpus, fitted, at), place * WIDTH);
  for (const at of testedBy(corpus, folds, fold)) keep(at, at);
  ordinaryOf(folds).forEach((at, nth) => {
    keep(at, ordinaryPlace(folds, fold, nth));
  });
  return fitted;
}

/** The texts of a fold that anything is measured on: translations are only trained on. */
const testedBy = ({ examples }: Corpus, folds: readonly number[], fold: number): number[] =>
  [...folds.keys()].filter((at) => folds[at] === fold && examples[at]?.source !== 'translated');

/** What calibration reads of one text; `values`: its margins, from a model that was not trained on it. */
export function heldRow(corpus: Corpus, at: number, values: ArrayLike<number>): Held {
  const offset = at * DENSE_FEATURES.length;
  return {
    example: corpus.examples[at] as Example,
    own: Object.fromEntries(TABLES[0].columns.map((column, c) => [column, values[c] ?? 0])),
    evidence: (category) => hasEvidence(category, corpus.dense, offset),
    words: (category) => hasFindings(category, corpus.dense, offset),
  };
}

const placed = ({ corpus, held }: Ground, at: number, place: number): Held =>
  heldRow(corpus, at, held.subarray(place * WIDTH, (place + 1) * WIDTH));

/**
 * What the points of one model are set by: held-back margins of every other fold, and the ordinary comments of those
 * authors that set points.
 */
export function heldRows(ground: Ground, model: number): Held[] {
  const { corpus, folds } = ground;
  const others = Array.from({ length: FOLDS }, (_, fold) => fold).filter((fold) => fold !== model);
  const ordinary = ordinaryOf(folds).flatMap((at, nth) =>
    setsPoints(corpus.examples[at] as Example) ? [placed(ground, at, ordinaryPlace(folds, model, nth))] : [],
  );
  return [
    ...others.flatMap((fold) => testedBy(corpus, folds, fold).map((at) => placed(ground, at, at))),
    ...ordinary,
  ];
}

const languageOf = (lang: string): Language => LANGUAGES.find((known) => known === lang) ?? 'unknown';

export interface TestedText {
  readonly at: number;
  readonly result: Classification;
}

/** What the classifier of one fold says of that fold's texts, and of the ordinary comments that set no points. */
export function testFold(ground: Ground, { fold, fitted }: { fold: number; fitted: Fitted }): TestedText[] {
  const { corpus, folds, resources } = ground;
  // the points come from the other folds, so that they do not know these texts either
  const calibration = calibrate(heldRows(ground, fold));
  const model = toModel({ fitted, calibration, trainedOn: [], missing: [] });
  const classifier = createTextClassifier({ ...resources, model });
  const ordinary = ordinaryOf(folds).filter((at) => !setsPoints(corpus.examples[at] as Example));
  return [...testedBy(corpus, folds, fold), ...ordinary].map((at) => {
    const { source, text, lang } = corpus.examples[at] as Example;
    // the project's languages are found by the classifier itself; foreign sets are known to be what they are
    const isKnown = source !== 'own' && source !== 'ordinary';
    return { at, result: classifier.classify(text, isKnown ? { language: languageOf(lang) } : {}) };
  });
}
