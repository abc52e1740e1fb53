/** What the pages read, as hooks. */
import { useQuery } from '@tanstack/react-query';
import { calls } from './calls.ts';
import { keepCounts, lastCounts } from './last-counts.ts';

export const keys = {
  session: ['session'] as const,
  views: ['views'] as const,
  accounts: ['accounts'] as const,
  people: ['people'] as const,
  quarantined: ['quarantined'] as const,
  alarms: ['alarms'] as const,
  knownPictures: ['known-pictures'] as const,
  knownPictureChanges: ['known-pictures', 'changes'] as const,
  item: (id: string) => ['item', id] as const,
  numbered: (number: string) => ['numbered', number] as const,
  events: (id: string) => ['events', id] as const,
};

export const useSessionQuery = (enabled: boolean) =>
  useQuery({ queryKey: keys.session, queryFn: calls.session, enabled, staleTime: Number.POSITIVE_INFINITY });
/** Under `keys.views`, so that news of any item refreshes the counts of every account. */
export const useViews = (accountId: string | null) =>
  useQuery({
    queryKey: [...keys.views, accountId],
    queryFn: () => keepCounts(accountId, calls.views(accountId)),
    placeholderData: () => lastCounts(accountId),
    refetchInterval: 60_000,
  });
export const useAccounts = () =>
  useQuery({ queryKey: keys.accounts, queryFn: calls.accounts, staleTime: 300_000 });
export const usePeople = () => useQuery({ queryKey: keys.people, queryFn: calls.people, staleTime: 300_000 });
/** Refreshed while it is looked at: what is tried again is gone from it, or back, within seconds. */
export const useQuarantined = () =>
  useQuery({ queryKey: keys.quarantined, queryFn: calls.quarantined, refetchInterval: 15_000, staleTime: 0 });
export const useAlarms = () =>
  useQuery({ queryKey: keys.alarms, queryFn: calls.alarms, refetchInterval: 60_000, staleTime: 10_000 });
export const useKnownPictures = () =>
  useQuery({ queryKey: keys.knownPictures, queryFn: calls.knownPictures, staleTime: 60_000 });
export const useKnownPictureChanges = (enabled: boolean) =>
  useQuery({ queryKey: keys.knownPictureChanges, queryFn: calls.knownPictureChanges, enabled, staleTime: 0 });
export const detailOf = (id: string) => ({ queryKey: keys.item(id), queryFn: () => calls.item(id) });
export const useDetail = (id: string) => useQuery({ ...detailOf(id), staleTime: 5_000 });
export const useEvents = (id: string, enabled: boolean) =>
  useQuery({ queryKey: keys.events(id), queryFn: () => calls.events(id), enabled, staleTime: 0 });
