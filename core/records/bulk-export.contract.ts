/** Evidence in bulk as clients see it, and the routes of the API. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { FileAnswer } from '../contract/files.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { BULK_EXPORT_CAUSES, BULK_EXPORT_STATES } from './bulk-export.ts';
import { PACKAGE_FORMATS } from './package-format.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u, 'a day, as 2026-03-02');

const what = {
  accountIds: z.array(z.string().max(64)).min(1).max(200),
  /** Sealed on these days, both included. */
  from: day,
  to: day,
  /** Only of what was judged abusive or removed. */
  abusive: z.boolean(),
  format: z.enum(PACKAGE_FORMATS),
};

export const BulkExportRequest = z
  .object({ ...what, abusive: z.boolean().default(false) })
  .meta({ id: 'BulkExportRequest' });
export type BulkExportRequest = z.infer<typeof BulkExportRequest>;

export const BulkExportShape = z
  .object({
    id: z.string(),
    ...what,
    state: z.enum(BULK_EXPORT_STATES),
    cause: z.enum(BULK_EXPORT_CAUSES).nullable(),
    requestedAt: instant,
    /** Null: not counted yet. */
    total: z.int().nullable(),
    /** Captures whose file is made. */
    done: z.int(),
    /** Captures that are not in the file; `export.json` in it names each with its reason. */
    leftOut: z.int(),
    bytes: z.int(),
    /** When the file is swept away; null: there is none. */
    expiresAt: instant.nullable(),
  })
  .meta({ id: 'BulkExport' });
export type BulkExportShape = z.infer<typeof BulkExportShape>;

export const BULK_EXPORT_ROUTES = {
  requestBulkExport: {
    method: 'post',
    path: '/api/exports',
    permission: 'captures:read',
    summary: 'Make one zip of the evidence of accounts over a span of days, in the background',
    body: BulkExportRequest,
    output: BulkExportShape,
    status: 202,
  },
  listBulkExports: {
    method: 'get',
    path: '/api/exports',
    permission: 'captures:read',
    summary: 'The newest exports that the caller has asked for',
    output: z.object({ exports: z.array(BulkExportShape) }),
    status: 200,
  },
  readBulkExport: {
    method: 'get',
    path: '/api/exports/:id',
    permission: 'captures:read',
    summary: 'How far an export has come; only for who asked for it',
    output: BulkExportShape,
    status: 200,
  },
  cancelBulkExport: {
    method: 'delete',
    path: '/api/exports/:id',
    permission: 'captures:read',
    summary: 'Stop an export, or throw its file away before its time',
    output: BulkExportShape,
    status: 200,
  },
  downloadBulkExport: {
    method: 'get',
    path: '/api/exports/:id/file',
    permission: 'captures:read',
    summary: 'The zip, while it lies ready',
    output: FileAnswer,
    files: ['application/zip'],
    status: 200,
  },
} as const satisfies Record<string, Route>;
