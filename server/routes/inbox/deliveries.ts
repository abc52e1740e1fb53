/** Quarantined deliveries: listed, and tried again. */
import type { QuarantinedShape } from '../../../core/inbox/deliveries.contract.ts';
import { deliveryHints } from '../../../core/inbox/deliveries.store.ts';
import {
  type DeliverySummary,
  quarantined,
  retryDelivery,
  retryQuarantined,
} from '../../../core/inbox/quarantine.store.ts';
import { seesAll } from '../../../core/kernel/authorise.ts';
import { forbidden, notFound } from '../../../core/kernel/errors.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';

const SHOWN = 100;

const present = (row: DeliverySummary): QuarantinedShape => ({
  id: row._id,
  platform: row.platform,
  receivedAt: row.receivedAt.toISOString(),
  bytes: row.bytes,
  attempts: row.attempts,
  cause: row.cause ?? null,
});

/** Nobody knows yet whose a delivery is. */
function assertSeesAll(scope: Scope): void {
  if (!seesAll(scope)) throw forbidden('This needs access to every account.');
}

export function deliveryHandlers(
  deps: ServerDeps,
): Pick<Handlers, 'listQuarantined' | 'retryDelivery' | 'retryDeliveries'> {
  return {
    async listQuarantined({ principal: { scope } }) {
      assertSeesAll(scope);
      const { deliveries, total } = await quarantined(deps.db, SHOWN);
      return { deliveries: deliveries.map(present), total };
    },
    async retryDelivery({ principal: { scope }, id }) {
      if (!seesAll(scope) || !(await retryDelivery(deps.db, id))) throw notFound('delivery');
      await deps.queues.hint('ingest-delivery', deliveryHints([id]));
      return { retried: 1 };
    },
    async retryDeliveries({ principal: { scope } }) {
      assertSeesAll(scope);
      // The sweeper finds them: there may be many.
      return { retried: await retryQuarantined(deps.db) };
    },
  };
}
