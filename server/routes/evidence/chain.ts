import { lastCheck } from '../../../core/evidence/chain-checks.store.ts';
import { newestHead } from '../../../core/evidence/chain-heads.store.ts';
import { browserOf, workersAlive } from '../../../core/monitoring/worker-heartbeats.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';

export function chainHandlers(deps: ServerDeps): Pick<Handlers, 'verifyAudit'> {
  return {
    async verifyAudit({ principal }) {
      const { tenantId } = principal.scope;
      const [check, head, workers] = await Promise.all([
        lastCheck(deps.db, tenantId),
        newestHead(deps.db, tenantId),
        workersAlive(deps.db, deps.now()),
      ]);
      const faults = check?.faults ?? [];
      return {
        state: check === null ? 'unchecked' : faults.length === 0 ? 'intact' : 'altered',
        since: check?.since?.toISOString() ?? null,
        checkedAt: check?.checkedAt.toISOString() ?? null,
        links: check?.links ?? 0,
        faults: faults.map((fault) => ({ ...fault })),
        head: head && {
          seq: head.seq,
          hash: head.hash,
          takenAt: head.takenAt.toISOString(),
          stamped: head.timeStamp !== null,
        },
        browser: browserOf(workers),
      };
    },
  };
}
