/** One classifier for all tests of a file; loading takes a fifth of a second. */
import type { TextClassifier } from '../../../../classifiers/text/index.ts';
import type { Category, Level } from '../../../../core/moderation/verdict.ts';
import { loadTextClassifier } from '../../../../workers/classify/load.ts';

export const classifier: TextClassifier = await loadTextClassifier();

export function levelOf(text: string, category: Category): Level {
  return classifier.classify(text).verdicts.find((verdict) => verdict.category === category)?.level ?? 'none';
}

/** Categories whose level is not `none`. */
export function flagged(text: string): Category[] {
  return classifier
    .classify(text)
    .verdicts.filter(({ level }) => level !== 'none')
    .map(({ category }) => category);
}
