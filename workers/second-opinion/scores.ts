/** From another's labels to our categories: the mapping is data, an unknown label is left out. */

import { CATEGORIES, type Category } from '../../core/moderation/verdict.ts';
import { MIN_OPINION_SCORE, type OpinionScore } from '../../core/second-opinion/second-opinion.ts';

/** Label of theirs -> category of ours, null: we have none for it. */
export type LabelMapping = ReadonlyMap<string, Category | null>;

/** Reads `{label: category | null}`. Throws where a category is not one of ours. */
export function readMapping(data: unknown): LabelMapping {
  if (typeof data !== 'object' || data === null)
    throw new Error('A mapping is an object of label: category.');
  return new Map(
    Object.entries(data).map(([label, value]) => {
      const category = CATEGORIES.find((known) => known === value) ?? null;
      if (value !== null && category === null) throw new Error(`No category ${String(value)} for ${label}.`);
      return [label, category];
    }),
  );
}

/** The strongest score of each category that is worth keeping, strongest first. */
export function toOurs(scores: Readonly<Record<string, number>>, mapping: LabelMapping): OpinionScore[] {
  const best = new Map<Category, number>();
  for (const [label, score] of Object.entries(scores)) {
    const category = mapping.get(label) ?? null;
    if (category !== null && score >= MIN_OPINION_SCORE)
      best.set(category, Math.max(score, best.get(category) ?? 0));
  }
  return [...best]
    .map(([category, score]) => ({ category, score: Math.round(score * 1000) / 1000 }))
    .sort((a, b) => b.score - a.score);
}
