/** Finds what of a capture is withheld since it was sealed, and seals that it is. */
import { itemsById } from '../inbox/items.store.ts';
import { isWithheld } from '../inbox/withheld.ts';
import { type Db, transaction } from '../kernel/db.ts';
import { commentId, derivedId } from '../kernel/ids.ts';
import { appendCapture, captureById, type StoredCapture } from './captures.store.ts';
import { sealWithholding, type Withholding } from './withholding.ts';

/** Which of these, by their platform's ids, are withheld now. */
export async function withheldAmong(
  db: Db,
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId: string },
  externalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (externalIds.length === 0) return new Set();
  const ids = new Map(externalIds.map((externalId) => [commentId(accountId, externalId), externalId]));
  const items = await itemsById(db, { tenantId, ids: [...ids.keys()] });
  return new Set(items.filter(isWithheld).map(({ _id }) => ids.get(_id) ?? ''));
}

/** The seal that says so, in the chain: made once for the same files. */
export async function sealedWithholding(
  db: Db,
  withholding: Withholding & { readonly accountId: string; readonly itemId: string },
  now: Date,
): Promise<StoredCapture> {
  const { tenantId, captureId: recordId, accountId, itemId, files } = withholding;
  const id = derivedId(recordId, 'withheld', ...files.map(({ path, sha256 }) => `${path} ${sha256}`));
  const key = { tenantId, id };
  const found = await captureById(db, key);
  if (found !== null) return found;
  const sealed = sealWithholding(withholding, { id, at: now });
  const row = { _id: id, tenantId, accountId, itemId, recordId, withholds: true, sealedAt: now, ...sealed };
  try {
    await transaction(db, (session) => appendCapture(db, row, session));
  } catch (error) {
    // Somebody else was asked for the same at the same time.
    if ((await captureById(db, key)) === null) throw error;
  }
  const made = await captureById(db, key);
  if (made === null) throw new Error('A withholding that was sealed is gone.');
  return made;
}
