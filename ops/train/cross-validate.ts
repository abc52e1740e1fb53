/** k-fold cross-validation of the whole classifier, not only of its weights: every text is classified by one that never saw it. */
import { createTextClassifier, type TextResources } from '../../classifiers/text/index.ts';
import { TABLES } from '../../classifiers/text/model/columns.ts';
import { DENSE_FEATURES, hasEvidence } from '../../classifiers/text/model/dense.ts';
import type { Classification, Language } from '../../core/domain/verdict.ts';
import { LANGUAGES } from '../../core/domain/verdict.ts';
import { calibrate, type Held } from './calibrate.ts';
import type { Corpus } from './corpus.ts';
import { margins, type Table, train } from './logistic.ts';
import { DENSE_SCALE, FOLDS, optionsFor } from './options.ts';
import { toModel } from './quantise.ts';
import type { Example } from './sources.ts';

export interface Tested {
  readonly example: Example;
  readonly result: Classification;
}

export interface CrossValidation {
  readonly held: readonly Held[];
  readonly tested: readonly Tested[];
}

/** Own texts by theme, spam by video, the rest row by row. */
export function foldsOf(examples: readonly Example[]): number[] {
  const themes = [
    ...new Set(examples.filter(({ source }) => source === 'own').map(({ group }) => group)),
  ].sort();
  const videos = [
    ...new Set(
      examples.filter(({ source }) => source === 'youtube_spam').map(({ group }) => group.split(':')[1]),
    ),
  ];
  return examples.map(({ source, group }, at) => {
    if (source === 'own') return themes.indexOf(group) % FOLDS;
    if (source === 'youtube_spam') return videos.indexOf(group.split(':')[1]) % FOLDS;
    return at % FOLDS;
  });
}

const languageOf = (lang: string): Language => LANGUAGES.find((known) => known === lang) ?? 'unknown';

function heldBack(corpus: Corpus, place: { at: number; fold: number; abuse: Table }): Held {
  const { at, fold, abuse } = place;
  const values = margins(corpus, abuse, { at, denseScale: DENSE_SCALE });
  const own = Object.fromEntries(TABLES[0].columns.map((column, c) => [column, values[c] ?? 0]));
  const example = corpus.examples[at];
  if (example === undefined) throw new Error('no example');
  const offset = at * DENSE_FEATURES.length;
  return { example, fold, own, evidence: (category) => hasEvidence(category, corpus.dense, offset) };
}

export interface Job {
  readonly corpus: Corpus;
  readonly resources: TextResources;
  readonly log: (line: string) => void;
}

export function crossValidate({ corpus, resources, log }: Job): CrossValidation {
  const folds = foldsOf(corpus.examples);
  const held: Held[] = [];
  const trained: Table[][] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const started = performance.now();
    const include = (at: number): boolean => folds[at] !== fold;
    const tables = [train(corpus, optionsFor(0, include)), train(corpus, optionsFor(1, include))];
    trained.push(tables);
    const [abuse] = tables;
    corpus.examples.forEach((_, at) => {
      if (folds[at] === fold && abuse) held.push(heldBack(corpus, { at, fold, abuse }));
    });
    log(`fold ${fold + 1} of ${FOLDS}: ${Math.round((performance.now() - started) / 1000)} s`);
  }
  const tested: Tested[] = [];
  trained.forEach((tables, fold) => {
    // the points come from the other folds, so that they do not know these texts either
    const calibration = calibrate(held.filter((row) => row.fold !== fold));
    const model = toModel({ tables, calibration, trainedOn: [], missing: [] });
    const classifier = createTextClassifier({ ...resources, model });
    corpus.examples.forEach((example, at) => {
      if (folds[at] !== fold) return;
      // the project's languages are found by the classifier itself; foreign sets are known to be what they are
      const context = example.source === 'own' ? {} : { language: languageOf(example.lang) };
      tested.push({ example, result: classifier.classify(example.text, context) });
    });
  });
  return { held, tested };
}
