/** One act on many items: its states and its bounds. Pure. */
import { MINUTE_MS } from '../deadlines/civil.ts';

export const BULK_STATES = ['prepared', 'running', 'done', 'undoing', 'undone'] as const;
export type BulkState = (typeof BULK_STATES)[number];
export const OPEN_BULK_STATES = ['running', 'undoing'] as const satisfies readonly BulkState[];

/** `kept`: it was done, and could not be taken back. */
export const BULK_ENTRY_STATES = ['waiting', 'done', 'refused', 'undone', 'kept'] as const;
export type BulkEntryState = (typeof BULK_ENTRY_STATES)[number];

/** Why an item was left alone, or could not be put back. */
export const BULK_REFUSALS = [
  'not-found',
  'forbidden',
  'changed',
  'gone',
  'closed',
  'waiting',
  'hidden',
  'not-hidden',
  'not-here',
  'no-rules',
  'no-such-person',
  'past',
  'must-register',
  'final',
  'fault',
  'other',
] as const;
export type BulkRefusal = (typeof BULK_REFUSALS)[number];

export const MAX_BULK_ITEMS = 1000;
export const BULK_SAMPLE = 5;
/** What was counted is begun within this time, or counted again. */
export const PREPARED_FOR_MS = 15 * MINUTE_MS;
/** After its end. */
export const BULK_UNDO_MS = 15 * MINUTE_MS;
