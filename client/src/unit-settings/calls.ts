/** What the pages of the unit's settings read and send. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AlarmSettingsAnswer,
  AlarmSettingsHistory,
  AlarmSettingsRequest,
  AlarmTest,
  AlarmTestRequest,
} from '../../../core/alarms/alarms.contract.ts';
import type {
  DeadlinePolicyHistory,
  PolicyPreview,
  StoredPolicyShape,
} from '../../../core/deadlines/deadlines.contract.ts';
import { ask } from '../api/http.ts';
import type { Policy } from './clock-draft.ts';

/** Null: the whole municipality. */
export type Place = string | null;

const CLOCK = 'deadline-policies';
const ALARMS = 'alarm-settings';
const at = (place: Place): string =>
  place === null ? '' : `?${new URLSearchParams({ accountId: place }).toString()}`;

export const usePolicies = () =>
  useQuery({
    queryKey: [CLOCK, 'in-force'],
    queryFn: () => ask<{ policies: z.infer<typeof StoredPolicyShape>[] }>('/api/deadlines/policies'),
  });

export const usePolicyVersions = (place: Place) =>
  useQuery({
    queryKey: [CLOCK, 'history', place],
    queryFn: () => ask<DeadlinePolicyHistory>(`/api/deadlines/policies/history${at(place)}`),
  });

/** `policy` null: there is nothing that could be tried. */
export const usePreview = (place: Place, asked: { policy: Policy | null; moment: string | null }) =>
  useQuery({
    queryKey: [CLOCK, 'preview', place, JSON.stringify(asked)],
    queryFn: () =>
      ask<PolicyPreview>('/api/deadlines/policies/preview', {
        method: 'POST',
        body: { accountId: place, ...asked },
      }),
    enabled: asked.policy !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });

export function usePutPolicy(place: Place) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ policy, basedOn }: { policy: Policy; basedOn: string | null }) =>
      ask<z.infer<typeof StoredPolicyShape>>('/api/deadlines/policies', {
        method: 'POST',
        body: { accountId: place, policy, basedOn },
      }),
    onSettled: () => void client.invalidateQueries({ queryKey: [CLOCK] }),
  });
}

export const useAlarmSettings = (place: Place) =>
  useQuery({
    queryKey: [ALARMS, 'in-force', place],
    queryFn: () => ask<AlarmSettingsAnswer>(`/api/alarm-settings${at(place)}`),
  });

export const useAlarmVersions = (place: Place) =>
  useQuery({
    queryKey: [ALARMS, 'history', place],
    queryFn: () => ask<AlarmSettingsHistory>(`/api/alarm-settings/history${at(place)}`),
  });

export function usePutAlarms() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AlarmSettingsRequest) =>
      ask<AlarmSettingsAnswer>('/api/alarm-settings', { method: 'POST', body }),
    onSettled: () => void client.invalidateQueries({ queryKey: [ALARMS] }),
  });
}

export const useTestChannel = () =>
  useMutation({
    mutationFn: (body: z.infer<typeof AlarmTestRequest>) =>
      ask<AlarmTest>('/api/alarm-settings/test', { method: 'POST', body }),
  });

const ASK_EVERY_MS = 1000;

/** Asked again as long as it is on its way. */
export const useTest = (testId: string | null) =>
  useQuery({
    queryKey: ['alarm-test', testId],
    queryFn: () => ask<AlarmTest>(`/api/alarm-settings/tests/${encodeURIComponent(testId ?? '')}`),
    enabled: testId !== null,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data === undefined || data.state === 'pending' ? ASK_EVERY_MS : false,
  });
