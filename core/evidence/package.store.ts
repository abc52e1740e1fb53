/** Loads a capture as a whole, with its picture where there is one, from what was sealed and nothing else. */
import { tenantById } from '../accounts/tenants.store.ts';
import { itemsById } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import { captureRowById } from './capture-rows.store.ts';
import { captureById, picturesOfRecord, type StoredCapture, withFiles } from './captures.store.ts';
import { contextIn, evidencePackageOf, type PictureSeal } from './compose-package.ts';
import type { EvidencePackage } from './package.ts';
import { withheldAmong } from './withholding.store.ts';
import { shownBeside, withheldSince } from './withholding.ts';

/** The newest seal of a picture: one that was made up for later stands beside none, or beside an older one. */
async function pictureSealOf(db: Db, record: StoredCapture): Promise<PictureSeal | null> {
  const seals = await picturesOfRecord(db, { tenantId: record.tenantId, recordId: record._id });
  const seal = seals.at(-1);
  return seal === undefined ? null : { stored: seal, sealed: await withFiles(db, seal) };
}

/** The capture of that id; of a picture's, the record that it shows. Null: there is none. */
export async function evidencePackage(
  db: Db,
  { tenantId, captureId }: { readonly tenantId: string; readonly captureId: string },
): Promise<EvidencePackage | null> {
  const found = await captureById(db, { tenantId, id: captureId });
  if (found === null) return null;
  const record =
    found.recordId === undefined ? found : await captureById(db, { tenantId, id: found.recordId });
  if (record === null) return null;
  const [sealed, picture, row, tenant, [item]] = await Promise.all([
    withFiles(db, record),
    pictureSealOf(db, record),
    captureRowById(db, { tenantId, id: record._id }),
    tenantById(db, tenantId),
    itemsById(db, { tenantId, ids: [record.itemId] }),
  ]);
  const { context, externalId } = contextIn(sealed);
  const around = await withheldAmong(db, record, shownBeside(context, externalId));
  const since = withheldSince(item ?? null, around);
  const pictureMissing = row?.picture === 'missing' ? row.pictureCause : null;
  return evidencePackageOf({ record, sealed, picture, pictureMissing, tenant, item: item ?? null, since });
}
