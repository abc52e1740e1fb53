/** The lists that a person has named, and those shared with them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedViewRequest, SavedViewShape } from '../../../core/inbox/saved-views.contract.ts';
import { ask } from './http.ts';
import { keys } from './queries.ts';

type Views = { views: SavedViewShape[] };
const PATH = '/api/saved-views';
const id = encodeURIComponent;

/** Under `keys.views`, so that news of any item refreshes their counts too. */
const SAVED = [...keys.views, 'saved'] as const;

export const useSavedViews = () =>
  useQuery({ queryKey: SAVED, queryFn: () => ask<Views>(PATH), refetchInterval: 60_000 });

/** Drawn anew once the server has it. */
function useChange<In, Out>(change: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: SAVED }),
  });
}

/** Without an id, a new one. */
export const useSaveView = () =>
  useChange(({ viewId, ...body }: SavedViewRequest & { readonly viewId: string | null }) =>
    ask<SavedViewShape>(viewId === null ? PATH : `${PATH}/${id(viewId)}`, { method: 'POST', body }),
  );
export const useRemoveView = () =>
  useChange((viewId: string) => ask<object>(`${PATH}/${id(viewId)}`, { method: 'DELETE' }));
export const useOrderViews = () =>
  useChange((ids: readonly string[]) => ask<object>(`${PATH}/order`, { method: 'POST', body: { ids } }));
