/** What a learned model is trained and tested on, and the shipped score beside each label. */
import type { Label, LabelKind } from '../../../core/learning/learning.ts';
import { type Category, flaggedIn, type Verdict } from '../../../core/moderation/verdict.ts';
import type { LearnedModel } from '../draft/context.ts';
import type { TextClassifier } from '../draft/draft.ts';
import { NgramBuffer } from '../normalise/ngrams.ts';
import { logit } from './adjust.ts';
import { type Features, featuresOf } from './features.ts';

export interface Sample {
  readonly text: string;
  /** Who wrote it: only to keep one person's texts together. For the project's own texts their theme. */
  readonly author: string;
  readonly labels: readonly Label[];
}

/** What a label is worth: silence is weak evidence. */
export const WEIGHT: Readonly<Record<LabelKind, number>> = {
  corrected: 1,
  removed: 1,
  agreed: 0.5,
  unremarked: 0.1,
  shipped: 0.5,
};

export interface Row {
  readonly sample: Sample;
  readonly group: number;
  readonly features: Features;
  /** Log-odds of the shipped score; null where the shipped model says nothing, and so nothing learned is asked. */
  readonly offsets: Readonly<Partial<Record<Category, number>>>;
  /** Categories that the shipped classifier finds. */
  readonly found: ReadonlySet<Category>;
}

/** Is asked what a learned model would be, and changes nothing: the shipped verdicts, with the scores they rest on. */
function recordingModel(): LearnedModel & { readonly logOdds: Map<Category, number> } {
  const logOdds = new Map<Category, number>();
  return {
    name: 'none',
    logOdds,
    read: () => logOdds.clear(),
    adjustment(category, score) {
      logOdds.set(category, logit(score));
      return 0;
    },
  };
}

/** `groups`: as `groupsOf` has them. */
export function rowsOf(
  samples: readonly Sample[],
  groups: readonly number[],
  classifier: TextClassifier,
): Row[] {
  const buffer = new NgramBuffer();
  const recording = recordingModel();
  return samples.map((sample, at) => {
    const { verdicts } = classifier.classify(sample.text, { learned: recording });
    const offsets = Object.fromEntries(recording.logOdds);
    const { text } = classifier.analyse(sample.text, {});
    return {
      sample,
      group: groups[at] ?? at,
      features: featuresOf(text, buffer),
      offsets,
      found: foundIn(verdicts),
    };
  });
}

export const foundIn = (verdicts: readonly Pick<Verdict, 'category' | 'level'>[]): ReadonlySet<Category> =>
  new Set(flaggedIn(verdicts));

/** Buckets that texts of at least two groups share: what only one person writes is not learned, and cannot be read back. */
export function sharedBuckets(rows: readonly Row[], buckets: number): Uint8Array {
  const first = new Int32Array(buckets).fill(-1);
  const shared = new Uint8Array(buckets);
  for (const { features, group } of rows)
    for (const bucket of features.buckets) {
      if (first[bucket] === -1) first[bucket] = group;
      else if (first[bucket] !== group) shared[bucket] = 1;
    }
  return shared;
}

export const labelOf = ({ sample }: Row, category: Category): Label | undefined =>
  sample.labels.find((label) => label.category === category);
