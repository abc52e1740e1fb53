/** The evidence of accounts over a span of days, made as one file in the background: its states and its bounds. Pure. */
import { DAY_MS } from '../deadlines/civil.ts';
import { localMidnight } from '../deadlines/zone.ts';

export const BULK_EXPORT_STATES = ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'] as const;
export type BulkExportState = (typeof BULK_EXPORT_STATES)[number];
export const OPEN_BULK_EXPORTS = ['queued', 'running'] as const satisfies readonly BulkExportState[];

/** Why one came to nothing. */
export const BULK_EXPORT_CAUSES = ['nothing-found', 'too-many', 'too-large', 'worker-lost'] as const;
export type BulkExportCause = (typeof BULK_EXPORT_CAUSES)[number];

/** Why one capture is not in the file. */
export const LEFT_OUT_REASONS = ['altered', 'gone', 'fault', 'worker-lost', 'withheld'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** Made at once for one municipality: each draws a document for every capture. */
export const EXPORTS_AT_ONCE = 2;
export const MAX_EXPORT_CAPTURES = 5000;
export const MAX_EXPORT_BYTES = 4 * 1024 ** 3;
/** How long a file lies ready. */
export const READY_FOR_MS = 48 * 60 * 60_000;
/** A capture that ended its worker so often is left out. */
export const TRIES_OF_ONE = 3;

/** Where both countries' offices are. */
const ZONE = 'Europe/Stockholm';
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Midnight at the beginning of that day, or of the one after it; null: there is no such day. */
export function dayStart(text: string, more = 0): Date | null {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A thirtieth of February would quietly become a day of March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) return null;
  return new Date(localMidnight(at / DAY_MS + more, ZONE));
}
