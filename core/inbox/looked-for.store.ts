/**
 * What a platform answers when it is asked says what stands, not what happened: a comment that was hidden, shown and
 * hidden again is answered with the same bytes twice, and the second time they are news.
 */
import type { Db } from '../kernel/db.ts';
import { deliveryId, derivedId, SYSTEM_TENANT } from '../kernel/ids.ts';
import { Deliveries, type Incoming, received, storeDeliveries } from './deliveries.store.ts';

interface Times {
  readonly startedAt: Date;
  /** When the last look that went as far began; null: there was none. */
  readonly lastAt: Date | null;
}

/** Those of these answers that the last look did not get any more. */
async function notLastTime(db: Db, ids: readonly string[], lastAt: Date): Promise<ReadonlySet<string>> {
  const stale = await Deliveries(db)
    .find({ tenantId: SYSTEM_TENANT, _id: { $in: [...ids] }, seenAt: { $lt: lastAt } }, { _id: 1 })
    .lean<{ _id: string }[]>();
  return new Set(stale.map(({ _id }) => _id));
}

/** As {@link storeDeliveries}; what the platform answers again, after it had answered otherwise, is stored again. */
export async function storeAnswers(
  db: Db,
  incoming: readonly Incoming[],
  { startedAt, lastAt }: Times,
): Promise<string[]> {
  const fresh = await storeDeliveries(db, incoming);
  const byId = new Map(incoming.map((answer) => [deliveryId(answer.platform, answer.body), answer]));
  const known = [...byId.keys()].filter((id) => !fresh.includes(id));
  const stale = lastAt === null || known.length === 0 ? new Set() : await notLastTime(db, known, lastAt);
  const again: string[] = [];
  for (const [id, answer] of byId) {
    if (!stale.has(id) || !answer.readable) continue;
    const _id = derivedId(id, 'again', startedAt.toISOString());
    await Deliveries(db).updateOne(
      { tenantId: SYSTEM_TENANT, _id },
      { $setOnInsert: received(answer, _id) },
      { upsert: true },
    );
    again.push(_id);
  }
  await Deliveries(db).updateMany(
    { tenantId: SYSTEM_TENANT, _id: { $in: [...byId.keys()] } },
    { $set: { seenAt: startedAt } },
  );
  return [...fresh, ...again];
}
