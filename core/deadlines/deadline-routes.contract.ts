/** How deadlines stand, and the policies that they follow. */
import { z } from 'zod';
import type { Route } from '../contract/route.contract.ts';
import {
  DeadlinePolicyHistory,
  DeadlinePolicyRequest,
  DeadlineSummaryShape,
  PolicyHistoryQuery,
  PolicyPreview,
  PolicyPreviewRequest,
  StoredPolicyShape,
  SummaryQuery,
} from './deadlines.contract.ts';

export const DEADLINE_ROUTES = {
  summariseDeadlines: {
    method: 'get',
    path: '/api/deadlines/summary',
    permission: 'deadlines:read',
    summary: 'How the deadlines stand, and how they were met in a period',
    query: SummaryQuery,
    output: DeadlineSummaryShape,
    status: 200,
  },
  listDeadlinePolicies: {
    method: 'get',
    path: '/api/deadlines/policies',
    permission: 'deadlines:read',
    summary: 'The deadline policies that this municipality has set; accounts without one follow the default',
    output: z.object({ policies: z.array(StoredPolicyShape) }),
    status: 200,
  },
  listDeadlinePolicyVersions: {
    method: 'get',
    path: '/api/deadlines/policies/history',
    permission: 'deadlines:read',
    summary: 'Every version that was in force, of the municipality or of one account, newest first',
    query: PolicyHistoryQuery,
    output: DeadlinePolicyHistory,
    status: 200,
  },
  previewDeadlinePolicy: {
    method: 'post',
    path: '/api/deadlines/policies/preview',
    permission: 'deadlines:read',
    summary:
      'What a policy would mean: due times of typical moments, and what it would move; nothing is stored',
    body: PolicyPreviewRequest,
    output: PolicyPreview,
    status: 200,
  },
  setDeadlinePolicy: {
    method: 'post',
    path: '/api/deadlines/policies',
    permission: 'accounts:write',
    summary: 'Put a new version of a policy in force; open deadlines follow in the background',
    body: DeadlinePolicyRequest,
    output: StoredPolicyShape,
    status: 201,
  },
} as const satisfies Record<string, Route>;
