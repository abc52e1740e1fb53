/** Posts and parent comments that a comment hangs on, fetched once. The row is the job. */

import type { Cause } from '../actions/connector.ts';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { JobKind, JobRow, NewRow } from '../kernel/job-rows.ts';
import type { Author } from './comment.ts';

export interface Context extends JobRow {
  readonly accountId: string;
  readonly externalId: string;
  readonly state: 'pending' | 'fetched' | 'failed';
  readonly text: string;
  readonly author: Author | null;
  readonly own: boolean;
  readonly permalink: string | null;
  readonly at: Date | null;
  readonly cause: Cause | null;
}

export const Contexts = collection<Context>(
  'contexts',
  {
    accountId: String,
    externalId: String,
    state: String,
    text: String,
    author: Object,
    own: Boolean,
    permalink: String,
    at: Date,
    cause: String,
    notBefore: Date,
    attempts: Number,
    lease: Object,
  },
  [{ keys: { notBefore: 1 }, partial: { state: 'pending' } }],
);

export const contextId = (accountId: string, externalId: string): string =>
  derivedId(accountId, 'context', externalId);

export const CONTEXT_ROWS: JobKind<Context> = { rows: Contexts, open: ['pending'], leaseMs: 30_000 };

export type ContextKey = Pick<Context, 'tenantId' | 'accountId' | 'externalId'>;

/** A node that is not known yet. */
export const newContext = ({ tenantId, accountId, externalId }: ContextKey): NewRow<Context> => ({
  _id: contextId(accountId, externalId),
  tenantId,
  accountId,
  externalId,
  state: 'pending',
  text: '',
  author: null,
  own: false,
  permalink: null,
  at: null,
  cause: null,
});

export function contextsById(
  db: Db,
  key: { tenantId: string; ids: readonly string[] },
  session?: ClientSession,
) {
  return Contexts(db)
    .find({ tenantId: key.tenantId, _id: { $in: [...key.ids] } }, null, session ? { session } : {})
    .lean<Context[]>();
}
