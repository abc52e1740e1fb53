import { SEVERITY } from '../../moderation/severity.ts';
import type { SecondOpinion } from '../../second-opinion/second-opinion.ts';
import type { ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';

export const raises = ({ categories }: SecondOpinion): boolean => categories.length > 0;

/** It draws attention and does nothing else: the item sorts as flagged, verdicts and decision stay ours. */
const withOpinion = (item: Item, secondOpinion: SecondOpinion): Partial<Item> => ({
  secondOpinion,
  severity: raises(secondOpinion) ? Math.max(item.severity, SEVERITY.flagged) : item.severity,
});

export function reduceSecondOpinion(item: Item, event: ModerationEvent): Partial<Item> {
  if (event.type === 'second-opinion.given')
    return withOpinion(item, { ...event.data, state: 'given', cause: null, at: event.at });
  if (event.type === 'second-opinion.failed')
    return withOpinion(item, { ...event.data, state: 'failed', categories: [], at: event.at });
  return {};
}
