/** The calls about hand-overs, of one item and of several. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import type {
  BulkHandOverAnswer,
  HandOverShape,
  ItemAnswer,
  ReceiptRequest,
} from '../../../core/records/hand-over.contract.ts';
import { announce } from '../api/arrivals.ts';
import { ask } from '../api/http.ts';

const id = encodeURIComponent;

/** Asked anew whenever the item says that one of them stands otherwise. */
export function useHandOvers(item: ItemShape) {
  const states = item.handOvers.map(({ id: handOver, state }) => `${handOver} ${state}`).join();
  return useQuery({
    queryKey: ['hand-overs', item.id, states],
    queryFn: () => ask<{ handOvers: HandOverShape[] }>(`/api/items/${id(item.id)}/hand-overs`),
    enabled: item.handOvers.length > 0,
    placeholderData: (before) => before,
  });
}

function useItemChange<In>(change: (input: In) => Promise<ItemAnswer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: ({ item }) => announce([item]),
    onSettled: () => client.invalidateQueries({ queryKey: ['hand-overs'] }),
  });
}

export const useHandOver = (itemId: string) =>
  useItemChange<void>(() => ask<ItemAnswer>(`/api/items/${id(itemId)}/hand-over`, { method: 'POST' }));

export const useReceipt = (handOverId: string) =>
  useItemChange((body: ReceiptRequest) =>
    ask<ItemAnswer>(`/api/hand-overs/${id(handOverId)}/receipt`, { method: 'POST', body }),
  );

export const MAX_AT_ONCE = 500;
export const handOverItems = (itemIds: readonly string[], dryRun: boolean) =>
  ask<BulkHandOverAnswer>('/api/hand-overs', { method: 'POST', body: { itemIds, dryRun } });
