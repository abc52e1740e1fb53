/** The captures of an export: each an entry, and its file in pieces beside it. */
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import type { LeftOutReason } from './bulk-export.ts';

/** One capture of an export. */
export interface BulkExportEntry {
  readonly _id: string;
  readonly tenantId: string;
  readonly exportId: string;
  /** From 0, in the order of the chain. */
  readonly at: number;
  readonly captureId: string;
  readonly state: 'waiting' | 'made' | 'left-out';
  readonly reason: LeftOutReason | null;
  /** Of the file. */
  readonly name: string | null;
  readonly bytes: number;
  readonly sha256: string | null;
  /** Whose pieces are this file's: those of a worker that lost its claim are nobody's. */
  readonly token: string | null;
}

export const BulkExportEntries = collection<BulkExportEntry>(
  'bulkExportEntries',
  {
    exportId: String,
    at: Number,
    captureId: String,
    state: String,
    reason: String,
    name: String,
    bytes: Number,
    sha256: String,
    token: String,
  },
  [{ keys: { tenantId: 1, exportId: 1, state: 1, at: 1 } }, { keys: { tenantId: 1, captureId: 1 } }],
);

interface Piece {
  readonly _id: string;
  readonly tenantId: string;
  readonly exportId: string;
  readonly entry: number;
  readonly token: string;
  readonly at: number;
  readonly data: Buffer;
}

export const BulkExportPieces = collection<Piece>(
  'bulkExportPieces',
  { exportId: String, entry: Number, token: String, at: Number, data: Buffer },
  [{ keys: { tenantId: 1, exportId: 1, entry: 1, at: 1 } }],
);

const PIECE_BYTES = 4 * 1024 * 1024;
/** What an entry needs to know of its export. */
interface Of {
  readonly _id: string;
  readonly tenantId: string;
}

const entryId = (exportId: string, at: number): string => `${exportId}/${at}`;

/** Which captures it holds is written down once: those that come later belong to the next export. */
export async function listEntries(
  db: Db,
  { tenantId, _id: exportId }: Of,
  captureIds: readonly string[],
): Promise<void> {
  await BulkExportEntries(db).deleteMany({ tenantId, exportId });
  const entries = captureIds.map((captureId, at) => ({
    _id: entryId(exportId, at),
    ...{ tenantId, exportId, at, captureId },
    ...{ state: 'waiting' as const, reason: null, name: null, bytes: 0, sha256: null, token: null },
  }));
  await BulkExportEntries(db).insertMany(entries, { lean: true });
}

export function nextEntry(db: Db, { tenantId, _id }: Of): Promise<BulkExportEntry | null> {
  return BulkExportEntries(db)
    .findOne({ tenantId, exportId: _id, state: 'waiting' })
    .sort({ at: 1 })
    .lean<BulkExportEntry>();
}

/** In pieces of one claim: nothing is read of them until the entry names that claim. */
export async function storePieces(
  db: Db,
  { tenantId, exportId, at: entry }: BulkExportEntry,
  { token, bytes }: { readonly token: string; readonly bytes: Uint8Array },
): Promise<void> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  await BulkExportPieces(db).deleteMany({ tenantId, exportId, entry });
  for (let at = 0; at * PIECE_BYTES < whole.length; at++) {
    const data = whole.subarray(at * PIECE_BYTES, (at + 1) * PIECE_BYTES);
    const _id = `${entryId(exportId, entry)}/${token}/${at}`;
    await BulkExportPieces(db).insertMany([{ _id, tenantId, exportId, entry, token, at, data }], {
      lean: true,
    });
  }
}

export async function endEntry(
  db: Db,
  entry: BulkExportEntry,
  { set, session }: { set: Partial<Omit<BulkExportEntry, '_id' | 'tenantId'>>; session: ClientSession },
): Promise<void> {
  const { tenantId, _id } = entry;
  await BulkExportEntries(db).updateOne({ tenantId, _id }, { $set: set }, { session });
}

export function endedEntries(db: Db, { tenantId, _id }: Of): Promise<BulkExportEntry[]> {
  return BulkExportEntries(db)
    .find({ tenantId, exportId: _id, state: { $in: ['made', 'left-out'] } })
    .sort({ at: 1 })
    .lean<BulkExportEntry[]>();
}

/** A lean document holds BSON's Binary where mongoose would give a Buffer. */
const bytesIn = (data: Buffer | { readonly buffer: Uint8Array }): Buffer =>
  Buffer.isBuffer(data) ? data : Buffer.from(data.buffer);

/** The file of one entry, piece by piece. */
export async function* fileOfEntry(
  db: Db,
  { tenantId, exportId, at: entry, token }: BulkExportEntry,
): AsyncGenerator<Buffer> {
  const pieces = BulkExportPieces(db)
    .find({ tenantId, exportId, entry, token })
    .sort({ at: 1 })
    .lean<Piece>();
  for await (const { data } of pieces.cursor({ batchSize: 1 })) yield bytesIn(data as Buffer);
}

export async function dropFiles(
  db: Db,
  { tenantId, exportId }: { readonly tenantId: string; readonly exportId: string },
): Promise<void> {
  await BulkExportPieces(db).deleteMany({ tenantId, exportId });
  await BulkExportEntries(db).deleteMany({ tenantId, exportId });
}

/** Files that were made of captures of which something is withheld now: an export that lies ready is without them. */
export async function withholdExports(
  db: Db,
  { tenantId, captureIds }: { readonly tenantId: string; readonly captureIds: readonly string[] },
  session: ClientSession,
): Promise<void> {
  if (captureIds.length === 0) return;
  const made = await BulkExportEntries(db)
    .find({ tenantId, captureId: { $in: [...captureIds] }, state: 'made' }, null, { session })
    .lean<BulkExportEntry[]>();
  for (const { _id, exportId, at: entry } of made) {
    const set = { state: 'left-out', reason: 'withheld', name: null, bytes: 0, sha256: null, token: null };
    await BulkExportEntries(db).updateOne({ tenantId, _id }, { $set: set }, { session });
    await BulkExportPieces(db).deleteMany({ tenantId, exportId, entry }, { session });
  }
}
