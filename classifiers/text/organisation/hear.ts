/** Where the moderators' layer meets the shipped model, and what it may never do. */
import type { Category, Level, Span } from '../../../core/moderation/verdict.ts';
import type { Draft } from '../layer.ts';
import type { Calibration } from '../model/weights.ts';

export interface Heard {
  readonly score: number;
  readonly level: Level;
  /** raised: shown only because moderators taught it. lowered: they taught that such words mean less here. */
  readonly taught?: 'raised' | 'lowered';
}

const ORDER: readonly Level[] = ['none', 'suspect', 'strong'];
/** What a word is worth where moderators taught that it means less. */
export const oneLower = (level: Level): Level => (level === 'strong' ? 'suspect' : 'none');
const lower = (a: Level, b: Level): Level => (ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b);
/** A text is not brought up by a breath: this much of the log-odds must come from what was taught. */
const LEAST_RISE = 0.5;
/** From here on a word of the lexicons, too, counts one step lower than it would. */
const LOWERS_WORDS = -1;

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
 * The shipped model's answer after the layer was heard. It raises to `suspect` at most and never to `strong`, so it can
 * never be one of the two strong signals that hiding needs. What is certain without the model it never lowers; a single
 * word of the lexicons by one step, and from strong no further than suspect unless the score itself becomes harmless.
 * Where the shipped model is silent (languages without labelled abuse, no weights) it is silent too.
 */
export function hear(
  draft: Draft,
  category: Category,
  shipped: { readonly said: Heard | null; readonly points: Calibration | undefined },
): Heard | null {
  const { said, points } = shipped;
  const layer = draft.context.organisation;
  if (layer === undefined || said === null || points === undefined || said.score <= 0) return said;
  const push = layer.push(category, said.score);
  if (push === 0 || (push < 0 && isCertain(draft, category))) return said;
  const score = sigmoid(logit(said.score) + push);
  const reached: Level = score >= points.strong ? 'strong' : score >= points.suspect ? 'suspect' : 'none';
  if (push < 0) {
    const level = lower(said.level, reached);
    return push > LOWERS_WORDS ? { score, level } : { score, level, taught: 'lowered' };
  }
  if (said.level !== 'none' || reached === 'none' || push < LEAST_RISE) return { score, level: said.level };
  return { score, level: 'suspect', taught: 'raised' };
}
