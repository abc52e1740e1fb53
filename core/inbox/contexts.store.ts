/** Posts and parent comments that a comment hangs on, fetched once. The row is the job; it is claimed like an action. */

import type { Cause } from '../actions/connector.ts';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import { claimRow, dueRows, type JobKind, type JobRow, settleRow } from '../kernel/job-rows.ts';
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

const KIND: JobKind<Context> = { rows: Contexts, open: ['pending'], leaseMs: 30_000 };
export const CONTEXT_ATTEMPTS = 5;

export interface Wanted {
  readonly tenantId: string;
  readonly accountId: string;
  readonly externalId: string;
}

/** Asks for nodes that are not known yet; those already there are left alone. */
export async function wantContexts(
  db: Db,
  wanted: readonly Wanted[],
  write: { session: ClientSession; now: Date },
) {
  if (wanted.length === 0) return;
  await Contexts(db).bulkWrite(
    wanted.map(({ tenantId, accountId, externalId }) => ({
      updateOne: {
        filter: { tenantId, _id: contextId(accountId, externalId) },
        update: {
          $setOnInsert: {
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
            notBefore: write.now,
            attempts: 0,
            lease: null,
          },
        },
        upsert: true,
      },
    })),
    { session: write.session, ordered: true },
  );
}

export function contextsById(
  db: Db,
  key: { tenantId: string; ids: readonly string[] },
  session?: ClientSession,
) {
  return Contexts(db)
    .find({ tenantId: key.tenantId, _id: { $in: [...key.ids] } }, null, session ? { session } : {})
    .lean<Context[]>();
}

export const claimContext = (
  db: Db,
  key: { tenantId: string; id: string; now: Date },
): Promise<Context | null> => claimRow(db, KIND, key);

export const updateContext = (
  db: Db,
  claimed: Context,
  set: Partial<Omit<Context, '_id' | 'tenantId' | 'lease'>>,
): Promise<boolean> => settleRow(db, KIND, { claimed, set });

export const dueContexts = (db: Db, key: { before: Date; now: Date; limit: number }) =>
  dueRows(db, KIND, key);
