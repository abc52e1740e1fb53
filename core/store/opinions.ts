/** Second opinions that are wanted: one row per text revision. The row is the job; it is claimed like an action. */
import { randomUUID } from 'node:crypto';
import { derivedId } from '../domain/ids.ts';
import { type ClientSession, collection, type Db, overAllTenants } from './db.ts';

export interface WantedOpinion {
  readonly _id: string;
  readonly tenantId: string;
  readonly itemId: string;
  readonly revision: number;
  readonly state: 'wanted' | 'done' | 'failed';
  readonly notBefore: Date;
  readonly attempts: number;
  readonly lease: { readonly token: string; readonly until: Date } | null;
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

/** Longer than the longest time limit the settings allow. */
const LEASE_MS = 90_000;
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

export function claimOpinion(
  db: Db,
  key: { tenantId: string; id: string; now: Date },
): Promise<WantedOpinion | null> {
  const { tenantId, id, now } = key;
  const lease = { token: randomUUID(), until: new Date(now.getTime() + LEASE_MS) };
  return Opinions(db)
    .findOneAndUpdate(
      {
        tenantId,
        _id: id,
        state: 'wanted',
        notBefore: { $lte: now },
        $or: [{ lease: null }, { 'lease.until': { $lte: now } }],
      },
      { $set: { lease }, $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    )
    .lean<WantedOpinion>();
}

/** Ends or puts off a claimed row; false where another has taken it meanwhile. */
export async function settleOpinion(
  db: Db,
  claimed: WantedOpinion,
  set: Partial<Pick<WantedOpinion, 'state' | 'notBefore'>>,
  session?: ClientSession,
): Promise<boolean> {
  const result = await Opinions(db).updateOne(
    { tenantId: claimed.tenantId, _id: claimed._id, 'lease.token': claimed.lease?.token ?? '' },
    { $set: { ...set, lease: null } },
    session ? { session } : {},
  );
  return result.matchedCount === 1;
}

export function dueOpinions(
  db: Db,
  key: { before: Date; now: Date; limit: number },
): Promise<Pick<WantedOpinion, '_id' | 'tenantId' | 'attempts'>[]> {
  return Opinions(db)
    .find(
      {
        state: 'wanted',
        notBefore: { $lte: key.before },
        $or: [{ lease: null }, { 'lease.until': { $lte: key.now } }],
      },
      { _id: 1, tenantId: 1, attempts: 1 },
      overAllTenants('the sweeper serves the whole installation'),
    )
    .sort({ notBefore: 1 })
    .limit(key.limit)
    .lean<Pick<WantedOpinion, '_id' | 'tenantId' | 'attempts'>[]>();
}
