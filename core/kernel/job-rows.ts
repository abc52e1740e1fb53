/**
 * Rows that are jobs: claimed with a token before any effect, settled with the same token, and found by the sweeper when
 * no hint spoke of them. A claim that has run out may be taken by another. Each claim counts as a try, also one that
 * ended with its worker: whoever claims a row with more tries than its kind has ends it, so that none comes back for ever.
 */
import { randomUUID } from 'node:crypto';
import { type ClientSession, type Collection, type Db, overAllTenants } from './db.ts';

export interface Claim {
  readonly token: string;
  readonly until: Date;
}

export interface JobRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly state: string;
  /** Nobody touches it earlier. */
  readonly notBefore: Date;
  readonly attempts: number;
  readonly lease: Claim | null;
}

export type Due = Pick<JobRow, '_id' | 'tenantId' | 'attempts'>;

export const newClaim = (now: Date, forMs: number): Claim => ({
  token: randomUUID(),
  until: new Date(now.getTime() + forMs),
});

/** Held by nobody, or by one who has let it run out. */
export const unheld = (now: Date) => ({ $or: [{ lease: null }, { 'lease.until': { $lte: now } }] });

/** Rows of one kind. `open`: the states in which there is something to do. `leaseMs`: longer than the work takes. */
export interface JobKind<Row extends JobRow> {
  readonly rows: Collection<Row>;
  readonly open: readonly Row['state'][];
  readonly leaseMs: number;
}

const modelOf = <Row extends JobRow>(kind: Pick<JobKind<Row>, 'rows'>, db: Db) =>
  (kind.rows as unknown as Collection<JobRow>)(db);

/** Takes a row that is due, or null: it is not due, done, or in another's hands. */
export async function claimRow<Row extends JobRow>(
  db: Db,
  kind: JobKind<Row>,
  { tenantId, id, now }: { tenantId: string; id: string; now: Date },
): Promise<Row | null> {
  const row = await modelOf(kind, db)
    .findOneAndUpdate(
      { tenantId, _id: id, state: { $in: [...kind.open] }, notBefore: { $lte: now }, ...unheld(now) },
      { $set: { lease: newClaim(now, kind.leaseMs) }, $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    )
    .lean();
  return row as Row | null;
}

/** Ends or puts off a claimed row. False: the claim was lost, and the caller stops without any further effect. */
export async function settleRow<Row extends JobRow>(
  db: Db,
  kind: Pick<JobKind<Row>, 'rows'>,
  change: {
    claimed: Row;
    set: Partial<Omit<Row, '_id' | 'tenantId' | 'lease'>>;
    session?: ClientSession | undefined;
  },
): Promise<boolean> {
  const { claimed, set, session } = change;
  const result = await modelOf(kind, db).updateOne(
    { tenantId: claimed.tenantId, _id: claimed._id, 'lease.token': claimed.lease?.token ?? '' },
    { $set: { ...set, lease: null } },
    session ? { session } : {},
  );
  return result.matchedCount === 1;
}

/** For the sweeper: open rows that were due before `before` and that nobody holds. */
export function dueRows<Row extends JobRow>(
  db: Db,
  kind: Pick<JobKind<Row>, 'rows' | 'open'>,
  { before, now, limit }: { before: Date; now: Date; limit: number },
): Promise<Due[]> {
  return modelOf(kind, db)
    .find(
      { state: { $in: [...kind.open] }, notBefore: { $lte: before }, ...unheld(now) },
      { _id: 1, tenantId: 1, attempts: 1 },
      overAllTenants('the sweeper serves the whole installation'),
    )
    .sort({ notBefore: 1 })
    .limit(limit)
    .lean<Due[]>();
}
