/** Deliveries that wait for a person: what arrived when, never what it says. They belong to the whole installation. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { PLATFORMS } from '../kernel/platform.ts';

/** `unreadable`: no delivery of this platform. `conflict`: the store refused it for a day. `fault`: ingest failed on it. */
export const QUARANTINE_CAUSES = ['unreadable', 'conflict', 'fault'] as const;
export type QuarantineCause = (typeof QUARANTINE_CAUSES)[number];

export const QuarantinedShape = z
  .object({
    id: z.string(),
    platform: z.enum(PLATFORMS),
    receivedAt: instant,
    /** Size of its body. */
    bytes: z.int(),
    attempts: z.int(),
    /** Null: quarantined before causes were kept. */
    cause: z.enum(QUARANTINE_CAUSES).nullable(),
  })
  .meta({ id: 'QuarantinedDelivery' });
export type QuarantinedShape = z.infer<typeof QuarantinedShape>;

/** The oldest 100. */
export const QuarantineList = z.object({ deliveries: z.array(QuarantinedShape), total: z.int() });
export type QuarantineList = z.infer<typeof QuarantineList>;

const none = z.object({});
export const RetriedShape = z.object({ retried: z.int() });

export const DELIVERY_ROUTES = {
  listQuarantined: {
    method: 'get',
    path: '/api/deliveries/quarantined',
    permission: 'accounts:write',
    summary: 'What platforms sent and nobody could ingest; needs access to every account',
    output: QuarantineList,
    status: 200,
  },
  retryDelivery: {
    method: 'post',
    path: '/api/deliveries/:id/retry',
    permission: 'accounts:write',
    summary: 'Try a quarantined delivery again; needs access to every account',
    body: none,
    output: RetriedShape,
    status: 200,
  },
  retryDeliveries: {
    method: 'post',
    path: '/api/deliveries/retry',
    permission: 'accounts:write',
    summary: 'Try every quarantined delivery again; needs access to every account',
    body: none,
    output: RetriedShape,
    status: 200,
  },
} as const satisfies Record<string, Route>;
