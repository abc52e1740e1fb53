/** Which captures a bulk holds: those of one account that were sealed in a span of days, in the order of the chain. */
import { Captures } from '../evidence/captures.store.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';

export interface Bulk {
  readonly tenantId: string;
  readonly accountId: string;
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** Only what was judged abusive, or removed. */
  readonly abusive: boolean;
}

type Named = { readonly _id: string; readonly itemId: string };

async function abusiveAmong(db: Db, tenantId: string, itemIds: readonly string[]): Promise<Set<string>> {
  const found = await Items(db)
    .find(
      {
        tenantId,
        _id: { $in: [...itemIds] },
        $or: [{ abusive: true }, { removal: { $exists: true } }, { machineHide: { $exists: true } }],
      },
      { _id: 1 },
    )
    .lean<Pick<Item, '_id'>[]>();
  return new Set(found.map(({ _id }) => _id));
}

/** The ids of their records; a picture comes with the record that it shows. */
export async function capturesOf(
  db: Db,
  { tenantId, accountId, from, to, abusive }: Bulk,
): Promise<string[]> {
  const captures = await Captures(db)
    .find(
      { tenantId, accountId, sealedAt: { $gte: from, $lt: to }, recordId: { $exists: false } },
      { itemId: 1 },
    )
    .sort({ sealedAt: 1, _id: 1 })
    .lean<Named[]>();
  if (!abusive) return captures.map(({ _id }) => _id);
  const itemIds = [...new Set(captures.map(({ itemId }) => itemId))];
  const wanted = await abusiveAmong(db, tenantId, itemIds);
  return captures.filter(({ itemId }) => wanted.has(itemId)).map(({ _id }) => _id);
}
