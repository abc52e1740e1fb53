/** k-fold cross-validation of the whole classifier, not only of its weights: every text is classified by one that never saw it. */
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import { hasEvidence } from '../../classifiers/text/model/evidence.ts';
import type { Category, Classification } from '../../core/moderation/verdict.ts';
import type { Fitted } from './fit.ts';
import type { Job } from './fits.ts';
import { FOLDS } from './options.ts';
import { type Example, isOwn } from './sources.ts';
import { ORDINARY } from './tasks.ts';

export interface Tested {
  readonly example: Example;
  readonly result: Classification;
  /** Has it a word that the category is about? Foreign sets are not asked. */
  readonly evidence?: (category: Category) => boolean;
}

/** The first hand, which wrote half of everything, is alone in its fold; the others share the rest. */
const foldOfHand = (hand: number): number => (hand === 0 ? 0 : 1 + ((hand - 1) % (FOLDS - 1)));

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
    if (isOwn({ source })) return foldOfHand(hands.indexOf(group));
    if (source === 'youtube_spam') return videos.indexOf(group.split(':')[1]) % FOLDS;
    return at % FOLDS;
  });
}

/** `fits`: of all folds, in their order. */
export async function crossValidate({ ground, pool, log }: Job, fits: readonly Fitted[]): Promise<Tested[]> {
  const tested = await Promise.all(
    fits.map(async (model, fold) => {
      const results = await pool.test(fold, model);
      log(`fold ${fold + 1} of ${FOLDS}: tested`);
      return results;
    }),
  );
  return tested.flat().flatMap(({ at, result }) => {
    const { examples, dense } = ground.corpus;
    const example = examples[at];
    const evidence = (category: Category): boolean =>
      hasEvidence(category, dense, at * DENSE_FEATURES.length);
    return example === undefined ? [] : [{ example, result, evidence }];
  });
}
