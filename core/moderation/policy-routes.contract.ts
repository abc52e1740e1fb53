/** The part of the table of routes that concerns moderation policies. */

import type { Route } from '../contract/route.contract.ts';
import {
  ModerationPolicies,
  ModerationPolicyRequest,
  ModerationVersionShape,
  PolicyHistory,
  PolicyHistoryQuery,
  PolicyTrial,
  PolicyTrialRequest,
} from './policies.contract.ts';

export const POLICY_ROUTES = {
  listModerationPolicies: {
    method: 'get',
    path: '/api/policies',
    permission: 'policies:read',
    summary: 'The moderation policies in force, and the templates that a new one begins from',
    output: ModerationPolicies,
    status: 200,
  },
  listPolicyVersions: {
    method: 'get',
    path: '/api/policies/history',
    permission: 'policies:read',
    summary: 'Every version of the municipality’s or of one account’s moderation policy, newest first',
    query: PolicyHistoryQuery,
    output: PolicyHistory,
    status: 200,
  },
  tryModerationPolicy: {
    method: 'post',
    path: '/api/policies/try',
    permission: 'policies:read',
    summary: 'What a proposed policy would have done with the caller’s history, beside the one in force',
    body: PolicyTrialRequest,
    output: PolicyTrial,
    status: 200,
  },
  setModerationPolicy: {
    method: 'post',
    path: '/api/policies',
    permission: 'policies:write',
    summary: 'Put a new version of a moderation policy in force, for what is judged from now on',
    body: ModerationPolicyRequest,
    output: ModerationVersionShape,
    status: 201,
  },
} as const satisfies Record<string, Route>;
