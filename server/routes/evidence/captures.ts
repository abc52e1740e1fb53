import { captureById } from '../../../core/evidence/captures.store.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import { notFound } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { sendPackage } from './capture-package.ts';

export function captureHandlers(deps: ServerDeps): Pick<Handlers, 'readCapture' | 'packageCapture'> {
  return {
    async readCapture({ principal, id }) {
      const capture = await captureById(deps.db, { tenantId: principal.scope.tenantId, id });
      if (capture === null || !sees(principal.scope, capture.accountId)) throw notFound('capture');
      const { _id, itemId, accountId, sealedAt, manifest, manifestSha256, chain } = capture;
      return {
        id: _id,
        itemId,
        accountId,
        state: 'sealed',
        sealedAt: sealedAt.toISOString(),
        manifestSha256,
        manifest: JSON.parse(manifest) as Record<string, unknown>,
        chain: { ...chain },
      };
    },

    packageCapture: ({ principal, id, query }) =>
      sendPackage(deps, principal, { captureId: id, format: query.format }),
  };
}
