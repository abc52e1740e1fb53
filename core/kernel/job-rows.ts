/**
 * Rows that are jobs: claimed with a token before any effect, settled with the same token, and found by the sweeper when
 * no hint spoke of them. A claim that has run out may be taken by another. Each claim counts as a try, also one that
 * ended with its worker: whoever claims a row with more tries than its kind has ends it, so that none comes back for ever.
 */
import { randomUUID } from 'node:crypto';
import { type ClientSession, type Collection, type Db, overAllTenants } from './db.ts';
import type { RowRef } from './queue/jobs.ts';

export interface Claim {
  readonly token: string;
  readonly until: Date;
}

export interface JobRow extends RowRef {
  readonly state: string;
  /** Nobody touches it earlier. */
  readonly notBefore: Date;
  readonly lease: Claim | null;
}

/** Rows of one kind. */
export interface JobKind<Row extends JobRow> {
  readonly rows: Collection<Row>;
  /** The states in which there is something to do. */
  readonly open: readonly Row['state'][];
  /** Longer than the work takes: a worker that is silent this long has lost its claim. */
  readonly leaseMs: number;
  /** A row whose worker was lost in the state `from` is claimed as `to`. */
  readonly takenOver?: { readonly from: Row['state']; readonly to: Row['state'] };
}

/** A row that is asked for; how it stands in the queue is added. */
export type NewRow<Row extends JobRow> = Omit<Row, 'notBefore' | 'attempts' | 'lease'>;

const modelOf = <Row extends JobRow>(kind: JobKind<Row>, db: Db) =>
  (kind.rows as unknown as Collection<JobRow>)(db);

/** Held by nobody, or by one who has let it run out. */
const unheld = (now: Date) => ({ $or: [{ lease: null }, { 'lease.until': { $lte: now } }] });

const claimable = <Row extends JobRow>({ open }: JobKind<Row>, now: Date) => ({
  state: { $in: [...open] },
  notBefore: { $lte: now },
  ...unheld(now),
});

function claiming<Row extends JobRow>({ leaseMs, takenOver }: JobKind<Row>, now: Date) {
  const lease: Claim = { token: randomUUID(), until: new Date(now.getTime() + leaseMs) };
  const state = takenOver
    ? { $cond: [{ $eq: ['$state', takenOver.from] }, takenOver.to, '$state'] }
    : '$state';
  return [{ $set: { lease, attempts: { $add: ['$attempts', 1] }, state } }];
}

/** Asks for rows within the transaction of their cause; those already there are left alone. Returns what to hint. */
export async function requestRows<Row extends JobRow>(
  db: Db,
  kind: JobKind<Row>,
  request: { rows: readonly NewRow<Row>[]; session: ClientSession; now: Date },
): Promise<RowRef[]> {
  const { rows, session, now } = request;
  if (rows.length === 0) return [];
  await modelOf(kind, db).bulkWrite(
    rows.map(({ _id, tenantId, ...fields }) => ({
      updateOne: {
        filter: { tenantId, _id },
        update: { $setOnInsert: { tenantId, ...fields, notBefore: now, attempts: 0, lease: null } },
        upsert: true,
      },
    })),
    { session, ordered: true },
  );
  return rows.map(({ _id, tenantId }) => ({ _id, tenantId, attempts: 0 }));
}

/** Takes a row that is due, or null: it is not due, done, or in another's hands. */
export async function claimRow<Row extends JobRow>(
  db: Db,
  kind: JobKind<Row>,
  { tenantId, id, now }: { tenantId: string; id: string; now: Date },
): Promise<Row | null> {
  const row = await modelOf(kind, db)
    .findOneAndUpdate({ tenantId, _id: id, ...claimable(kind, now) }, claiming(kind, now), {
      returnDocument: 'after',
      updatePipeline: true,
    })
    .lean();
  return row as Row | null;
}

/** Takes the row that has been due longest, of whatever municipality; null when none is. */
export async function claimNextRow<Row extends JobRow>(
  db: Db,
  kind: JobKind<Row>,
  now: Date,
): Promise<Row | null> {
  const row = await modelOf(kind, db)
    .findOneAndUpdate(claimable(kind, now), claiming(kind, now), {
      sort: { notBefore: 1 },
      returnDocument: 'after',
      updatePipeline: true,
      ...overAllTenants('what is due is worked off for the whole installation'),
    })
    .lean();
  return row as Row | null;
}

export type RowChange<Row extends JobRow> = Partial<Omit<Row, '_id' | 'tenantId' | 'lease'>>;

interface ClaimedChange<Row extends JobRow> {
  readonly claimed: Row;
  readonly set: RowChange<Row>;
  readonly session?: ClientSession | undefined;
}

async function changeClaimed(
  model: ReturnType<typeof modelOf>,
  { claimed, set, session }: { claimed: JobRow; set: object; session?: ClientSession | undefined },
): Promise<boolean> {
  const result = await model.updateOne(
    { tenantId: claimed.tenantId, _id: claimed._id, 'lease.token': claimed.lease?.token ?? '' },
    { $set: set },
    session ? { session } : {},
  );
  return result.matchedCount === 1;
}

/** Changes a claimed row and keeps the claim. False: it was lost, and the caller stops without any further effect. */
export const updateRow = <Row extends JobRow>(
  db: Db,
  kind: JobKind<Row>,
  change: ClaimedChange<Row>,
): Promise<boolean> => changeClaimed(modelOf(kind, db), change);

/** Ends or puts off a claimed row. False: the claim was lost, and the caller stops without any further effect. */
export const settleRow = <Row extends JobRow>(
  db: Db,
  kind: JobKind<Row>,
  change: ClaimedChange<Row>,
): Promise<boolean> => changeClaimed(modelOf(kind, db), { ...change, set: { ...change.set, lease: null } });

/** When an open row that nobody may touch yet is due; null: there is no such row. */
export async function dueLater<Row extends JobRow>(
  db: Db,
  kind: JobKind<Row>,
  { tenantId, id, now }: { tenantId: string; id: string; now: Date },
): Promise<(RowRef & { readonly notBefore: Date }) | null> {
  return modelOf(kind, db)
    .findOne(
      { tenantId, _id: id, state: { $in: [...kind.open] }, notBefore: { $gt: now } },
      { tenantId: 1, attempts: 1, notBefore: 1 },
    )
    .lean<RowRef & { readonly notBefore: Date }>();
}

/** For the sweeper: open rows that were due before `before` and that nobody holds. */
export function dueRows<Row extends JobRow>(
  db: Db,
  kind: JobKind<Row>,
  { before, now, limit }: { before: Date; now: Date; limit: number },
): Promise<RowRef[]> {
  return modelOf(kind, db)
    .find(
      { state: { $in: [...kind.open] }, notBefore: { $lte: before }, ...unheld(now) },
      { _id: 1, tenantId: 1, attempts: 1 },
      overAllTenants('the sweeper serves the whole installation'),
    )
    .sort({ notBefore: 1 })
    .limit(limit)
    .lean<RowRef[]>();
}
