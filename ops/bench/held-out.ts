/** Rows that no way in the bench has seen: everything that one hand wrote. */
import { createTextClassifier, type TextClassifier } from '../../classifiers/text/index.ts';
import { calibrate } from '../train/calibrate.ts';
import { abuseMargins, fitAll } from '../train/fit.ts';
import { gatherGround } from '../train/ground.ts';
import type { OwnRow } from '../train/own-data.ts';
import { toModel } from '../train/quantise.ts';
import type { Example } from '../train/sources.ts';
import { heldRow, ORDINARY } from '../train/tasks.ts';

export interface Split {
  readonly train: readonly OwnRow[];
  readonly test: readonly OwnRow[];
  /** Trained on three hands, its points set on one, tested on the last: both wrote Swedish. */
  readonly classifier: TextClassifier;
}

const TEST = 1;
const POINTS = 2;

export async function holdOut(): Promise<Split> {
  const { ground, own } = await gatherGround([]);
  const { corpus, folds, resources } = ground;
  const isTrained = (at: number): boolean =>
    folds[at] !== TEST && folds[at] !== POINTS && folds[at] !== ORDINARY;
  const fitted = fitAll(corpus, isTrained);
  const held = [...folds.keys()].flatMap((at) => {
    const example = corpus.examples[at] as Example;
    const isPoint = folds[at] === POINTS ? example.source === 'own' : folds[at] === ORDINARY;
    return isPoint ? heldRow(corpus, at, abuseMargins(corpus, fitted, at)) : [];
  });
  const model = toModel({ fitted, calibration: calibrate(held), trainedOn: [], missing: [] });
  return {
    train: own.filter((_, at) => isTrained(at)),
    test: own.filter((_, at) => folds[at] === TEST),
    classifier: createTextClassifier({ ...resources, model }),
  };
}
