/**
 * Items whose removal clock or duty clock runs: read by index, judged by pure rules. All of them, since figures are made
 * of them; one by one as they come from the store, so that others have their turn meanwhile.
 */
import { DAY_MS } from '../deadlines/civil.ts';
import { ITEM_STATUSES, type Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import { baseFilter, type StatsQuery } from './deadline-stats.store.ts';

const BATCH = 500;
const DUTY_WINDOW_MS = 400 * DAY_MS;
const UNREGISTERED_WINDOW_MS = 60 * DAY_MS;

const BY_KNOWN = { tenantId: 1, accountId: 1, 'removal.knownAt': 1 } as const;
const BY_END = {
  tenantId: 1,
  accountId: 1,
  'removal.removedAt': 1,
  'removal.keptAt': 1,
  'removal.knownAt': 1,
} as const;

type TrackedItem = Pick<Item, '_id' | 'accountId' | 'board' | 'removal'>;

/** Known in the period, and whatever was known before it and is neither removed nor left standing. */
export async function* trackedItems(db: Db, scope: Scope, query: StatsQuery): AsyncGenerator<TrackedItem> {
  const { 'deadline.counts': _counts, tenantId, ...rest } = await baseFilter(db, scope, query);
  const open = { 'removal.removedAt': null, 'removal.keptAt': null };
  const from = query.from.getTime();
  // One read each: together they would be one walk over all removals there ever were.
  const find = (condition: object, hint: Record<string, 1>) =>
    Items(db)
      .find({ tenantId, ...rest, ...condition }, { accountId: 1, board: 1, removal: 1 }, { hint })
      .lean<TrackedItem[]>()
      .cursor({ batchSize: BATCH }) as unknown as AsyncIterable<TrackedItem>;
  yield* find({ 'removal.knownAt': { $gt: 0, $lt: from }, ...open }, BY_END);
  yield* find({ 'removal.knownAt': { $gte: from, $lt: query.to.getTime() } }, BY_KNOWN);
}

type DutyItem = Pick<
  Item,
  '_id' | 'accountId' | 'board' | 'publishedAt' | 'intent' | 'registration' | 'recordsOutcome' | 'status'
>;

const DUTY_FIELDS = {
  accountId: 1,
  board: 1,
  publishedAt: 1,
  intent: 1,
  registration: 1,
  recordsOutcome: 1,
  status: 1,
} as const;

/** Items that a duty may wait for: requests and cases that are open, and what has no records outcome yet. */
export async function* dutyItems(db: Db, scope: Scope, query: StatsQuery): AsyncGenerator<DutyItem> {
  const { 'deadline.counts': _counts, tenantId, ...rest } = await baseFilter(db, scope, query);
  const after = (ms: number) => ({ publishedAt: { $gte: new Date(query.now.getTime() - ms) } });
  // Named one by one, as the indexes have them.
  const waiting = { status: { $in: ITEM_STATUSES.filter((status) => status !== 'closed') } };
  const find = (condition: object) =>
    Items(db)
      .find({ tenantId, ...rest, ...condition }, DUTY_FIELDS)
      .lean<DutyItem[]>()
      .cursor({ batchSize: BATCH }) as unknown as AsyncIterable<DutyItem>;
  const kinds = [
    find({ ...after(DUTY_WINDOW_MS), ...waiting, 'intent.flags': 'documentsRequest' }),
    find({
      ...after(UNREGISTERED_WINDOW_MS),
      recordsOutcome: null,
      'registration.class': { $in: ['action', 'case', 'existing'] },
    }),
    find({
      ...after(DUTY_WINDOW_MS),
      ...waiting,
      'deadline.state': { $in: ['running', 'paused'] },
      'registration.class': { $in: ['case', 'existing'] },
    }),
  ];
  const known = new Set<string>();
  for (const items of kinds)
    for await (const item of items) {
      if (known.has(item._id)) continue;
      known.add(item._id);
      yield item;
    }
}
