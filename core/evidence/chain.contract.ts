/** The state of the chain: whether it is whole, since when, and what of it stands outside the system. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { CHAIN_FAULTS } from './chain-fault.ts';
import { BROWSER_STATES } from './picture-state.ts';

export const ChainState = z
  .object({
    /** `unchecked`: the daily check has not run yet. */
    state: z.enum(['intact', 'altered', 'unchecked']),
    /** When the first capture was sealed; null: none was. */
    since: instant.nullable(),
    checkedAt: instant.nullable(),
    links: z.int(),
    faults: z.array(
      z.object({
        seq: z.int(),
        captureId: z.string().nullable(),
        fault: z.enum(CHAIN_FAULTS),
        detail: z.string(),
      }),
    ),
    /** The newest head that was taken: it stands in the unit's mail and, where one is named, under an authority's stamp. */
    head: z.object({ seq: z.int(), hash: z.string(), takenAt: instant, stamped: z.boolean() }).nullable(),
    /** Whether the workers have a browser that draws pictures; `none`: one has not, and seals records alone. */
    browser: z.enum(BROWSER_STATES),
  })
  .meta({ id: 'ChainState' });
export type ChainState = z.infer<typeof ChainState>;

export const CHAIN_ROUTES = {
  verifyAudit: {
    method: 'get',
    path: '/api/audit/verify',
    permission: 'chain:read',
    summary: 'What the last check of the whole chain of evidence found',
    output: ChainState,
    status: 200,
  },
} as const satisfies Record<string, Route>;
