/** Items by who wrote them, where and when, for lists that speak of them in passing: no text. */
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import type { Item } from './item.ts';
import { Items, scopeFilter } from './items.store.ts';

export type NamedItem = Pick<Item, '_id' | 'author' | 'platform' | 'publishedAt'>;

/** By id; what is gone or outside the scope is not in it. */
export async function namedItems(
  db: Db,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, NamedItem>> {
  if (ids.length === 0) return new Map();
  const { tenantId } = scope;
  const found = await Items(db)
    .find(
      { ...scopeFilter(scope, undefined), tenantId, _id: { $in: [...new Set(ids)] } },
      { author: 1, platform: 1, publishedAt: 1 },
    )
    .lean<NamedItem[]>();
  return new Map(found.map((item) => [item._id, item]));
}
