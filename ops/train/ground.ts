/** Everything that training and measuring begin with: all texts, what each says in numbers, and their folds. */
import { createTextClassifier } from '../../classifiers/text/index.ts';
import { readTextResources } from '../../workers/classify/load.ts';
import { buildCorpus } from './corpus.ts';
import { foldsOf } from './cross-validate.ts';
import {
  type OwnRow,
  ordinaryExample,
  readOrdinary,
  readOwn,
  toExample,
  translatedExamples,
} from './own-data.ts';
import type { Example } from './sources.ts';
import { type Ground, heldMargins } from './tasks.ts';

export interface Gathered {
  readonly ground: Ground;
  readonly examples: readonly Example[];
  /** The labelled comments, which are the first examples. */
  readonly own: readonly OwnRow[];
}

export async function gatherGround(open: readonly Example[]): Promise<Gathered> {
  const own = readOwn();
  const examples = [
    ...own.map(toExample),
    ...open,
    ...translatedExamples(own),
    ...readOrdinary().map(ordinaryExample),
  ];
  const resources = await readTextResources({ model: null });
  const corpus = buildCorpus(examples, createTextClassifier(resources));
  const folds = foldsOf(examples);
  return { own, examples, ground: { corpus, resources, folds, held: heldMargins(folds) } };
}
