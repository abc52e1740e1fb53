/** Changes of a delivery that could not be read: counted on the account's page, kept beside the delivery. */
import { type ClientSession, collection, type Db } from '../kernel/db.ts';

export interface UnknownChange {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly deliveryId: string;
  /** Field names as the platform wrote them, never text. */
  readonly what: string;
  readonly at: Date;
}

export const UnknownChanges = collection<UnknownChange>(
  'unknownChanges',
  { accountId: String, deliveryId: String, what: String, at: Date },
  [{ keys: { tenantId: 1, accountId: 1, at: -1 } }],
);

export async function recordUnknown(
  db: Db,
  changes: readonly UnknownChange[],
  session: ClientSession,
): Promise<void> {
  if (changes.length === 0) return;
  // A delivery that waited for one of its accounts is read again: what is recorded already stays as it is.
  await UnknownChanges(db).bulkWrite(
    changes.map(({ _id, tenantId, ...rest }) => ({
      updateOne: { filter: { tenantId, _id }, update: { $setOnInsert: { tenantId, ...rest } }, upsert: true },
    })),
    { session, ordered: true },
  );
}

export function countUnknown(db: Db, key: { tenantId: string; accountId: string }): Promise<number> {
  return UnknownChanges(db).countDocuments({ tenantId: key.tenantId, accountId: key.accountId });
}
