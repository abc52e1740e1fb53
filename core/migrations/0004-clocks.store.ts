/** The next alarms move from an index of the items to rows of their own (core/deadlines/clocks.store.ts). */
import { Clocks } from '../deadlines/clocks.store.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';

const OLD_INDEX = 'deadline.nextAlarmAt_1';

export async function moveClocks(db: Db): Promise<void> {
  const items = Items(db).collection;
  await items
    .aggregate([
      {
        $match: {
          tenantId: { $exists: true },
          'deadline.state': 'running',
          'deadline.nextAlarmAt': { $ne: null },
        },
      },
      { $project: { tenantId: 1, at: '$deadline.nextAlarmAt' } },
      { $merge: { into: Clocks.collectionName, whenMatched: 'replace' } },
    ])
    .toArray();
  const names = (await items.indexes()).map(({ name }) => name);
  if (names.includes(OLD_INDEX)) await items.dropIndex(OLD_INDEX);
}
