/** The figures of the deadlines, counted by the store. All of them leave out what a person took out of the statistics. */

import { accountsIn } from '../accounts/accounts.store.ts';
import { HOUR_MS, MINUTE_MS } from '../deadlines/civil.ts';
import type { StopReason } from '../deadlines/state.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import { type Attainment, attained, type Counted, type EndedAlike, percentile } from './statistics.ts';

export interface StatsQuery {
  /** Falling due, and answering, from here on. */
  readonly from: Date;
  /** Up to here, exclusive. */
  readonly to: Date;
  readonly now: Date;
  readonly accountId?: string | undefined;
  readonly board?: string | undefined;
}

export interface DeadlineSummary {
  /** Waiting for an answer now, paused ones included. */
  readonly open: number;
  /** Of them, waiting for the citizen. */
  readonly waiting: number;
  readonly dueWithin4h: number;
  readonly breachedNow: number;
  /** Answered on or before the due time, of what fell due in the period and was owed an answer: 0 to 1, or null. */
  readonly attainment: number | null;
  /** What became of everything that fell due in the period. */
  readonly parts: Omit<Attainment, 'share'>;
  /** Time to the answer, of what was answered in the period: on the clock, and by the wall clock. */
  readonly medianClockMinutes: number | null;
  readonly p90ClockMinutes: number | null;
  readonly medianWallMinutes: number | null;
}

const DUE_SOON_MS = 4 * HOUR_MS;

export type Filter = { tenantId: string } & Record<string, unknown>;

/** Names the accounts one by one, so that the indexes, which begin with them, serve the whole municipality too. */
export async function baseFilter(db: Db, scope: Scope, query: StatsQuery): Promise<Filter> {
  const accounts = await accountsIn(db, scope);
  const ids = accounts.map(({ _id }) => _id).filter((id) => [undefined, id].includes(query.accountId));
  return {
    tenantId: scope.tenantId,
    accountId: { $in: ids },
    ...(query.board === undefined ? {} : { board: query.board }),
    'deadline.counts': true,
  };
}

/** As it is now. */
export async function standing(db: Db, base: Filter, now: number) {
  const { tenantId, ...rest } = base;
  const running = { ...rest, 'deadline.state': 'running' as const };
  const [ticking, waiting, dueWithin4h, breachedNow] = await Promise.all([
    Items(db).countDocuments({ tenantId, ...running }),
    Items(db).countDocuments({ tenantId, ...rest, 'deadline.state': 'paused' }),
    Items(db).countDocuments({
      tenantId,
      ...running,
      'deadline.dueAt': { $gte: now, $lte: now + DUE_SOON_MS },
    }),
    Items(db).countDocuments({ tenantId, ...running, 'deadline.dueAt': { $lt: now } }),
  ]);
  return { open: ticking + waiting, waiting, dueWithin4h, breachedNow };
}

/** What fell due in the period. A clock that was paused before its due time has not fallen due. */
export function fellDue(query: Pick<StatsQuery, 'from' | 'to' | 'now'>) {
  const until = Math.min(query.to.getTime(), query.now.getTime());
  return {
    'deadline.dueAt': { $gte: query.from.getTime(), $lt: until },
    $nor: [{ 'deadline.state': 'paused', $expr: { $gte: ['$deadline.dueAt', '$deadline.pausedAt'] } }],
  };
}

/** As an expression: stopped on or before the due time. */
export const STOPPED_IN_TIME = {
  $and: [{ $ne: ['$deadline.stoppedAt', null] }, { $lte: ['$deadline.stoppedAt', '$deadline.dueAt'] }],
};

/** Told to the store, whose trial of its many indexes takes another where the first answers it reads happen to fit. */
export const BY_STOP = {
  tenantId: 1,
  accountId: 1,
  'deadline.stoppedAt': 1,
  'deadline.stopReason': 1,
} as const;
/** Likewise, of what fell due in a period. */
export const BY_DUE = { tenantId: 1, accountId: 1, 'deadline.dueAt': 1, _id: 1 } as const;

export interface EndedWhere extends EndedAlike {
  readonly accountId: string;
  readonly board: string;
}

/** What fell due, and how it ended, per account and receiving board. */
export async function endings(db: Db, base: Filter, query: StatsQuery): Promise<EndedWhere[]> {
  const { tenantId, ...rest } = base;
  const rows = await Items(db)
    .aggregate<{ _id: [string, string, StopReason | null, boolean]; count: number }>([
      { $match: { tenantId, ...rest, ...fellDue(query) } },
      {
        $group: {
          _id: ['$accountId', '$board', { $ifNull: ['$deadline.stopReason', null] }, STOPPED_IN_TIME],
          count: { $sum: 1 },
        },
      },
    ])
    .hint(BY_DUE);
  return rows.map(({ _id: [accountId, board, stopReason, inTime], count }) => ({
    ...{ accountId, board, stopReason, inTime, count },
  }));
}

/** Per minute, which are few however many answers there are. */
export async function answerMinutes(
  db: Db,
  base: Filter,
  query: StatsQuery & { readonly of: string | object },
): Promise<Counted[]> {
  const { tenantId, ...rest } = base;
  return Items(db)
    .aggregate<Counted>([
      {
        $match: {
          tenantId,
          ...rest,
          'deadline.stopReason': 'answered',
          'deadline.stoppedAt': { $gte: query.from.getTime(), $lt: query.to.getTime() },
        },
      },
      { $group: { _id: { $floor: { $divide: [query.of, MINUTE_MS] } }, count: { $sum: 1 } } },
      { $project: { _id: 0, value: '$_id', count: 1 } },
    ])
    .hint(BY_STOP);
}

export async function deadlineSummary(db: Db, scope: Scope, query: StatsQuery): Promise<DeadlineSummary> {
  const base = await baseFilter(db, scope, query);
  const wall = { $subtract: ['$deadline.stoppedAt', '$deadline.startedAt'] };
  const [now, rows, clockMinutes, wallMinutes] = await Promise.all([
    standing(db, base, query.now.getTime()),
    endings(db, base, query),
    answerMinutes(db, base, { ...query, of: '$deadline.consumedMs' }),
    answerMinutes(db, base, { ...query, of: wall }),
  ]);
  const { share, ...parts } = attained(rows);
  return {
    ...now,
    attainment: share,
    parts,
    medianClockMinutes: percentile(clockMinutes, 0.5),
    p90ClockMinutes: percentile(clockMinutes, 0.9),
    medianWallMinutes: percentile(wallMinutes, 0.5),
  };
}
