/** k-fold cross-validation of the whole classifier, not only of its weights: every text is classified by one that never saw it. */
import type { Classification } from '../../core/moderation/verdict.ts';
import type { Held } from './calibrate.ts';
import { FOLDS } from './options.ts';
import type { TrainingPool } from './pool.ts';
import type { Example } from './sources.ts';
import { type Ground, heldRows } from './tasks.ts';

export interface Tested {
  readonly example: Example;
  readonly result: Classification;
}

export interface CrossValidation {
  readonly held: readonly Held[];
  readonly tested: readonly Tested[];
}

/** Own texts by hand, so that no fold knows how those it is tested on were written; spam by video, the rest row by row. */
export function foldsOf(examples: readonly Example[]): number[] {
  const hands = [
    ...new Set(examples.filter(({ source }) => source === 'own').map(({ group }) => group)),
  ].sort();
  const videos = [
    ...new Set(
      examples.filter(({ source }) => source === 'youtube_spam').map(({ group }) => group.split(':')[1]),
    ),
  ];
  return examples.map(({ source, group }, at) => {
    if (source === 'own') return hands.indexOf(group) % FOLDS;
    if (source === 'youtube_spam') return videos.indexOf(group.split(':')[1]) % FOLDS;
    return at % FOLDS;
  });
}

export interface Job {
  readonly ground: Ground;
  readonly pool: TrainingPool;
  readonly log: (line: string) => void;
}

export async function crossValidate({ ground, pool, log }: Job): Promise<CrossValidation> {
  const { corpus, folds } = ground;
  const numbers = Array.from({ length: FOLDS }, (_, fold) => fold);
  const trained = await Promise.all(
    numbers.map(async (fold) => {
      const tables = await Promise.all([pool.train(0, fold), pool.train(1, fold)]);
      log(`fold ${fold + 1} of ${FOLDS}: trained`);
      return tables;
    }),
  );
  const testing = trained.map(async (tables, fold) => {
    const results = await pool.test(fold, tables);
    log(`fold ${fold + 1} of ${FOLDS}: tested`);
    return corpus.examples
      .filter((_, at) => folds[at] === fold)
      .flatMap((example, i) => {
        const result = results[i];
        return result === undefined ? [] : [{ example, result }];
      });
  });
  return { held: heldRows(ground), tested: (await Promise.all(testing)).flat() };
}
