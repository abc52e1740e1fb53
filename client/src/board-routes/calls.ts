/** The calls of the page of case systems, and what it reads as hooks. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  BoardRoutes,
  HandOverRouteRequest,
  HandOverShape,
} from '../../../core/records/hand-over.contract.ts';
import { ask } from '../api/http.ts';

const id = encodeURIComponent;
const KEY = ['board-routes'] as const;

export const useBoardRoutes = () =>
  useQuery({ queryKey: KEY, queryFn: () => ask<BoardRoutes>('/api/board-routes'), staleTime: 0 });

/** What changes a way reads them all anew: they are few. */
export function useRouteChange<In, Out>(change: (input: In) => Promise<Out>, then?: (out: Out) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: then,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const saveRoute = (body: HandOverRouteRequest) =>
  ask<{ id: string }>('/api/board-routes', { method: 'POST', body });
export const removeRoute = (routeId: string) =>
  ask<object>(`/api/board-routes/${id(routeId)}`, { method: 'DELETE' });
export const tryRoute = (routeId: string) =>
  ask<HandOverShape>(`/api/board-routes/${id(routeId)}/test`, { method: 'POST' });

const UNDER_WAY: ReadonlySet<string> = new Set(['queued', 'sending']);
const ASK_EVERY_MS = 1000;

/** Asked again as long as it is under way. */
export const useTrial = (trialId: string | null) =>
  useQuery({
    queryKey: ['hand-over', trialId],
    queryFn: () => ask<HandOverShape>(`/api/hand-overs/${id(trialId ?? '')}`),
    enabled: trialId !== null,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data === undefined || UNDER_WAY.has(data.state) ? ASK_EVERY_MS : false,
  });
