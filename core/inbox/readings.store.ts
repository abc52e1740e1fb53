/**
 * Which text of an item each person has had on screen: what is unread is theirs, on whatever device. A mark of working
 * life and no record: in no event, given to its reader alone, and gone by itself after {@link READING_KEPT_DAYS}.
 */
import { DAY_MS } from '../deadlines/civil.ts';
import { collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import { READING_KEPT_DAYS } from './unread.ts';

export interface Reading {
  readonly _id: string;
  readonly tenantId: string;
  /** The id of the person. */
  readonly by: string;
  readonly itemId: string;
  /** How many texts the item had then: an edit is news. */
  readonly revision: number;
  readonly keptUntil: Date;
}

export const Readings = collection<Reading>(
  'readings',
  { by: String, itemId: String, revision: Number, keptUntil: Date },
  // The hour matters to nobody: MongoDB deletes within a minute.
  [{ keys: { keptUntil: 1 }, expireAfterSeconds: 0 }],
);

interface Reader {
  readonly tenantId: string;
  readonly by: string;
}

const idOf = ({ tenantId, by }: Reader, itemId: string): string => derivedId('reading', tenantId, by, itemId);

/** An older window that tells of an older text takes nothing back. */
export async function keepReading(
  db: Db,
  reader: Reader,
  read: { readonly itemId: string; readonly revision: number; readonly now: Date },
): Promise<void> {
  const { itemId, revision, now } = read;
  const keptUntil = new Date(now.getTime() + READING_KEPT_DAYS * DAY_MS);
  await Readings(db).updateOne(
    { tenantId: reader.tenantId, _id: idOf(reader, itemId) },
    { $max: { revision }, $set: { by: reader.by, itemId, keptUntil } },
    { upsert: true },
  );
}

/** Of these items the newest text that the reader had on screen; those that they never saw are left out. */
export async function readingsOf(
  db: Db,
  reader: Reader,
  itemIds: readonly string[],
): Promise<Record<string, number>> {
  if (itemIds.length === 0) return {};
  const found = await Readings(db)
    .find({ tenantId: reader.tenantId, _id: { $in: itemIds.map((id) => idOf(reader, id)) } })
    .lean<Reading[]>();
  return Object.fromEntries(found.map(({ itemId, revision }) => [itemId, revision]));
}
