/** Evidence in bulk: asked for, looked at, stopped and fetched by the one who asked, and by nobody else. */
import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { accountById } from '../../../core/accounts/accounts.store.ts';
import type { Principal } from '../../../core/accounts/people.store.ts';
import type { FileAnswer } from '../../../core/contract/files.contract.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import type { Db } from '../../../core/kernel/db.ts';
import { invalid, notFound, UppsiktError } from '../../../core/kernel/errors.ts';
import { zipOfStreams } from '../../../core/kernel/zip/write-zip.ts';
import type { BulkExportRequest, BulkExportShape } from '../../../core/records/bulk-export.contract.ts';
import { dayStart, EXPORTS_AT_ONCE } from '../../../core/records/bulk-export.ts';
import {
  type BulkExportEntry,
  endedEntries,
  fileOfEntry,
} from '../../../core/records/bulk-export-files.store.ts';
import {
  type BulkExport,
  bulkExportById,
  bulkExportsOf,
  cancelBulkExport,
  requestBulkExport,
} from '../../../core/records/bulk-exports.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';

function present(row: BulkExport): BulkExportShape {
  const { accountIds, from, to, abusive, format, state, cause, total, done, leftOut, bytes } = row;
  return {
    id: row._id,
    accountIds: [...accountIds],
    ...{ from, to, abusive, format, state, cause, total, done, leftOut, bytes },
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: state === 'ready' ? (row.expiresAt?.toISOString() ?? null) : null,
  };
}

function assertDays({ from, to }: BulkExportRequest): void {
  const [first, last] = [dayStart(from), dayStart(to)];
  if (first === null || last === null) throw invalid('from and to are days that exist, as 2026-03-02.');
  if (last < first) throw invalid('The last day lies before the first.');
}

const tooMany = (): UppsiktError =>
  new UppsiktError({
    code: 'too_many_exports',
    status: 409,
    message: `${EXPORTS_AT_ONCE} exports are being made already. Wait for one, or stop it.`,
  });

async function ask(
  deps: ServerDeps,
  { scope, actor }: Principal,
  wanted: BulkExportRequest,
): Promise<BulkExportShape> {
  assertDays(wanted);
  const { tenantId } = scope;
  const accountIds = [...new Set(wanted.accountIds)];
  for (const id of accountIds) {
    const account = sees(scope, id) ? await accountById(deps.db, { tenantId, id }) : null;
    if (account === null) throw notFound('account');
  }
  const asked = { ...wanted, _id: randomUUID(), tenantId, accountIds, actor, requestedAt: deps.now() };
  const requested = await requestBulkExport(deps.db, asked);
  if (requested === null) throw tooMany();
  void deps.queues.hint('bulk-export', requested.hints);
  return present(requested.row);
}

/** Who has lost an account since has lost what was made of it. */
async function ownExport(deps: ServerDeps, { scope, actor }: Principal, id: string): Promise<BulkExport> {
  const row = await bulkExportById(deps.db, { tenantId: scope.tenantId, id });
  const isTheirs = row !== null && row.actor.kind === actor.kind && row.actor.id === actor.id;
  if (!isTheirs || !row.accountIds.every((accountId) => sees(scope, accountId))) throw notFound('export');
  return row;
}

/** A file that is not what was written down breaks the answer off: half a zip never looks like a whole one. */
async function* provenFile(db: Db, entry: BulkExportEntry): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of fileOfEntry(db, entry)) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('hex') !== entry.sha256) throw new Error('A file of an export is not what was written.');
}

function textFiles(row: BulkExport, entries: readonly BulkExportEntry[]) {
  const { accountIds, from, to, abusive, format, requestedAt } = row;
  const made = entries.filter(({ state }) => state === 'made');
  const listing = {
    ...{ accountIds, from, to, abusive, format, requestedAt },
    files: made.map(({ name, captureId, sha256 }) => ({ file: name, captureId, sha256 })),
    leftOut: entries
      .filter(({ state }) => state === 'left-out')
      .map(({ captureId, reason }) => ({ captureId, reason })),
  };
  const sums = made.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  return [
    { path: 'export.json', text: `${JSON.stringify(listing, null, 2)}\n` },
    { path: 'checksums.sha256', text: sums },
  ].map(({ path, text }) => {
    const bytes = Buffer.from(text);
    return { path, size: bytes.length, open: () => Readable.from([bytes]) };
  });
}

async function fileOf(deps: ServerDeps, row: BulkExport): Promise<FileAnswer> {
  if (row.state !== 'ready') throw notFound('file: it is not ready, or no longer there');
  const entries = await endedEntries(deps.db, row);
  const files = entries
    .filter(({ state }) => state === 'made')
    .map((entry) => ({
      path: entry.name ?? entry.captureId,
      size: entry.bytes,
      open: () => Readable.from(provenFile(deps.db, entry)),
    }));
  const name = `uppsikt-${row.format}-${row.from}-${row.to}`;
  const content = zipOfStreams([...textFiles(row, entries), ...files], name);
  return { contentType: 'application/zip', name: `${name}.zip`, content };
}

type BulkExportRoutes =
  | 'requestBulkExport'
  | 'listBulkExports'
  | 'readBulkExport'
  | 'cancelBulkExport'
  | 'downloadBulkExport';

export function bulkExportHandlers(deps: ServerDeps): Pick<Handlers, BulkExportRoutes> {
  return {
    requestBulkExport: ({ principal, body }) => ask(deps, principal, body),
    async listBulkExports({ principal }) {
      const { tenantId } = principal.scope;
      const rows = await bulkExportsOf(deps.db, { tenantId, actorId: principal.actor.id });
      return { exports: rows.map(present) };
    },
    readBulkExport: async ({ principal, id }) => present(await ownExport(deps, principal, id)),
    async cancelBulkExport({ principal, id }) {
      const { tenantId, _id } = await ownExport(deps, principal, id);
      const cancelled = await cancelBulkExport(deps.db, { tenantId, id: _id, now: deps.now() });
      return present(cancelled ?? (await ownExport(deps, principal, id)));
    },
    downloadBulkExport: async ({ principal, id }) => fileOf(deps, await ownExport(deps, principal, id)),
  };
}
