/** Whether an item has become graver than it was when somebody last decided on it, and what then follows. Pure. */

import { SEVERITY } from '../moderation/severity.ts';
import { ABUSIVE_CATEGORIES, type Category, flaggedIn } from '../moderation/verdict.ts';
import { applyNewEvents } from './apply-new-events.ts';
import type { NewEvent } from './event.ts';
import type { Item } from './item.ts';

type Graded = Pick<Item, 'verdicts' | 'decision' | 'severity'>;

/** Words or pictures that the policy keeps from the public. */
export const isHeldBack = ({ decision }: Pick<Item, 'decision'>): boolean =>
  decision === 'hold' || decision === 'hide';

const flagged = ({ verdicts }: Pick<Item, 'verdicts'>): Set<Category> => new Set(flaggedIn(verdicts));

const hasNewAbuse = (before: Graded, after: Graded): boolean =>
  [...flagged(after).difference(flagged(before))].some((category) => ABUSIVE_CATEGORIES.has(category));

/** Kept from the public now, a higher place among what is abusive, or abuse of another kind. */
export const isGraver = (before: Graded, after: Graded): boolean =>
  (isHeldBack(after) && !isHeldBack(before)) ||
  (after.severity >= SEVERITY.abuse && after.severity > before.severity) ||
  hasNewAbuse(before, after);

/** Somebody else sees in the text what our own verdicts do not. */
function opinionIsNews(before: Item, { secondOpinion: now }: Item): boolean {
  const known = flagged(before);
  for (const { category } of before.secondOpinion?.categories ?? []) known.add(category);
  return now?.categories.some(({ category }) => !known.has(category)) ?? false;
}

/**
 * What a machine finds later wakes an item that it makes graver: a person has said of what they saw that it can wait,
 * not of this. Nothing where the item does not sleep.
 */
export function wakingEvents(
  item: Item,
  found: { readonly newEvents: readonly NewEvent[] } & Parameters<typeof applyNewEvents>[2],
): NewEvent[] {
  if (item.status !== 'snoozed' || item.closeReason !== null) return [];
  const { item: after } = applyNewEvents(item, found.newEvents, found);
  if (after.status !== 'snoozed') return [];
  if (isGraver(item, after)) return [{ type: 'item.reopened', data: { reason: 'picture' } }];
  if (opinionIsNews(item, after)) return [{ type: 'item.reopened', data: { reason: 'second-opinion' } }];
  return [];
}
