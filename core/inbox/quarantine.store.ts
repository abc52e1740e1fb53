/** Deliveries that wait for a person: what they are, and trying them again. The sweeper finds what is open again. */

import type { Db } from '../kernel/db.ts';
import { SYSTEM_TENANT } from '../kernel/ids.ts';
import { Deliveries, type Delivery, TRIED_NEVER } from './deliveries.store.ts';

/** What may be shown of a delivery: never what it holds. */
export type DeliverySummary = Omit<Delivery, 'body' | 'tenantId'> & {
  /** Size of its body. */
  readonly bytes: number;
};

const SUMMARY = {
  platform: 1,
  receivedAt: 1,
  state: 1,
  waitingFor: 1,
  attempts: 1,
  cause: 1,
  processedAt: 1,
  bytes: { $binarySize: '$body' },
} as const;

const QUARANTINED = { tenantId: SYSTEM_TENANT, state: 'quarantined' } as const;

/** The oldest first, at most `limit`, and how many there are. */
export async function quarantined(
  db: Db,
  limit: number,
): Promise<{ readonly deliveries: DeliverySummary[]; readonly total: number }> {
  const [deliveries, total] = await Promise.all([
    Deliveries(db).find(QUARANTINED, SUMMARY).sort({ receivedAt: 1 }).limit(limit).lean<DeliverySummary[]>(),
    Deliveries(db).countDocuments(QUARANTINED),
  ]);
  return { deliveries, total };
}

/** Everything that has not been ingested, or only what is quarantined, the oldest first. */
export function undoneDeliveries(db: Db, only: 'all' | 'quarantined'): AsyncIterable<DeliverySummary> {
  const states =
    only === 'all' ? (['received', 'waiting', 'quarantined'] as const) : (['quarantined'] as const);
  return Deliveries(db)
    .find({ tenantId: SYSTEM_TENANT, state: { $in: [...states] } }, SUMMARY)
    .sort({ receivedAt: 1 })
    .allowDiskUse(true)
    .lean<DeliverySummary[]>()
    .cursor() as unknown as AsyncIterable<DeliverySummary>;
}

/** False when there is no such delivery in quarantine. */
export async function retryDelivery(db: Db, id: string): Promise<boolean> {
  const result = await Deliveries(db).updateOne({ ...QUARANTINED, _id: id }, { $set: TRIED_NEVER });
  return result.matchedCount === 1;
}

/** Returns how many are tried again. */
export async function retryQuarantined(db: Db): Promise<number> {
  const result = await Deliveries(db).updateMany(QUARANTINED, { $set: TRIED_NEVER });
  return result.modifiedCount;
}
