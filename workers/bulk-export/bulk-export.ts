/**
 * Makes the files of an export of many captures, one after the other, and a while at a time: then others have their
 * turn, and a worker that is to stop need not wait. Each file stands with its entry, its count and its trace, or not at all.
 */
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { isStoreFault, transaction } from '../../core/kernel/db.ts';
import { UppsiktError } from '../../core/kernel/errors.ts';
import { sha256 } from '../../core/kernel/ids.ts';
import { updateRow } from '../../core/kernel/job-rows.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { zipBytes } from '../../core/kernel/zip/write-zip.ts';
import { capturesOf } from '../../core/records/bulk-export.store.ts';
import {
  type BulkExportCause,
  dayStart,
  type LeftOutReason,
  MAX_EXPORT_BYTES,
  MAX_EXPORT_CAPTURES,
  READY_FOR_MS,
  TRIES_OF_ONE,
} from '../../core/records/bulk-export.ts';
import {
  type BulkExportEntry,
  endEntry,
  listEntries,
  nextEntry,
  storePieces,
} from '../../core/records/bulk-export-files.store.ts';
import { BULK_EXPORT_ROWS, type BulkExport } from '../../core/records/bulk-exports.store.ts';
import { type CapturePackage, capturePackage } from '../../core/records/capture-package.store.ts';
import type { WorkerDeps } from '../deps.ts';
import { runRow, type Settlement } from '../run-row.ts';

/** Well within a claim, and no longer than a worker may take to stop. */
const A_WHILE_MS = 20_000;
const A_WHILE_FILES = 50;

const ended = (deps: WorkerDeps, cause: BulkExportCause): Settlement<BulkExport> => ({
  set: { state: 'failed', cause, current: null, expiresAt: deps.now() },
});

async function captureIdsOf({ db }: WorkerDeps, row: BulkExport): Promise<string[]> {
  const { tenantId, accountIds, abusive } = row;
  const [from, to] = [dayStart(row.from), dayStart(row.to, 1)];
  if (from === null || to === null) return [];
  const ids: string[] = [];
  for (const accountId of accountIds)
    ids.push(...(await capturesOf(db, { tenantId, accountId, from, to, abusive })));
  return ids;
}

/** The row with its entries written down; or how it has ended. Null: the claim was lost. */
async function listed(deps: WorkerDeps, claimed: BulkExport) {
  if (claimed.total !== null) return claimed;
  const ids = await captureIdsOf(deps, claimed);
  if (ids.length === 0) return ended(deps, 'nothing-found');
  if (ids.length > MAX_EXPORT_CAPTURES) return ended(deps, 'too-many');
  const set = { state: 'running', hasFiles: true } as const;
  // Before the first of them is written, so that they are swept away wherever this ends.
  if (!(await updateRow(deps.db, BULK_EXPORT_ROWS, { claimed, set }))) return null;
  await listEntries(deps.db, claimed, ids);
  const total = ids.length;
  const isOurs = await updateRow(deps.db, BULK_EXPORT_ROWS, { claimed, set: { total } });
  return isOurs ? { ...claimed, ...set, total } : null;
}

async function fileOf({ name, files }: CapturePackage, format: BulkExport['format']) {
  const [report] = files;
  if (format === 'pdf' && report) return { name: `${name}.pdf`, bytes: report.bytes };
  return { name: `${name}.zip`, bytes: await zipBytes(files, name) };
}

interface Made {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly itemId: string;
  readonly manifestSha256: string;
}

/** One that cannot be made is named, and stops no other. */
async function make(
  deps: WorkerDeps,
  { tenantId, format }: BulkExport,
  { captureId }: BulkExportEntry,
): Promise<Made | LeftOutReason> {
  const draw = (evidence: CapturePackage['evidence']) => deps.documents.draw('evidence', evidence);
  try {
    const found = await capturePackage(deps.db, { tenantId, captureId }, { format, draw, now: deps.now() });
    if (found === null) return 'gone';
    const { itemId, manifestSha256 } = found.evidence;
    return { file: await fileOf(found, format), itemId, manifestSha256 };
  } catch (error) {
    if (isStoreFault(error)) throw error;
    deps.log.error({ err: error, captureId }, 'a capture could not be exported');
    return error instanceof UppsiktError && error.code === 'evidence_altered' ? 'altered' : 'fault';
  }
}

class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/** Entry, count and trace together. Null: the claim was lost, and none of it stands. */
async function keep(
  deps: WorkerDeps,
  { claimed, entry, made }: { claimed: BulkExport; entry: BulkExportEntry; made: Made | LeftOutReason },
): Promise<BulkExport | null> {
  const { db } = deps;
  const isLeftOut = typeof made === 'string';
  const bytes = isLeftOut ? 0 : made.file.bytes.length;
  const set = {
    current: null,
    done: claimed.done + (isLeftOut ? 0 : 1),
    leftOut: claimed.leftOut + (isLeftOut ? 1 : 0),
    bytes: claimed.bytes + bytes,
  };
  const token = claimed.lease?.token ?? '';
  if (!isLeftOut) await storePieces(db, entry, { token, bytes: made.file.bytes });
  try {
    await transaction(db, async (session) => {
      if (!(await updateRow(db, BULK_EXPORT_ROWS, { claimed, set, session }))) throw new ClaimLost();
      if (isLeftOut) return endEntry(db, entry, { set: { state: 'left-out', reason: made }, session });
      const { name } = made.file;
      const file = { state: 'made', name, bytes, sha256: sha256(made.file.bytes), token } as const;
      await endEntry(db, entry, { set: file, session });
      await trace(deps, { claimed, made, entry }, session);
    });
  } catch (error) {
    if (error instanceof ClaimLost) return null;
    throw error;
  }
  return { ...claimed, ...set };
}

/** Whoever asked stands in the item's history, as with a file that was fetched from the item. */
async function trace(
  { db, now }: WorkerDeps,
  { claimed, made, entry }: { claimed: BulkExport; made: Made; entry: BulkExportEntry },
  session: Parameters<Parameters<typeof transaction>[1]>[0],
): Promise<void> {
  const { tenantId, actor, format } = claimed;
  const item = await itemById(db, { tenantId, id: made.itemId }, session);
  if (item === null) return;
  const data = { captureId: entry.captureId, format, manifestSha256: made.manifestSha256 };
  const newEvents = [{ type: 'capture.exported' as const, data }];
  await recordNewEvents(db, item, { newEvents, actor, at: now(), session });
}

/** Null: the claim was lost. */
async function oneMore(
  deps: WorkerDeps,
  row: BulkExport,
  entry: BulkExportEntry,
): Promise<BulkExport | null> {
  const tries = row.current?.at === entry.at ? row.current.tries + 1 : 1;
  const current = { at: entry.at, tries };
  if (!(await updateRow(deps.db, BULK_EXPORT_ROWS, { claimed: row, set: { current } }))) return null;
  const made = tries > TRIES_OF_ONE ? 'worker-lost' : await make(deps, row, entry);
  return keep(deps, { claimed: row, entry, made });
}

async function work(deps: WorkerDeps, claimed: BulkExport): Promise<Settlement<BulkExport> | null> {
  const begun = await listed(deps, claimed);
  if (begun === null || 'set' in begun) return begun;
  let row = begun;
  const until = deps.now().getTime() + A_WHILE_MS;
  for (let count = 0; count < A_WHILE_FILES && deps.now().getTime() < until; count++) {
    const entry = await nextEntry(deps.db, row);
    if (entry === null) {
      const expiresAt = new Date(deps.now().getTime() + READY_FOR_MS);
      return { set: { state: 'ready', current: null, expiresAt } };
    }
    const after = await oneMore(deps, row, entry);
    if (after === null) return null;
    if (after.bytes > MAX_EXPORT_BYTES) return ended(deps, 'too-large');
    row = after;
  }
  return { set: { state: 'running' }, again: 0 };
}

/** The processor of `bulk-export`. */
export function createBulkExport(deps: WorkerDeps): Processor {
  const lost = (): Settlement<BulkExport> => ended(deps, 'worker-lost');
  return runRow<BulkExport, object>(deps, {
    name: 'bulk-export',
    kind: BULK_EXPORT_ROWS,
    load: async () => ({}),
    gone: lost,
    giveUp: async () => lost(),
    work: ({ claimed }) => work(deps, claimed),
  });
}
