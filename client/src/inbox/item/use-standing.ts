import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useEvents } from '../../api/queries.ts';
import { canCount } from '../data/abilities.ts';
import { type Standing, standingOf } from '../data/standing.ts';

/** Null until the events are read. An item without a clock that is in the open has nothing to tell. */
export function useStanding(item: ItemShape | null): Standing | null {
  const wanted = item !== null && (canCount(item) || item.visibility === 'hidden');
  const { data } = useEvents(item?.id ?? '', wanted);
  return data === undefined ? null : standingOf(data.events);
}
