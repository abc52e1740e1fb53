/** Pictures to be looked at: one row per item and revision that has any. The row is the job. */

import type { Item } from '../inbox/item.ts';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { JobKind, JobRow, NewRow } from '../kernel/job-rows.ts';
import { forgetChangedHashes } from './known-picture-changes.store.ts';
import { KnownPictures } from './known-pictures.store.ts';
import { type ImageHash, isOpenScan } from './media.ts';

export interface ImageScanRow extends JobRow {
  readonly accountId: string;
  readonly itemId: string;
  /** Of `item.media`: a later revision has a row of its own. */
  readonly revision: number;
  readonly state: 'pending' | 'done';
  readonly prints: readonly ImageHash[];
}

export const ImageScans = collection<ImageScanRow>(
  'looks',
  {
    accountId: String,
    itemId: String,
    revision: Number,
    state: String,
    notBefore: Date,
    attempts: Number,
    lease: Object,
    prints: [Object],
  },
  [{ keys: { notBefore: 1 }, partial: { state: 'pending' } }, { keys: { tenantId: 1, itemId: 1 } }],
);

export const scanId = (itemId: string, revision: number): string =>
  derivedId(itemId, 'look', String(revision));

export const SCAN_ROWS: JobKind<ImageScanRow> = {
  rows: ImageScans,
  open: ['pending'],
  // Longer than ten pictures take, each with its full time for fetching and judging.
  leaseMs: 240_000,
};

/** One row for every item that has a picture nobody has looked at. */
export const newScans = (items: readonly Item[]): NewRow<ImageScanRow>[] =>
  items.flatMap(({ tenantId, accountId, _id: itemId, media }) => {
    if (!media?.looks.some(isOpenScan)) return [];
    const { revision } = media;
    return [
      { _id: scanId(itemId, revision), tenantId, accountId, itemId, revision, state: 'pending', prints: [] },
    ];
  });

/** The perceptual hash of one attachment of the item as it stands; null where none is kept. */
export async function imageHashOf(
  db: Db,
  key: { tenantId: string; itemId: string; revision: number; at: number },
): Promise<ImageHash | null> {
  const row = await ImageScans(db)
    .findOne({ tenantId: key.tenantId, _id: scanId(key.itemId, key.revision) })
    .lean<ImageScanRow>();
  return row?.prints.find(({ at }) => at === key.at) ?? null;
}

/** What may be child sexual abuse material leaves no hash behind, in the list of known pictures neither. */
export async function forgetImageHashes(
  db: Db,
  key: { tenantId: string; itemIds: readonly string[] },
  session: ClientSession,
): Promise<void> {
  const { tenantId } = key;
  const rows = await ImageScans(db)
    .find({ tenantId, itemId: { $in: [...key.itemIds] } }, null, { session })
    .lean<ImageScanRow[]>();
  const hashes = rows.flatMap(({ prints: imageHashes }) => imageHashes.flatMap(({ hash }) => hash ?? []));
  if (hashes.length > 0) {
    await KnownPictures(db).deleteMany({ tenantId, hash: { $in: hashes } }, { session });
    await forgetChangedHashes(db, { tenantId, hashes }, session);
  }
  if (rows.length > 0)
    await ImageScans(db).updateMany(
      { tenantId, _id: { $in: rows.map(({ _id }) => _id) } },
      { $set: { prints: [] } },
      { session },
    );
}

/** Whether the item's pictures are still to be looked at, a try that is due again included. */
export async function isScanOpen(
  db: Db,
  { tenantId, itemId, revision }: { tenantId: string; itemId: string; revision: number },
): Promise<boolean> {
  const row = await ImageScans(db).exists({
    tenantId,
    _id: scanId(itemId, revision),
    state: { $in: [...SCAN_ROWS.open] },
  });
  return row !== null;
}

/** A picture is no longer what was judged: looked at once more. Belongs to the transaction that says so. */
export async function scanAgain(
  db: Db,
  key: { tenantId: string; itemId: string; revision: number; now: Date },
  session: ClientSession,
): Promise<void> {
  const { tenantId, itemId, revision, now } = key;
  await ImageScans(db).updateOne(
    { tenantId, _id: scanId(itemId, revision), state: 'done' },
    { $set: { state: 'pending', notBefore: now, attempts: 0, lease: null } },
    { session },
  );
}
