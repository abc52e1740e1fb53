/** Items whose removal clock or duty clock runs: read by index, judged by pure rules. */
import { DAY_MS } from '../deadlines/civil.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import { baseFilter, type StatsQuery } from './deadline-stats.store.ts';

/** More than a person reads; the figures then say "at least". A file asks for more. */
const MAX = 5000;

type Asked = StatsQuery & { readonly atMost: number };
const DUTY_WINDOW_MS = 400 * DAY_MS;
const UNREGISTERED_WINDOW_MS = 60 * DAY_MS;

export type TrackedItem = Pick<Item, '_id' | 'accountId' | 'board' | 'removal'>;

/** Known in the period, and whatever was known before it and is neither removed nor left standing. */
export async function trackedItems(db: Db, scope: Scope, query: Asked): Promise<TrackedItem[]> {
  const { 'deadline.counts': _counts, tenantId, ...rest } = await baseFilter(db, scope, query);
  const open = { 'removal.removedAt': null, 'removal.keptAt': null };
  const from = query.from.getTime();
  return Items(db)
    .find(
      {
        tenantId,
        ...rest,
        $or: [
          { 'removal.knownAt': { $gte: from, $lt: query.to.getTime() } },
          { 'removal.knownAt': { $gt: 0, $lt: from }, ...open },
        ],
      },
      { accountId: 1, board: 1, removal: 1 },
    )
    .sort({ 'removal.knownAt': 1 })
    .limit(Math.max(MAX, query.atMost))
    .lean<TrackedItem[]>();
}

export type DutyItem = Pick<
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
export async function dutyItems(db: Db, scope: Scope, query: Asked): Promise<DutyItem[]> {
  const { 'deadline.counts': _counts, tenantId, ...rest } = await baseFilter(db, scope, query);
  const after = (ms: number) => ({ publishedAt: { $gte: new Date(query.now.getTime() - ms) } });
  const waiting = { status: { $ne: 'closed' as const } };
  const find = (condition: object) =>
    Items(db)
      .find({ tenantId, ...rest, ...condition }, DUTY_FIELDS)
      .sort({ publishedAt: 1 })
      .limit(Math.max(MAX, query.atMost))
      .lean<DutyItem[]>();
  const [requests, unregistered, cases] = await Promise.all([
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
  ]);
  return [...new Map([...requests, ...unregistered, ...cases].map((item) => [item._id, item])).values()];
}
