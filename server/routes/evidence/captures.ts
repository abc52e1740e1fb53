import { type CaptureRow, captureRowById } from '../../../core/evidence/capture-rows.store.ts';
import type { CaptureShape } from '../../../core/evidence/captures.contract.ts';
import { captureById, picturesOfRecord, type StoredCapture } from '../../../core/evidence/captures.store.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import { notFound } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { sendPackage } from './capture-package.ts';

/** How far the picture has come. What is sealed stands, whatever its row says; a picture has none of its own. */
function presentPicture(
  { _id, recordId }: StoredCapture,
  row: CaptureRow | null,
  pictures: readonly StoredCapture[],
): CaptureShape['picture'] {
  const seal = pictures.at(-1);
  if (recordId !== undefined) return { state: 'taken', cause: null, captureId: _id, manifestSha256: null };
  if (seal !== undefined)
    return { state: 'taken', cause: null, captureId: seal._id, manifestSha256: seal.manifestSha256 };
  const { picture = 'waiting', pictureCause = null } = row ?? {};
  return { state: picture, cause: pictureCause, captureId: null, manifestSha256: null };
}

export function captureHandlers(deps: ServerDeps): Pick<Handlers, 'readCapture' | 'packageCapture'> {
  return {
    async readCapture({ principal, id }) {
      const { tenantId } = principal.scope;
      const capture = await captureById(deps.db, { tenantId, id });
      if (capture === null || !sees(principal.scope, capture.accountId)) throw notFound('capture');
      const { _id, itemId, accountId, sealedAt, manifest, manifestSha256, chain, recordId = null } = capture;
      const [row, pictures] = await Promise.all([
        captureRowById(deps.db, { tenantId, id }),
        picturesOfRecord(deps.db, { tenantId, recordId: id }),
      ]);
      return {
        id: _id,
        itemId,
        accountId,
        state: 'sealed',
        picture: presentPicture(capture, row, pictures),
        recordId,
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
