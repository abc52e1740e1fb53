/** Where what moderators taught meets the shipped model, and what it may never do. */
import {
  type Category,
  LEVEL_RANK,
  type Level,
  lowerLevel,
  type Span,
} from '../../../core/moderation/verdict.ts';
import type { Draft } from '../draft/draft.ts';
import { levelAt } from '../model/model-score.ts';
import type { Calibration } from '../model/weights.ts';

export interface AdjustedScore {
  readonly score: number;
  readonly level: Level;
  /** raised: at that level only because moderators taught it. lowered: they taught that such words mean less here. */
  readonly adjustment?: 'raised' | 'lowered';
}

/** What a word is worth where moderators taught that it means less. */
export const levelBelow = (level: Level): Level => (level === 'strong' ? 'suspect' : 'none');
/** A text is brought neither up nor down by a breath: this much of the log-odds must come from what was taught. */
const MIN_CHANGE = 0.5;
/**
 * What was taught raises a text from where it is rather so than not: the shipped points keep a budget of false alarms among
 * texts that nobody here has spoken of.
 */
const TAUGHT = 0.5;
/** From here on a word of the lexicons, too, counts one step lower than it would. */
const MAX_TO_LOWER_WORDS = -1;

export const logit = (p: number): number => {
  const inside = Math.min(1 - 1e-4, Math.max(1e-4, p));
  return Math.log(inside / (1 - inside));
};
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Identity numbers are certain by their check digits, and so is what two kinds of evidence find strong by themselves. */
function isCertain({ findings }: Draft, category: Category): boolean {
  const kinds = new Set<Span['kind']>();
  for (const finding of findings)
    if (finding.category === category && finding.strength === 'strong') kinds.add(finding.kind);
  if (kinds.has('lexicon')) kinds.delete('pattern');
  return kinds.has('number') || kinds.size >= 2;
}

/**
 * The shipped model's answer, adjusted by the learned model. It raises to `suspect` at most and never to `strong`, so it can
 * never be one of the two strong signals that hiding needs. What is certain without the model it never lowers; a single
 * word of the lexicons by one step, and from strong no further than suspect unless the score itself becomes harmless.
 * Where the shipped model is silent (languages without labelled abuse, no weights) it is silent too.
 */
export function adjustByLearned(
  draft: Draft,
  category: Category,
  shipped: { readonly score: AdjustedScore | null; readonly points: Calibration | undefined },
): AdjustedScore | null {
  const { score: before, points } = shipped;
  const learned = draft.context.learned;
  if (learned === undefined || before === null || points === undefined || before.score <= 0) return before;
  const change = learned.adjustment(category, before.score);
  if (change === 0 || (change < 0 && isCertain(draft, category))) return before;
  const score = sigmoid(logit(before.score) + change);
  if (change < 0) {
    if (change > -MIN_CHANGE) return { score, level: before.level };
    const level = lowerLevel(before.level, levelAt(score, points, true));
    return change > MAX_TO_LOWER_WORDS ? { score, level } : { score, level, adjustment: 'lowered' };
  }
  const reached = levelAt(score, { ...points, suspect: Math.min(points.suspect, TAUGHT) }, true);
  const raised = lowerLevel(reached, 'suspect');
  if (LEVEL_RANK[raised] <= LEVEL_RANK[before.level] || change < MIN_CHANGE)
    return { score, level: before.level };
  return { score, level: raised, adjustment: 'raised' };
}
