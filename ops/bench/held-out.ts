/** Rows that no way in the bench has seen: everything that one hand wrote. */
import { createTextClassifier, type TextClassifier } from '../../classifiers/text/index.ts';
import { readTextResources } from '../../workers/classify/load.ts';
import { calibrate } from '../train/calibrate.ts';
import { buildCorpus } from '../train/corpus.ts';
import { foldsOf } from '../train/cross-validate.ts';
import { train } from '../train/logistic.ts';
import { margins } from '../train/margins.ts';
import { DENSE_SCALE, optionsFor } from '../train/options.ts';
import { type OwnRow, readOwn, toExample } from '../train/own-data.ts';
import { toModel } from '../train/quantise.ts';
import { heldRow } from '../train/tasks.ts';

export interface Split {
  readonly train: readonly OwnRow[];
  readonly test: readonly OwnRow[];
  /** Trained on three hands, its points set on one, tested on the last: both wrote Swedish. */
  readonly classifier: TextClassifier;
}

const TEST = 1;
const POINTS = 2;

export async function holdOut(): Promise<Split> {
  const rows = readOwn();
  const resources = await readTextResources({ model: null });
  const corpus = buildCorpus(rows.map(toExample), createTextClassifier(resources));
  const folds = foldsOf(corpus.examples);
  const include = (at: number): boolean => folds[at] !== TEST && folds[at] !== POINTS;
  const tables = [train(corpus, optionsFor(0, include)), train(corpus, optionsFor(1, include))];
  const [abuse] = tables;
  if (abuse === undefined) throw new Error('nothing was trained');
  const held = folds.flatMap((fold, at) => {
    if (fold !== POINTS) return [];
    return heldRow(corpus, at, { fold, values: margins(corpus, abuse, { at, denseScale: DENSE_SCALE }) });
  });
  const model = toModel({ tables, calibration: calibrate(held), trainedOn: [], missing: [] });
  return {
    train: rows.filter((_, at) => include(at)),
    test: rows.filter((_, at) => folds[at] === TEST),
    classifier: createTextClassifier({ ...resources, model }),
  };
}
