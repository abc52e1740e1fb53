/** What the page reads, as hooks under one key, so that news of any item refreshes all of it. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ItemPage, ItemShape } from '../../../core/inbox/items.contract.ts';
import type {
  DutyReport,
  MonitoredItem,
  MonitoredPage,
  MonitoringReport,
  MonitoringTargets,
  RemovalReport,
  SupervisionReport,
  TrendReport,
} from '../../../core/monitoring/monitoring.contract.ts';
import type { BreachCause, ListSort } from '../../../core/monitoring/monitoring.ts';
import type {
  NewReportSchedule,
  ReportComment,
  ReportScheduleList,
} from '../../../core/monitoring/reports.contract.ts';
import { onArrivals } from '../api/arrivals.ts';
import { ask } from '../api/http.ts';
import { apiQuery, type Filters } from '../shared/report/filters.ts';
import type { ListChoice } from './list-choice.ts';

const KEY = 'deadlines';
/** A burst of arrivals asks the server once. */
const SETTLE_MS = 1500;

function useReport<T>(name: string, filters: Filters) {
  const query = apiQuery(filters).toString();
  return useQuery({
    queryKey: [KEY, name, query],
    queryFn: ({ signal }) => ask<T>(`/api/deadlines/${name}?${query}`, { signal }),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
}

export const useMonitoring = (filters: Filters) => useReport<MonitoringReport>('monitoring', filters);
export const useTrend = (filters: Filters) => useReport<TrendReport>('trend', filters);
export const useRemovals = (filters: Filters) => useReport<RemovalReport>('removals', filters);
export const useSupervision = (filters: Filters) => useReport<SupervisionReport>('supervision', filters);
export const useDuties = (filters: Filters) => useReport<DutyReport>('duties', filters);

export const useTargets = () =>
  useQuery({
    queryKey: [KEY, 'targets'],
    queryFn: () => ask<MonitoringTargets>('/api/deadlines/targets'),
    staleTime: 300_000,
  });

export interface DueNow {
  readonly soon: readonly ItemShape[];
  readonly overdue: readonly ItemShape[];
}

/** What falls due within four hours, the next one first; and what is overdue, the oldest first. */
export function useDueNow({ account, board }: Filters) {
  return useQuery({
    queryKey: [KEY, 'due', account, board],
    queryFn: async ({ signal }) => {
      const read = (view: string) => {
        const params = new URLSearchParams({ view, limit: '6', sort: 'due' });
        if (board !== null) params.set('board', board);
        if (account !== null) params.set('accountId', account);
        return ask<ItemPage>(`/api/items?${params}`, { signal });
      };
      const [breached, soon] = await Promise.all([read('breached'), read('due-soon')]);
      return { soon: soon.items, overdue: breached.items } satisfies DueNow;
    },
    refetchInterval: 60_000,
  });
}

export function useMonitoredList(
  filters: Filters,
  { of, weekday, hour }: ListChoice,
  sorted: { sort?: ListSort; order?: 'asc' | 'desc'; cause?: BreachCause | null } = {},
) {
  const query = apiQuery(filters);
  query.set('of', of);
  if (weekday !== null) query.set('weekday', String(weekday));
  if (hour !== null) query.set('hour', String(hour));
  for (const [name, value] of Object.entries(sorted)) if (value) query.set(name, value);
  query.set('limit', '25');
  return useInfiniteQuery({
    queryKey: [KEY, 'list', query.toString()],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return ask<MonitoredPage>(`/api/deadlines/items?${query}${cursor}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function useExplain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) =>
      ask<MonitoredItem>(`/api/deadlines/items/${encodeURIComponent(id)}/comment`, {
        method: 'POST',
        body: { text },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY, 'list'] }),
  });
}

const reportKey = (filters: Filters) => Object.fromEntries(apiQuery(filters));

export function useReportComment(filters: Filters) {
  const query = apiQuery(filters).toString();
  return useQuery({
    queryKey: [KEY, 'comment', query],
    queryFn: ({ signal }) => ask<ReportComment>(`/api/deadlines/report-comment?${query}`, { signal }),
  });
}

export function useSetReportComment(filters: Filters) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      ask<ReportComment>('/api/deadlines/report-comment', {
        method: 'POST',
        body: { ...reportKey(filters), text },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY, 'comment'] }),
  });
}

const SCHEDULES = '/api/deadlines/report-schedules';
const SCHEDULES_KEY = [KEY, 'schedules'];

export const useReportSchedules = (enabled: boolean) =>
  useQuery({ queryKey: SCHEDULES_KEY, queryFn: () => ask<ReportScheduleList>(SCHEDULES), enabled });

export function useChangeSchedules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { add: NewReportSchedule } | { remove: string }) =>
      'add' in change
        ? ask<ReportScheduleList>(SCHEDULES, { method: 'POST', body: change.add })
        : ask<ReportScheduleList>(`${SCHEDULES}/${encodeURIComponent(change.remove)}`, { method: 'DELETE' }),
    onSuccess: (list) => client.setQueryData(SCHEDULES_KEY, list),
  });
}

export function useSetTargets() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MonitoringTargets) =>
      ask<MonitoringTargets>('/api/deadlines/targets', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}

/** The same socket events as the inbox: whatever changes an item changes a figure. */
export function useLiveFigures(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onArrivals(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: [KEY] });
      }, SETTLE_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}
