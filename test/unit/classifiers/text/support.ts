/** One classifier for all tests of a file; loading takes a fifth of a second. */
import type { TextClassifier } from '../../../../classifiers/text/index.ts';
import { type Category, flaggedIn, isFlagged, type Level } from '../../../../core/moderation/verdict.ts';
import { loadTextClassifier } from '../../../../workers/classify/load.ts';

export const classifier: TextClassifier = await loadTextClassifier();

/** What is stated: what is only possible states nothing. */
export function levelOf(text: string, category: Category): Level {
  const verdicts = classifier.classify(text).verdicts.filter(isFlagged);
  return verdicts.find((verdict) => verdict.category === category)?.level ?? 'none';
}

/** Categories whose level is suspect or strong. */
export function flagged(text: string): Category[] {
  return flaggedIn(classifier.classify(text).verdicts);
}
