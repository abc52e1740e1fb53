/** The calls of the page of evidence in bulk. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BulkExportRequest, BulkExportShape } from '../../../core/records/bulk-export.contract.ts';
import { OPEN_BULK_EXPORTS } from '../../../core/records/bulk-export.ts';
import { ask } from '../api/http.ts';

const id = encodeURIComponent;
const KEY = ['bulk-exports'] as const;
const ASK_EVERY_MS = 2000;

export const isBeingMade = ({ state }: Pick<BulkExportShape, 'state'>): boolean =>
  (OPEN_BULK_EXPORTS as readonly string[]).includes(state);

/** Asked again as long as one of them is being made. */
export const useExports = () =>
  useQuery({
    queryKey: KEY,
    queryFn: () => ask<{ exports: BulkExportShape[] }>('/api/exports'),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.exports.some(isBeingMade) ? ASK_EVERY_MS : false),
  });

function useExportChange<In>(change: (input: In) => Promise<BulkExportShape>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const useRequest = () =>
  useExportChange((body: BulkExportRequest) =>
    ask<BulkExportShape>('/api/exports', { method: 'POST', body }),
  );
export const useCancel = () =>
  useExportChange((exportId: string) =>
    ask<BulkExportShape>(`/api/exports/${id(exportId)}`, { method: 'DELETE' }),
  );
export const fileOf = (exportId: string): string => `/api/exports/${id(exportId)}/file`;
