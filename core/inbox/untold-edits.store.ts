/** Edits of which the platform did not tell the new text, so that it is fetched. The row is the job. */

import type { Cause } from '../actions/connector.ts';
import { collection } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { JobKind, JobRow, NewRow } from '../kernel/job-rows.ts';

export interface UntoldEdit extends JobRow {
  readonly accountId: string;
  /** Of the comment, and of its item where it has one. */
  readonly commentId: string;
  readonly externalId: string;
  /** The delivery that told of the edit: what else it says of it is kept. */
  readonly deliveryId: string;
  readonly state: 'pending' | 'fetched' | 'failed';
  readonly cause: Cause | null;
}

export const UntoldEdits = collection<UntoldEdit>(
  'untoldEdits',
  {
    accountId: String,
    commentId: String,
    externalId: String,
    deliveryId: String,
    state: String,
    cause: String,
    notBefore: Date,
    attempts: Number,
    lease: Object,
  },
  [{ keys: { notBefore: 1 }, partial: { state: 'pending' } }],
);

export const UNTOLD_ROWS: JobKind<UntoldEdit> = { rows: UntoldEdits, open: ['pending'], leaseMs: 30_000 };

export const newUntoldEdit = (
  edit: Pick<UntoldEdit, 'tenantId' | 'accountId' | 'commentId' | 'externalId' | 'deliveryId'>,
): NewRow<UntoldEdit> => ({
  _id: derivedId(edit.commentId, 'untold-edit', edit.deliveryId),
  ...edit,
  state: 'pending',
  cause: null,
});
