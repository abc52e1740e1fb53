/** k-fold cross-validation of the whole classifier, not only of its weights: every text is classified by one that never saw it. */
import type { Classification } from '../../core/moderation/verdict.ts';
import { FOLDS } from './options.ts';
import type { TrainingPool } from './pool.ts';
import { type Example, isOwn } from './sources.ts';
import { type Ground, ORDINARY } from './tasks.ts';

export interface Tested {
  readonly example: Example;
  readonly result: Classification;
}

/** Own texts by hand, so that no fold knows how those it is tested on were written; spam by video, the rest row by row. */
export function foldsOf(examples: readonly Example[]): number[] {
  const hands = [...new Set(examples.filter(isOwn).map(({ group }) => group))].sort();
  const videos = [
    ...new Set(
      examples.filter(({ source }) => source === 'youtube_spam').map(({ group }) => group.split(':')[1]),
    ),
  ];
  return examples.map(({ source, group }, at) => {
    if (source === 'ordinary') return ORDINARY;
    if (isOwn({ source })) return hands.indexOf(group) % FOLDS;
    if (source === 'youtube_spam') return videos.indexOf(group.split(':')[1]) % FOLDS;
    return at % FOLDS;
  });
}

export interface Job {
  readonly ground: Ground;
  readonly pool: TrainingPool;
  readonly log: (line: string) => void;
}

export async function crossValidate({ ground, pool, log }: Job): Promise<Tested[]> {
  const { corpus } = ground;
  const numbers = Array.from({ length: FOLDS }, (_, fold) => fold);
  const fitted = await Promise.all(
    numbers.map(async (fold) => {
      const model = await pool.fit(fold);
      log(`fold ${fold + 1} of ${FOLDS}: trained`);
      return model;
    }),
  );
  const tested = await Promise.all(
    fitted.map(async (model, fold) => {
      const results = await pool.test(fold, model);
      log(`fold ${fold + 1} of ${FOLDS}: tested`);
      return results;
    }),
  );
  return tested.flat().flatMap(({ at, result }) => {
    const example = corpus.examples[at];
    return example === undefined ? [] : [{ example, result }];
  });
}
