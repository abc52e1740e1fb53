/** What of the item was given to the board's register, and how each stands. */
import type { ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';

const KEPT = 20;

export function reduceHandOvers(item: Item, event: ModerationEvent): Partial<Item> {
  const known = item.handOvers ?? [];
  const at = event.at.toISOString();
  if (event.type === 'hand-over.requested') {
    const { handOverId: id, captureId } = event.data;
    const others = known.filter((handOver) => handOver.id !== id);
    return { handOvers: [...others, { id, captureId, state: 'queued' as const, at }].slice(-KEPT) };
  }
  if (event.type !== 'hand-over.changed') return {};
  const { handOverId, state } = event.data;
  return {
    handOvers: known.map((handOver) => (handOver.id === handOverId ? { ...handOver, state, at } : handOver)),
  };
}
