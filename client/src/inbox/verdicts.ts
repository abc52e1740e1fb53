/** The verdicts of an item that stand once people have corrected them, and what they say of it. */

import { isImageVerdict } from '../../../core/images/media.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { labelsOf } from '../../../core/learning/correction.ts';
import { ABUSIVE_CATEGORIES, type Category, type Verdict } from '../../../core/moderation/verdict.ts';
import { blockedBy } from './item/attachments.ts';

type AssessedShape = Pick<ItemShape, 'verdicts' | 'corrections' | 'revision'>;

/** The verdicts that stand: at least "suspect", and not corrected away by a person; strongest first. */
export function standingVerdicts(
  item: AssessedShape,
): readonly Pick<Verdict, 'category' | 'level' | 'score'>[] {
  const labels = labelsOf(item.corrections, item.revision);
  const measured = item.verdicts.filter(
    ({ level, category }) => level !== 'none' && labels.get(category) !== false,
  );
  const named = [...labels]
    .filter(([category, is]) => is && !measured.some((verdict) => verdict.category === category))
    .map(([category]) => ({ category, level: 'strong' as const, score: 1 }));
  const rank = (level: string): number => (level === 'strong' ? 1 : 0);
  const sorted = [...measured, ...named].sort((a, b) => rank(b.level) - rank(a.level) || b.score - a.score);
  // Text and pictures may have found the same: the graver stands.
  return sorted.filter(({ category }, at) => sorted.findIndex((other) => other.category === category) === at);
}

/** The one verdict that a single key may call wrong: the machine's, alone, and not yet judged by a person. */
export function soleVerdict(item: AssessedShape): Category | null {
  const standing = standingVerdicts(item);
  const [only] = standing;
  if (standing.length !== 1 || only === undefined) return null;
  return labelsOf(item.corrections, item.revision).has(only.category) ? null : only.category;
}

export const isAbusive = (item: AssessedShape & Pick<ItemShape, 'attachments'>): boolean =>
  blockedBy(item) !== null || standingVerdicts(item).some(({ category }) => ABUSIVE_CATEGORIES.has(category));

/** Whether the words themselves are folded: what stands on a picture says nothing of them. */
export const isTextAbusive = (item: AssessedShape): boolean =>
  standingVerdicts({
    ...item,
    verdicts: item.verdicts.filter((verdict) => !isImageVerdict(verdict)),
  }).some(({ category }) => ABUSIVE_CATEGORIES.has(category));
