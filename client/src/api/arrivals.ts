/** Where changed items are announced, whatever brought them: socket, catching up, or the answer to an own action. */

import type { ItemDetail, ItemShape } from '../../../core/inbox/items.contract.ts';
import { isNewer } from '../../../core/inbox/newer.ts';
import { queryClient } from './client.ts';
import { keys } from './queries.ts';

type Listener = (items: readonly ItemShape[]) => void;
const listeners = new Set<Listener>();

export function onArrivals(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

let countsDue = false;
/** A burst of changes asks for the counts once, not once per change. */
function refreshCounts(): void {
  if (countsDue) return;
  countsDue = true;
  setTimeout(() => {
    countsDue = false;
    void queryClient.invalidateQueries({ queryKey: keys.views });
  }, 400);
}

function refreshDetail(item: ItemShape): void {
  const key = keys.item(item.id);
  const known = queryClient.getQueryData<ItemDetail>(key);
  if (!known || !isNewer(item, known.item)) return;
  queryClient.setQueryData<ItemDetail>(key, { ...known, item });
  void queryClient.invalidateQueries({ queryKey: key });
  void queryClient.invalidateQueries({ queryKey: keys.events(item.id) });
}

export function announce(items: readonly ItemShape[]): void {
  if (items.length === 0) return;
  for (const item of items) refreshDetail(item);
  for (const listener of listeners) listener(items);
  refreshCounts();
}
