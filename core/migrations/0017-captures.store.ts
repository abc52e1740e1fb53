/** Captures that were sealed before there were pictures are to have one: each gets the row that takes it. */
import { CAPTURE_ROWS } from '../evidence/capture-rows.store.ts';
import { Captures, type StoredCapture } from '../evidence/captures.store.ts';
import { type Db, overAllTenants, transaction } from '../kernel/db.ts';
import { requestRows } from '../kernel/job-rows.ts';

const WHY = 'a migration brings the whole installation to its shape';

/** One after the other, and fewer than can be taken: removals that wait for their picture find room between them. */
const APART_MS = 3000;

export async function wantPictures(db: Db): Promise<void> {
  const records = Captures(db)
    .find({ recordId: { $exists: false } }, { manifest: 0, files: 0 }, overAllTenants(WHY))
    .lean<StoredCapture[]>()
    .cursor() as unknown as AsyncIterable<StoredCapture>;
  let next = Date.now();
  for await (const { _id, tenantId, accountId, itemId, sealedAt } of records) {
    const row = { _id, tenantId, accountId, itemId, cause: null, createdAt: sealedAt };
    const rows = [{ ...row, state: 'sealed', picture: 'waiting', pictureCause: null } as const];
    next += APART_MS;
    const now = new Date(next);
    await transaction(db, (session) => requestRows(db, CAPTURE_ROWS, { rows, session, now }));
  }
}
