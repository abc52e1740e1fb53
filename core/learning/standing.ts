/** The verdicts of an item that stand once people have corrected them. Pure, for store and client. */
import { type Category, isFlagged, LEVEL_RANK, type Level, type Verdict } from '../moderation/verdict.ts';
import { type Correction, labelsOf } from './correction.ts';

interface Assessed {
  readonly verdicts: readonly Pick<Verdict, 'category' | 'level' | 'score'>[];
  readonly corrections: readonly Pick<Correction, 'category' | 'as' | 'other' | 'revision'>[];
  readonly revision: number;
}

export interface StandingVerdict {
  readonly category: Category;
  readonly level: Level;
  readonly score: number;
}

/** What the machine measured or a person named, and no person took away: strongest first, each category once. */
export function assessedVerdicts(item: Assessed): readonly StandingVerdict[] {
  const labels = labelsOf(item.corrections, item.revision);
  const measured = item.verdicts.filter(
    ({ level, category }) => level !== 'none' && labels.get(category) !== false,
  );
  const named = [...labels]
    .filter(
      ([name, is]) => is && !measured.some((verdict) => verdict.category === name && isFlagged(verdict)),
    )
    .map(([category]) => ({ category, level: 'strong' as const, score: 1 }));
  const sorted = [...measured, ...named].sort(
    (a, b) => LEVEL_RANK[b.level] - LEVEL_RANK[a.level] || b.score - a.score,
  );
  // Text and pictures may have found the same: the graver stands.
  return sorted.filter(({ category }, at) => sorted.findIndex((other) => other.category === category) === at);
}
