/** Accounts that are looked at: where the last look ended, when the next is due, and what looking has cost. */
import type { Cause } from '../actions/connector.ts';
import { type ClientSession, collection, type Db, isDuplicateKey, overAllTenants } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { JobKind, JobRow } from '../kernel/job-rows.ts';
import type { Platform } from '../kernel/platform.ts';

/** One per account, under its id. */
export interface Poll extends JobRow {
  readonly state: 'due';
  readonly platform: Platform;
  /** The connector's own words; null before the first look. */
  readonly cursor: string | null;
  readonly everyMs: number;
  /** What a look costs here, in the platform's units: the last one's. */
  readonly cost: number;
  /** Looks in a row that failed. */
  readonly failures: number;
  /** Why the last look failed; null: it did not. */
  readonly cause: Cause | null;
  /** The hash of the sealed token that the platform turned away. Null: none. Another token is tried at once. */
  readonly deadToken: string | null;
  readonly lookedAt: Date | null;
  /** When a look last found something. */
  readonly foundAt: Date | null;
}

export const Polls = collection<Poll>(
  'polls',
  {
    platform: String,
    state: String,
    cursor: String,
    notBefore: Date,
    attempts: Number,
    lease: Object,
    everyMs: Number,
    cost: Number,
    failures: Number,
    cause: String,
    deadToken: String,
    lookedAt: Date,
    foundAt: Date,
  },
  [],
);

export const POLL_ROWS: JobKind<Poll> = {
  rows: Polls,
  open: ['due'],
  // Longer than any look: its calls end by themselves, and what it found late is stored, but its cursor is not.
  leaseMs: 5 * 60_000,
};

export function allPolls(db: Db): Promise<Poll[]> {
  return Polls(db)
    .find({}, null, overAllTenants('every account is looked at by the same worker'))
    .lean<Poll[]>();
}

type NewPoll = Pick<Poll, '_id' | 'tenantId' | 'platform' | 'everyMs' | 'notBefore'>;

/** An account that was never looked at. One that is known stays as it is. */
export async function addPoll(db: Db, { tenantId, _id, ...fresh }: NewPoll): Promise<void> {
  const nothing = { cursor: null, cause: null, deadToken: null, lookedAt: null, foundAt: null, lease: null };
  try {
    await Polls(db).updateOne(
      { tenantId, _id },
      { $setOnInsert: { ...fresh, ...nothing, state: 'due', attempts: 0, cost: 1, failures: 0 } },
      { upsert: true },
    );
  } catch (error) {
    // Another worker saw it first.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Due now, whatever was agreed: a person has mended what stood in the way, or the account is to be read anew. */
export async function wakePoll(
  db: Db,
  { tenantId, id, now }: { tenantId: string; id: string; now: Date },
): Promise<void> {
  await Polls(db).updateOne({ tenantId, _id: id, notBefore: { $gt: now } }, { $set: { notBefore: now } });
}

/** Units that an account's looks have cost on one of its platform's days. */
interface PollUnits {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly platform: Platform;
  readonly day: string;
  readonly units: number;
  readonly at: Date;
}

const KEPT_SECONDS = 40 * 24 * 3600;

export const PollUnitsRows = collection<PollUnits>(
  'pollUnits',
  { accountId: String, platform: String, day: String, units: Number, at: Date },
  [{ keys: { platform: 1, day: 1 } }, { keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS }],
);

export async function spendUnits(
  db: Db,
  spent: {
    tenantId: string;
    accountId: string;
    platform: Platform;
    day: string;
    units: number;
    now: Date;
  },
  session?: ClientSession,
): Promise<void> {
  const { tenantId, accountId, platform, day, units, now } = spent;
  await PollUnitsRows(db).updateOne(
    { tenantId, _id: derivedId(accountId, day) },
    { $inc: { units }, $set: { at: now }, $setOnInsert: { accountId, platform, day } },
    { upsert: true, ...(session && { session }) },
  );
}

/** Per account, of one day of a platform. */
export async function unitsSpent(db: Db, of: { platform: Platform; day: string }) {
  const rows = await PollUnitsRows(db)
    .find({ platform: of.platform, day: of.day }, null, overAllTenants('the platform counts per app'))
    .lean<PollUnits[]>();
  return new Map(rows.map(({ accountId, units }) => [accountId, units]));
}
