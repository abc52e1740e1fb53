/** What the page reads and asks: the policies in force, their versions, a trial, a new version. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import type {
  ModerationPolicies,
  ModerationVersionShape,
  PolicyHistory,
  PolicyTrial,
} from '../../../core/moderation/policies.contract.ts';
import { ask } from '../api/http.ts';
import { serverNow } from '../shared/now.ts';
import type { Draft, PolicyScope } from './draft.ts';

const KEY = 'policies';
const PATH = '/api/policies';

export const usePolicies = () =>
  useQuery({ queryKey: [KEY, 'in-force'], queryFn: () => ask<ModerationPolicies>(PATH) });

export function usePolicyHistory(scope: PolicyScope) {
  const query = scope === null ? '' : `?${new URLSearchParams({ accountId: scope })}`;
  return useQuery({
    queryKey: [KEY, 'history', scope],
    queryFn: () => ask<z.infer<typeof PolicyHistory>>(`${PATH}/history${query}`),
  });
}

export function useTrial(scope: PolicyScope) {
  return useMutation({
    /** A draft of null tries going back to what stands above the scope. */
    mutationFn: ({ draft, days }: { draft: Draft | null; days: number }) =>
      ask<PolicyTrial>(`${PATH}/try`, {
        method: 'POST',
        body: { accountId: scope, policy: draft, from: new Date(serverNow() - days * DAY_MS).toISOString() },
      }),
  });
}

/** A draft of null goes back to what stands above the scope. */
export function usePutInForce(scope: PolicyScope, basedOn: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft | null) =>
      ask<ModerationVersionShape>(PATH, {
        method: 'POST',
        body: { accountId: scope, policy: draft, basedOn },
      }),
    // Also after a refusal: somebody else may have been first. Not waited for: the page is told first what it asked for.
    onSettled: () => void client.invalidateQueries({ queryKey: [KEY] }),
  });
}
