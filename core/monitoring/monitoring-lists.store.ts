/** The list behind every figure of the monitoring page, a page at a time by keyset. */
import type { Account } from '../accounts/account.ts';
import { accountsIn } from '../accounts/accounts.store.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import type { Cursor } from '../inbox/list-order.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import { breachedIn, CAUSE_EXPRESSION } from './breach-cause.store.ts';
import {
  BY_DUE,
  BY_STOP,
  baseFilter,
  fellDue,
  STOPPED_IN_TIME,
  type StatsQuery,
} from './deadline-stats.store.ts';
import { BREACH_CAUSES, type BreachCause, type ListSort, type MonitoringList } from './monitoring.ts';
import { arrivedIn } from './monitoring-stats.store.ts';

export interface ListQuery extends StatsQuery {
  readonly of: MonitoringList;
  readonly timeZone: string;
  /** 0 is Monday. */
  readonly weekday?: number | undefined;
  readonly hour?: number | undefined;
  readonly cause?: BreachCause | undefined;
  /** Not set: newest due time first, by an index. */
  readonly sort?: ListSort | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly cursor: Cursor | null;
  readonly limit: number;
}

export type MonitoredRow = Pick<
  Item,
  '_id' | 'platform' | 'accountId' | 'board' | 'publishedAt' | 'firstSeenAt' | 'deadline' | 'actions'
>;

const FIELDS = {
  platform: 1,
  accountId: 1,
  board: 1,
  publishedAt: 1,
  firstSeenAt: 1,
  deadline: 1,
  actions: 1,
} as const;

const MET = { $expr: STOPPED_IN_TIME };

function arrivals(query: ListQuery) {
  const at = { date: '$publishedAt', timezone: query.timeZone };
  const parts = [
    ...(query.weekday === undefined ? [] : [{ $eq: [{ $isoDayOfWeek: at }, query.weekday + 1] }]),
    ...(query.hour === undefined ? [] : [{ $eq: [{ $hour: at }, query.hour] }]),
  ];
  return { ...arrivedIn(query), ...(parts.length === 0 ? {} : { $expr: { $and: parts } }) };
}

function conditionOf(query: ListQuery): Record<string, unknown> {
  switch (query.of) {
    case 'open':
      return { 'deadline.state': { $in: ['running', 'paused'] } };
    case 'waiting':
      return { 'deadline.state': 'paused' };
    case 'overdue':
      return { 'deadline.state': 'running', 'deadline.dueAt': { $lt: query.now.getTime() } };
    case 'fell-due':
      return fellDue(query);
    case 'owed':
      return { ...fellDue(query), 'deadline.stopReason': { $nin: ['closed', 'removed'] } };
    case 'met':
      return { ...fellDue(query), 'deadline.stopReason': 'answered', ...MET };
    case 'closed':
    case 'removed':
      return { ...fellDue(query), 'deadline.stopReason': query.of };
    case 'breached':
      return {
        ...breachedIn(query),
        ...(query.cause === undefined ? {} : { $expr: { $eq: [CAUSE_EXPRESSION, query.cause] } }),
      };
    case 'answered':
      return {
        'deadline.stopReason': 'answered',
        'deadline.stoppedAt': { $gte: query.from.getTime(), $lt: query.to.getTime() },
      };
    case 'arrivals':
      return arrivals(query);
    case 'first-handler':
      return {
        ...fellDue(query),
        'deadline.state': { $in: ['answered', 'closed'] },
        'handling.solver': { $type: 'string' },
        $expr: { $eq: ['$handling.first', '$handling.solver'] },
      };
  }
}

/** Told to the store: its trial takes another index where what is asked for is rare. Where it has no choice, none. */
function indexFor(of: MonitoringList): { hint?: typeof BY_DUE | typeof BY_STOP } {
  switch (of) {
    case 'fell-due':
    case 'owed':
    case 'met':
    case 'closed':
    case 'removed':
    case 'breached':
    case 'first-handler':
      return { hint: BY_DUE };
    case 'answered':
      return { hint: BY_STOP };
    default:
      return {};
  }
}

/** Later than any due time: what nothing has stopped is later than all that was stopped late, and keeps its place. */
const NEVER_MS = 8.64e15;

function sortKey(sort: ListSort, accounts: readonly Pick<Account, '_id' | 'name' | 'board'>[]) {
  const byName = [...accounts].sort((a, b) => a.name.localeCompare(b.name, 'sv'));
  const boards = [...new Set(accounts.map(({ board }) => board))].sort((a, b) => a.localeCompare(b, 'sv'));
  const keys: Readonly<Record<ListSort, unknown>> = {
    due: '$deadline.dueAt',
    published: { $toLong: '$publishedAt' },
    late: { $subtract: [{ $ifNull: ['$deadline.stoppedAt', NEVER_MS] }, '$deadline.dueAt'] },
    account: { $indexOfArray: [byName.map(({ _id }) => _id), '$accountId'] },
    board: { $indexOfArray: [boards, '$board'] },
    cause: { $indexOfArray: [BREACH_CAUSES, CAUSE_EXPRESSION] },
  };
  return keys[sort];
}

/** In an order that no index has: what the period holds is read, and the page's rows are kept. */
async function sortedItems(db: Db, scope: Scope, query: ListQuery & { readonly sort: ListSort }) {
  const { tenantId, ...rest } = await baseFilter(db, scope, query);
  const { cursor, order = 'desc' } = query;
  const [direction, beyond] = order === 'asc' ? ([1, '$gt'] as const) : ([-1, '$lt'] as const);
  const after = cursor
    ? [
        {
          $match: {
            $or: [{ key: { [beyond]: cursor.value } }, { key: cursor.value, _id: { $gt: cursor.id } }],
          },
        },
      ]
    : [];
  const read = Items(db).aggregate<MonitoredRow & { key: number }>([
    { $match: { tenantId, $and: [rest, conditionOf(query)] } },
    { $project: { ...FIELDS, key: sortKey(query.sort, await accountsIn(db, scope)) } },
    ...after,
    { $sort: { key: direction, _id: 1 } },
    { $limit: query.limit + 1 },
  ]);
  const { hint } = indexFor(query.of);
  const found = await (hint === undefined ? read : read.hint(hint));
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  const next: Cursor | null = found.length > query.limit && last ? { value: last.key, id: last._id } : null;
  return { rows, next };
}

/** Newest due time first; arrivals by when they came. */
export async function monitoredItems(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: MonitoredRow[]; next: Cursor | null }> {
  const { sort } = query;
  if (sort !== undefined && query.of !== 'arrivals') return sortedItems(db, scope, { ...query, sort });
  const { tenantId, ...rest } = await baseFilter(db, scope, query);
  if (query.of === 'arrivals') delete rest['deadline.counts'];
  const byArrival = query.of === 'arrivals';
  const field = byArrival ? 'publishedAt' : 'deadline.dueAt';
  const { cursor } = query;
  // As the index has them, read from its end or from its beginning.
  const direction = byArrival ? 1 : -1;
  const value = cursor && byArrival && cursor.value !== null ? new Date(cursor.value) : cursor?.value;
  const after = cursor
    ? {
        $or: [
          { [field]: { $lt: value } },
          { [field]: value, _id: { [direction === 1 ? '$gt' : '$lt']: cursor.id } },
        ],
      }
    : {};
  const found = await Items(db)
    .find({ tenantId, $and: [rest, conditionOf(query), after] }, FIELDS, indexFor(query.of))
    .sort({ [field]: -1, _id: direction })
    .limit(query.limit + 1)
    .lean<MonitoredRow[]>();
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  const sortValue = (row: MonitoredRow) => (byArrival ? row.publishedAt.getTime() : row.deadline.dueAt);
  const next: Cursor | null =
    found.length > query.limit && last ? { value: sortValue(last), id: last._id } : null;
  return { rows, next };
}
