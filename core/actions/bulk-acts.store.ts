/**
 * Acts on many items: one row for the act, which is a job, and one for each of its items, frozen when they were counted.
 * Working material: what was done stands in the items' own events, that it was done in the log of work.
 */
import { DAY_MS } from '../deadlines/civil.ts';
import { type ClientSession, collection, type Db, overAllTenants, transaction } from '../kernel/db.ts';
import type { JobKind, JobRow } from '../kernel/job-rows.ts';
import type { Actor } from '../kernel/roles.ts';
import type { BulkAct } from './bulk-act.contract.ts';
import { type BulkEntryState, type BulkRefusal, type BulkState, OPEN_BULK_STATES } from './bulk-act.ts';
import type { RequestedAction } from './inverse.ts';

const KEPT_DAYS = 30;

export interface StoredBulkAct extends JobRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly actor: Actor;
  readonly act: BulkAct;
  readonly state: BulkState;
  readonly total: number;
  readonly more: boolean;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly keptUntil: Date;
}

export interface BulkEntry {
  readonly _id: string;
  readonly tenantId: string;
  readonly bulkId: string;
  readonly place: number;
  readonly itemId: string;
  /** As it was counted: an item that has changed since is left alone. */
  readonly version: number;
  readonly state: BulkEntryState;
  readonly reason: BulkRefusal | null;
  readonly actionId: string | null;
  /** When it was done. */
  readonly actedAt: Date | null;
  /** What takes it back, of the item at that version; null: nothing does. */
  readonly inverse: RequestedAction | null;
  readonly keptUntil: Date;
}

export const BulkActs = collection<StoredBulkAct>(
  'bulkActs',
  {
    actor: Object,
    act: Object,
    state: String,
    total: Number,
    more: Boolean,
    createdAt: Date,
    endedAt: Date,
    keptUntil: Date,
    notBefore: Date,
    attempts: Number,
    lease: Object,
  },
  [
    { keys: { notBefore: 1 }, partial: { state: { $in: [...OPEN_BULK_STATES] } } },
    { keys: { tenantId: 1, 'actor.id': 1, createdAt: -1 } },
    { keys: { keptUntil: 1 } },
  ],
);

export const BulkEntries = collection<BulkEntry>(
  'bulkActEntries',
  {
    bulkId: String,
    place: Number,
    itemId: String,
    version: Number,
    state: String,
    reason: String,
    actionId: String,
    actedAt: Date,
    inverse: Object,
    keptUntil: Date,
  },
  [{ keys: { tenantId: 1, bulkId: 1, state: 1, place: 1 } }, { keys: { keptUntil: 1 } }],
);

export const BULK_ACT_ROWS: JobKind<StoredBulkAct> = {
  rows: BulkActs,
  open: OPEN_BULK_STATES,
  // Longer than a while's work on some items takes.
  leaseMs: 2 * 60_000,
};

export type PreparedEntry = Pick<BulkEntry, 'itemId' | 'version' | 'state' | 'reason' | 'inverse'>;

/** Row and entries together. */
export async function storeBulkAct(
  db: Db,
  prepared: Pick<StoredBulkAct, '_id' | 'tenantId' | 'actor' | 'act' | 'more' | 'createdAt'>,
  entries: readonly PreparedEntry[],
): Promise<StoredBulkAct> {
  const { _id: bulkId, tenantId, createdAt } = prepared;
  const keptUntil = new Date(createdAt.getTime() + KEPT_DAYS * DAY_MS);
  const row: StoredBulkAct = {
    ...prepared,
    state: 'prepared',
    total: entries.length,
    endedAt: null,
    keptUntil,
    notBefore: createdAt,
    attempts: 0,
    lease: null,
  };
  const rows = entries.map((entry, place) => ({
    ...entry,
    _id: `${bulkId}-${place}`,
    ...{ tenantId, bulkId, place, keptUntil, actionId: null, actedAt: null },
  }));
  await transaction(db, async (session) => {
    await BulkActs(db).insertMany([row], { session, lean: true });
    if (rows.length > 0) await BulkEntries(db).insertMany(rows, { session, lean: true });
  });
  return row;
}

export function bulkActById(db: Db, key: { tenantId: string; id: string }, session?: ClientSession) {
  return BulkActs(db)
    .findOne({ tenantId: key.tenantId, _id: key.id }, null, session ? { session } : {})
    .lean<StoredBulkAct>();
}

/** Those that the caller has begun, the newest first. */
export function bulkActsOf(db: Db, { tenantId, actor }: { tenantId: string; actor: Actor }) {
  return BulkActs(db)
    .find({ tenantId, 'actor.id': actor.id, 'actor.kind': actor.kind, state: { $ne: 'prepared' } })
    .sort({ createdAt: -1 })
    .limit(5)
    .lean<StoredBulkAct[]>();
}

export interface EntryCounts {
  readonly byState: Readonly<Partial<Record<BulkEntryState, number>>>;
  /** Of those that are done, how many can be taken back. */
  readonly undoable: number;
}

export async function countEntries(
  db: Db,
  { tenantId, bulkId }: { tenantId: string; bulkId: string },
): Promise<EntryCounts> {
  const isUndoable = { $and: [{ $eq: ['$state', 'done'] }, { $ne: ['$inverse', null] }] };
  const rows = await BulkEntries(db).aggregate<{ _id: BulkEntryState; count: number; undoable: number }>([
    { $match: { tenantId, bulkId } },
    { $group: { _id: '$state', count: { $sum: 1 }, undoable: { $sum: { $cond: [isUndoable, 1, 0] } } } },
  ]);
  return {
    byState: Object.fromEntries(rows.map(({ _id, count }) => [_id, count])),
    undoable: rows.reduce((sum, { undoable }) => sum + undoable, 0),
  };
}

/** Those that were left alone or could not be put back, in the order in which they were counted. */
export async function refusedEntries(
  db: Db,
  { tenantId, bulkId }: { tenantId: string; bulkId: string },
): Promise<Pick<BulkEntry, 'itemId' | 'reason' | 'state' | 'place'>[]> {
  const entries = await BulkEntries(db)
    .find({ tenantId, bulkId, reason: { $ne: null } }, { itemId: 1, reason: 1, state: 1, place: 1 })
    .lean<Pick<BulkEntry, 'itemId' | 'reason' | 'state' | 'place'>[]>();
  return entries.sort((a, b) => a.place - b.place);
}

/** From one state to an open one, unless somebody was first. */
export async function openBulkAct(
  db: Db,
  change: { tenantId: string; id: string; from: BulkState; to: 'running' | 'undoing'; now: Date },
  session: ClientSession,
): Promise<boolean> {
  const { tenantId, id, from, to, now } = change;
  const result = await BulkActs(db).updateOne(
    { tenantId, _id: id, state: from },
    { $set: { state: to, notBefore: now, attempts: 0, lease: null } },
    { session },
  );
  return result.matchedCount === 1;
}

/** The next ones in this state. */
export function nextEntries(
  db: Db,
  { tenantId, bulkId, state }: { tenantId: string; bulkId: string; state: BulkEntryState },
  limit: number,
): Promise<BulkEntry[]> {
  return BulkEntries(db)
    .find({ tenantId, bulkId, state })
    .sort({ place: 1 })
    .limit(limit)
    .lean<BulkEntry[]>();
}

export async function setEntry(
  db: Db,
  { tenantId, _id, state }: BulkEntry,
  set: Partial<Pick<BulkEntry, 'state' | 'reason' | 'actionId' | 'actedAt'>>,
): Promise<void> {
  await BulkEntries(db).updateOne({ tenantId, _id, state }, { $set: set });
}

/** What can no longer be tried. */
export async function giveUpEntries(
  db: Db,
  {
    tenantId,
    bulkId,
    from,
    to,
  }: { tenantId: string; bulkId: string; from: BulkEntryState; to: BulkEntryState },
): Promise<void> {
  await BulkEntries(db).updateMany(
    { tenantId, bulkId, state: from },
    { $set: { state: to, reason: 'fault' } },
  );
}

/** What was done long ago, with its items. The sweeper calls it. */
export async function sweepBulkActs(db: Db, now: Date): Promise<void> {
  const over = { keptUntil: { $lte: now } };
  const reason = 'what has had its time is swept away for the whole installation';
  await BulkEntries(db).deleteMany(over, overAllTenants(reason));
  await BulkActs(db).deleteMany(over, overAllTenants(reason));
}
