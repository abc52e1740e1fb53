/** Acts on many items: counted, begun, watched and taken back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BulkAct, BulkActShape, BulkRequest } from '../../../../core/actions/bulk-act.contract.ts';
import { ask } from '../../api/http.ts';

const PATH = '/api/bulk-acts';
const KEY = ['bulk-acts'] as const;
const WATCH_MS = 1_000;

/** Either the items, each as it was seen, or all that match. */
export type BulkTarget = Pick<BulkRequest, 'items' | 'matching'>;

export const isUnderWay = ({ state }: Pick<BulkActShape, 'state'>): boolean =>
  state === 'running' || state === 'undoing';

export const countBulkAct = (act: BulkAct, target: BulkTarget): Promise<BulkActShape> =>
  ask<BulkActShape>(PATH, { method: 'POST', body: { ...act, ...target } });

/** Asked again as long as it is under way. */
export const useBulkAct = (actId: string) =>
  useQuery({
    queryKey: [...KEY, actId],
    queryFn: () => ask<BulkActShape>(`${PATH}/${encodeURIComponent(actId)}`),
    refetchInterval: ({ state: { data } }) => (data === undefined || isUnderWay(data) ? WATCH_MS : false),
    staleTime: 0,
  });

/** What the person has begun, here or in a window that is closed; asked again as long as one is under way. */
export const useBulkActs = (enabled: boolean) =>
  useQuery({
    queryKey: KEY,
    queryFn: () => ask<{ acts: BulkActShape[] }>(PATH),
    enabled,
    refetchInterval: ({ state: { data } }) => (data?.acts.some(isUnderWay) ? 2 * WATCH_MS : false),
    staleTime: 30_000,
  });

export function useBulkStep(step: 'start' | 'undo') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (actId: string) =>
      ask<BulkActShape>(`${PATH}/${encodeURIComponent(actId)}/${step}`, { method: 'POST' }),
    onSuccess: (act) => client.setQueryData([...KEY, act.id], act),
    onSettled: () => client.invalidateQueries({ queryKey: KEY, exact: true }),
  });
}
