/** Second opinions that are wanted: one row per text revision. The row is the job; it is claimed like an action. */

import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import { claimRow, dueRows, type JobKind, type JobRow, settleRow } from '../kernel/job-rows.ts';

export interface WantedOpinion extends JobRow {
  readonly itemId: string;
  readonly revision: number;
  readonly state: 'wanted' | 'done' | 'failed';
}

export const Opinions = collection<WantedOpinion>(
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

/** The lease is longer than the longest time limit the settings allow. */
const KIND: JobKind<WantedOpinion> = { rows: Opinions, open: ['wanted'], leaseMs: 90_000 };
export const OPINION_ATTEMPTS = 5;

export type OpinionKey = Pick<WantedOpinion, 'tenantId' | 'itemId' | 'revision'>;

/** Asks for an opinion on each; one that is asked for already is left alone. */
export async function wantOpinions(
  db: Db,
  wanted: readonly OpinionKey[],
  write: { session: ClientSession; now: Date },
): Promise<void> {
  if (wanted.length === 0) return;
  await Opinions(db).bulkWrite(
    wanted.map(({ tenantId, itemId, revision }) => ({
      updateOne: {
        filter: { tenantId, _id: opinionId(itemId, revision) },
        update: {
          $setOnInsert: {
            tenantId,
            itemId,
            revision,
            state: 'wanted',
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

/** One that every try has ended with its worker is given up. */
export async function claimOpinion(
  db: Db,
  key: { tenantId: string; id: string; now: Date },
): Promise<WantedOpinion | null> {
  const claimed = await claimRow(db, KIND, key);
  if (claimed === null || claimed.attempts <= OPINION_ATTEMPTS) return claimed;
  await settleOpinion(db, claimed, { state: 'failed' });
  return null;
}

/** Ends or puts off a claimed row; false where another has taken it meanwhile. */
export const settleOpinion = (
  db: Db,
  claimed: WantedOpinion,
  set: Partial<Pick<WantedOpinion, 'state' | 'notBefore'>>,
  session?: ClientSession,
): Promise<boolean> => settleRow(db, KIND, { claimed, set, session });

export const dueOpinions = (db: Db, key: { before: Date; now: Date; limit: number }) =>
  dueRows(db, KIND, key);
