/** Second opinions that are wanted: one row per text revision. The row is the job. */

import { collection } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { JobKind, JobRow, NewRow } from '../kernel/job-rows.ts';

export interface OpinionRow extends JobRow {
  readonly itemId: string;
  readonly revision: number;
  readonly state: 'wanted' | 'done' | 'failed';
}

export const Opinions = collection<OpinionRow>(
  'opinions',
  {
    itemId: String,
    revision: Number,
    state: String,
    notBefore: Date,
    attempts: Number,
    lease: Object,
  },
  [{ keys: { notBefore: 1 }, partial: { state: 'wanted' } }],
);

export const opinionId = (itemId: string, revision: number): string =>
  derivedId(itemId, 'opinion', String(revision));

export const OPINION_ROWS: JobKind<OpinionRow> = {
  rows: Opinions,
  open: ['wanted'],
  // Longer than the longest time limit the settings allow.
  leaseMs: 90_000,
};

/** A second opinion on the text as it stands in this revision. */
export const newOpinion = ({
  tenantId,
  itemId,
  revision,
}: Pick<OpinionRow, 'tenantId' | 'itemId' | 'revision'>): NewRow<OpinionRow> => ({
  _id: opinionId(itemId, revision),
  tenantId,
  itemId,
  revision,
  state: 'wanted',
});
