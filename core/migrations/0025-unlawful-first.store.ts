/** Threats, hate and violence stand before insults in the order by gravity: what is already stored gets its place. */
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { placeOf } from '../inbox/projection/place.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';
import { SEVERITY } from '../moderation/severity.ts';

/** Safe to run again. */
export async function putUnlawfulFirst(db: Db): Promise<void> {
  const abusive = Items(db)
    .find(
      { severity: { $gte: SEVERITY.abuse } },
      null,
      overAllTenants('a migration brings the whole installation to its shape'),
    )
    .lean<Item[]>()
    .cursor() as unknown as AsyncIterable<Item>;
  for await (const item of abusive) {
    const { _id, tenantId, version, seq } = item;
    const { severity } = placeOf(item);
    if (severity === item.severity) continue;
    // What changes it meanwhile gives it its place.
    await Items(db).updateOne({ tenantId, _id, version, seq }, { $set: { severity } });
  }
}
