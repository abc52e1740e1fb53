/**
 * The one table of /api routes: express mounts it, OpenAPI is written from it, the role x route test walks it.
 * A route that is not here does not exist. Each subject brings its part.
 */
import { z } from 'zod';
import { ACCOUNT_ROUTES } from '../accounts/account-routes.contract.ts';
import { MEMBER_ROUTES } from '../accounts/member-routes.contract.ts';
import { ACTION_ROUTES } from '../actions/action-routes.contract.ts';
import { BULK_ACT_ROUTES } from '../actions/bulk-act.contract.ts';
import { ALARM_ROUTES } from '../alarms/alarm-routes.contract.ts';
import { DEADLINE_ROUTES } from '../deadlines/deadline-routes.contract.ts';
import { CAPTURE_ROUTES } from '../evidence/capture-routes.contract.ts';
import { CHAIN_ROUTES } from '../evidence/chain.contract.ts';
import { MEDIA_ROUTES } from '../images/media.contract.ts';
import { DELIVERY_ROUTES } from '../inbox/deliveries.contract.ts';
import { DRAFT_ROUTES } from '../inbox/drafts.contract.ts';
import { ITEM_ROUTES } from '../inbox/item-routes.contract.ts';
import { SAVED_VIEW_ROUTES } from '../inbox/saved-views.contract.ts';
import { ACCURACY_ROUTES } from '../learning/accuracy.contract.ts';
import { LIST_ROUTES } from '../lists/list-routes.contract.ts';
import { POLICY_ROUTES } from '../moderation/policy-routes.contract.ts';
import { MONITORING_ROUTES } from '../monitoring/monitoring-routes.contract.ts';
import { REPORT_ROUTES } from '../monitoring/reports.contract.ts';
import { BULK_EXPORT_ROUTES } from '../records/bulk-export.contract.ts';
import { HAND_OVER_ROUTES } from '../records/hand-over.contract.ts';
import type { Route } from './route.contract.ts';

export const ROUTES = {
  ...ACCOUNT_ROUTES,
  ...MEMBER_ROUTES,
  ...DELIVERY_ROUTES,
  ...ITEM_ROUTES,
  ...DRAFT_ROUTES,
  ...SAVED_VIEW_ROUTES,
  ...ACTION_ROUTES,
  ...BULK_ACT_ROUTES,
  ...CAPTURE_ROUTES,
  ...CHAIN_ROUTES,
  ...HAND_OVER_ROUTES,
  ...BULK_EXPORT_ROUTES,
  ...DEADLINE_ROUTES,
  ...MONITORING_ROUTES,
  ...REPORT_ROUTES,
  ...ALARM_ROUTES,
  ...LIST_ROUTES,
  ...ACCURACY_ROUTES,
  ...POLICY_ROUTES,
  ...MEDIA_ROUTES,
  openApi: {
    method: 'get',
    path: '/api/openapi.json',
    permission: 'public',
    summary: 'This contract as OpenAPI 3.1',
    output: z.record(z.string(), z.unknown()),
    status: 200,
  },
} as const satisfies Record<string, Route>;
export type RouteName = keyof typeof ROUTES;
