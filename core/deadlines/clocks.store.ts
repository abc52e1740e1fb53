/**
 * When the next alarm of each item comes: a row of its own, written with the item. An item bears many indexes, and
 * MongoDB computes the keys of all of them whenever one indexed field changes; here a warning moves one small key.
 */
import type { Item } from '../inbox/item.ts';
import { type ClientSession, collection, type Db, overAllTenants } from '../kernel/db.ts';

export interface Clock {
  /** The item's. */
  readonly _id: string;
  readonly tenantId: string;
  /** Epoch ms: the item's `deadline.nextAlarmAt`. No row: no alarm is to come. */
  readonly at: number;
}

export const Clocks = collection<Clock>('clocks', { at: Number }, [{ keys: { at: 1 } }]);

type Ticking = Pick<Item, '_id' | 'tenantId' | 'deadline'>;
export interface Ticked {
  readonly before: Ticking | null;
  readonly after: Ticking;
}

const operation = ({ before, after }: Ticked) => {
  const { _id, tenantId, deadline } = after;
  const at = deadline.nextAlarmAt;
  if (at === null) return { deleteOne: { filter: { tenantId, _id } } };
  if (before === null) return { insertOne: { document: { _id, tenantId, at } } };
  return { updateOne: { filter: { tenantId, _id }, update: { $set: { at } }, upsert: true } };
};

/** Brings the rows of these items up to date, in the transaction that changes the items. */
export async function syncClocks(db: Db, items: readonly Ticked[], session: ClientSession): Promise<void> {
  const moved = items.filter(
    ({ before, after }) => (before?.deadline.nextAlarmAt ?? null) !== after.deadline.nextAlarmAt,
  );
  if (moved.length > 0) await Clocks(db).collection.bulkWrite(moved.map(operation) as never, { session });
}

/** What cannot be raised now goes behind what can: rows that stay due are read again and again, and nothing else is. */
export async function putOffClocks(
  db: Db,
  rows: readonly Pick<Clock, '_id' | 'tenantId'>[],
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  if (rows.length === 0) return;
  await Clocks(db).bulkWrite(
    rows.map(({ _id, tenantId }) => ({
      updateOne: {
        filter: { tenantId, _id, at: { $lte: now.getTime() } },
        update: { $set: { at: until.getTime() } },
      },
    })),
    { ordered: false },
  );
}

/** The condition of the one indexed range read. */
export const dueClockFilter = (now: Date) => ({ at: { $lte: now.getTime() } });

/** Rows whose alarm has come due, the longest due first. */
export function dueClocks(db: Db, now: Date, limit: number): Promise<Clock[]> {
  return Clocks(db)
    .find(dueClockFilter(now), null, overAllTenants('the tick serves the whole installation'))
    .sort({ at: 1 })
    .limit(limit)
    .lean<Clock[]>();
}
