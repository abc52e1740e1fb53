/** The verdicts of an item that stand once people have corrected them, and what they say of it. */

import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { labelsOf } from '../../../core/learning/correction.ts';
import { assessedVerdicts, type StandingVerdict } from '../../../core/learning/standing.ts';
import { SEVERITY, severityOf } from '../../../core/moderation/severity.ts';
import { ABUSIVE_CATEGORIES, type Category } from '../../../core/moderation/verdict.ts';
import { type AssessedShape, standingVerdicts } from '../shared/veil.ts';
import { blockedBy } from './item/attachments.ts';

/** What may be so, and is no verdict yet. */
export const possibleVerdicts = (item: AssessedShape): readonly StandingVerdict[] =>
  assessedVerdicts(item).filter(({ level }) => level === 'possible');

/** The one verdict that a single key may call wrong: the machine's, alone, and not yet judged by a person. */
export function soleVerdict(item: AssessedShape): Category | null {
  const standing = standingVerdicts(item);
  const candidates = standing.length > 0 ? standing : possibleVerdicts(item);
  const [only] = candidates;
  if (candidates.length !== 1 || only === undefined) return null;
  return labelsOf(item.corrections, item.revision).has(only.category) ? null : only.category;
}

export const isAbusive = (item: AssessedShape & Pick<ItemShape, 'attachments'>): boolean =>
  blockedBy(item) !== null || standingVerdicts(item).some(({ category }) => ABUSIVE_CATEGORIES.has(category));

/** Its place in the order by gravity, as the server has it. */
export const severityOfItem = (item: AssessedShape & Pick<ItemShape, 'attachments' | 'decision'>): number =>
  severityOf({
    verdicts: assessedVerdicts(item),
    decision: item.decision,
    blocked: blockedBy(item) !== null,
  });

/** Nothing graver stands, and it may be abuse. */
export const isPossiblyAbusive = (
  item: AssessedShape & Pick<ItemShape, 'attachments' | 'decision'>,
): boolean => severityOfItem(item) === SEVERITY.possibleAbuse;
