import { afterCorrection } from '../../learning/correction.ts';
import type { EventOf, ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';
import { placeOf } from './place.ts';

/** What a person said of a verdict, as the item keeps it. Null where an older event does not say. */
export function correctionOf({ data, actor, at }: EventOf<'verdict.corrected'>) {
  const { category, as, other, classifier } = data;
  const { revision = null, score = null, level = null } = data.judged ?? {};
  return { category, as, other, by: actor, at, classifier, revision, score, level };
}

export function reduceCorrections(item: Item, event: ModerationEvent): Partial<Item> {
  if (event.type !== 'verdict.corrected') return {};
  const corrections = afterCorrection(item.corrections, correctionOf(event));
  return { corrections, ...placeOf({ ...item, corrections }) };
}
