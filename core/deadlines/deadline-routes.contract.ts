/** How deadlines stand, and the policies that they follow. */
import { z } from 'zod';
import type { Route } from '../contract/route.contract.ts';
import {
  DeadlinePolicyRequest,
  DeadlineSummaryShape,
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
