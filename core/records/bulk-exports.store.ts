/**
 * Exports of many captures as stored rows, which are jobs. Each capture of one is an entry, and its file stands in
 * pieces: whoever goes on after a kill finds what is made, and no process ever holds more than one capture.
 */
import { collection, type Db, isDuplicateKey, overAllTenants, transaction } from '../kernel/db.ts';
import { type JobKind, type JobRow, requestRows } from '../kernel/job-rows.ts';
import type { RowRef } from '../kernel/queue/jobs.ts';
import type { Actor } from '../kernel/roles.ts';
import {
  type BulkExportCause,
  type BulkExportState,
  EXPORTS_AT_ONCE,
  OPEN_BULK_EXPORTS,
} from './bulk-export.ts';
import { dropFiles } from './bulk-export-files.store.ts';
import type { PackageFormat } from './package-format.ts';

export interface BulkExport extends JobRow {
  readonly state: BulkExportState;
  readonly cause: BulkExportCause | null;
  readonly actor: Actor;
  readonly requestedAt: Date;
  readonly accountIds: readonly string[];
  /** The days, as asked for; both included. */
  readonly from: string;
  readonly to: string;
  readonly abusive: boolean;
  readonly format: PackageFormat;
  /** Which of the few that a municipality has at once. */
  readonly slot: number;
  /** Null: not counted yet. */
  readonly total: number | null;
  readonly done: number;
  readonly leftOut: number;
  readonly bytes: number;
  /** Which entry is being made, and how often it was begun: one that ends its worker must not do so for ever. */
  readonly current: { readonly at: number; readonly tries: number } | null;
  /** When its files are swept away. Null: it is being made. */
  readonly expiresAt: Date | null;
  /** Whether entries or pieces may stand. */
  readonly hasFiles: boolean;
}

export const BulkExports = collection<BulkExport>(
  'bulkExports',
  {
    state: String,
    cause: String,
    actor: Object,
    requestedAt: Date,
    accountIds: [String],
    from: String,
    to: String,
    abusive: Boolean,
    format: String,
    slot: Number,
    total: Number,
    done: Number,
    leftOut: Number,
    bytes: Number,
    current: Object,
    expiresAt: Date,
    hasFiles: Boolean,
    notBefore: Date,
    attempts: Number,
    lease: Object,
  },
  [
    { keys: { notBefore: 1 }, partial: { state: { $in: [...OPEN_BULK_EXPORTS] } } },
    { keys: { tenantId: 1, slot: 1 }, unique: true, partial: { state: { $in: [...OPEN_BULK_EXPORTS] } } },
    { keys: { tenantId: 1, 'actor.id': 1, requestedAt: -1 } },
    { keys: { expiresAt: 1 }, partial: { hasFiles: true } },
  ],
);

/** A worker that has lost its claim may write until then. */
const LEASE_MS = 5 * 60_000;

export const BULK_EXPORT_ROWS: JobKind<BulkExport> = {
  rows: BulkExports,
  open: OPEN_BULK_EXPORTS,
  leaseMs: LEASE_MS,
};

type Asked = Pick<
  BulkExport,
  '_id' | 'tenantId' | 'actor' | 'requestedAt' | 'accountIds' | 'from' | 'to' | 'abusive' | 'format'
>;

/** Null: the municipality has as many under way as it may. */
export async function requestBulkExport(
  db: Db,
  asked: Asked,
): Promise<{ row: BulkExport; hints: RowRef[] } | null> {
  const { tenantId, requestedAt: now } = asked;
  for (let slot = 0; slot < EXPORTS_AT_ONCE; slot++) {
    const row = {
      ...asked,
      slot,
      state: 'queued',
      cause: null,
      total: null,
      done: 0,
      leftOut: 0,
      bytes: 0,
      current: null,
      expiresAt: null,
      hasFiles: false,
    } as const;
    const taken = await BulkExports(db).countDocuments({
      tenantId,
      slot,
      state: { $in: [...OPEN_BULK_EXPORTS] },
    });
    if (taken > 0) continue;
    try {
      const hints = await transaction(db, (session) =>
        requestRows(db, BULK_EXPORT_ROWS, { rows: [row], session, now }),
      );
      return { row: { ...row, notBefore: now, attempts: 0, lease: null }, hints };
    } catch (error) {
      // Somebody else took the place in this moment.
      if (!isDuplicateKey(error)) throw error;
    }
  }
  return null;
}

export function bulkExportById(db: Db, key: { tenantId: string; id: string }) {
  return BulkExports(db).findOne({ tenantId: key.tenantId, _id: key.id }).lean<BulkExport>();
}

/** Those that one person or key has asked for, the newest first. */
export function bulkExportsOf(db: Db, key: { tenantId: string; actorId: string }): Promise<BulkExport[]> {
  return BulkExports(db)
    .find({ tenantId: key.tenantId, 'actor.id': key.actorId })
    .sort({ requestedAt: -1 })
    .limit(20)
    .lean<BulkExport[]>();
}

/** Stopped, or given back before its time. Null: there is nothing to stop any more. */
export function cancelBulkExport(
  db: Db,
  { tenantId, id, now }: { tenantId: string; id: string; now: Date },
): Promise<BulkExport | null> {
  const expiresAt = new Date(now.getTime() + LEASE_MS);
  return BulkExports(db)
    .findOneAndUpdate(
      { tenantId, _id: id, state: { $in: [...OPEN_BULK_EXPORTS, 'ready'] } },
      // Whoever holds it loses it, and stops before its next file.
      { $set: { state: 'cancelled', current: null, lease: null, expiresAt } },
      { returnDocument: 'after' },
    )
    .lean<BulkExport>();
}

const AT_ONCE = 20;

/** Sweeps away the files of what has expired, was stopped or came to nothing; the row stays and says who asked. */
export async function sweepBulkExports(db: Db, now: Date): Promise<void> {
  const over = await BulkExports(db)
    .find(
      { hasFiles: true, expiresAt: { $lte: now } },
      null,
      overAllTenants('files that have expired are swept away for the whole installation'),
    )
    .limit(AT_ONCE)
    .lean<BulkExport[]>();
  for (const { tenantId, _id, state } of over) {
    // First the state: nobody is given a file of which half is gone.
    const after = state === 'ready' ? 'expired' : state;
    await BulkExports(db).updateOne({ tenantId, _id, state }, { $set: { state: after } });
    await dropFiles(db, { tenantId, exportId: _id });
    await BulkExports(db).updateOne({ tenantId, _id }, { $set: { hasFiles: false } });
  }
}
