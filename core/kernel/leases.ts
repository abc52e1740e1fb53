/** A lease on something that only one process of the installation does at a time. Short, and kept alive by its holder. */

import { collection, type Db, isDuplicateKey } from './db.ts';
import { SYSTEM_TENANT } from './ids.ts';

interface Lease {
  readonly _id: string;
  readonly tenantId: string;
  readonly holder: string;
  readonly until: Date;
}

export const Leases = collection<Lease>('leases', { holder: String, until: Date }, []);

/** True: `holder` has it until `now + forMs`. Asking again extends it; one that has run out goes to who asks first. */
export async function takeLease(
  db: Db,
  lease: { name: string; holder: string; now: Date; forMs: number },
): Promise<boolean> {
  const { name, holder, now, forMs } = lease;
  try {
    await Leases(db).updateOne(
      { tenantId: SYSTEM_TENANT, _id: name, $or: [{ holder }, { until: { $lte: now } }] },
      { $set: { holder, until: new Date(now.getTime() + forMs) } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    // The upsert collides with the document that another holder keeps.
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Gives it back at once, so that the next process need not wait. */
export async function dropLease(db: Db, lease: { name: string; holder: string }): Promise<void> {
  await Leases(db).deleteOne({ tenantId: SYSTEM_TENANT, _id: lease.name, holder: lease.holder });
}
