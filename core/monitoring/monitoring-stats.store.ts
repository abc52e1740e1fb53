/** What the monitoring page counts, each by an index that begins with the accounts or with the time. */

import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import {
  answerMinutes,
  BY_DUE,
  BY_STOP,
  baseFilter,
  type Filter,
  fellDue,
  STOPPED_IN_TIME,
  type StatsQuery,
} from './deadline-stats.store.ts';
import { percentile } from './statistics.ts';

export interface AttainmentCount {
  readonly accountId: string;
  readonly board: string;
  readonly due: number;
  readonly met: number;
}

/** What fell due, and what of it was stopped in time, per account and receiving board. */
export async function attainmentCounts(db: Db, scope: Scope, query: StatsQuery): Promise<AttainmentCount[]> {
  const { tenantId, ...rest } = await baseFilter(db, scope, query);
  const rows = await Items(db)
    .aggregate<{ _id: [string, string]; due: number; met: number }>([
      { $match: { tenantId, ...rest, ...fellDue(query) } },
      {
        $group: {
          _id: ['$accountId', '$board'],
          due: { $sum: 1 },
          met: { $sum: { $cond: [STOPPED_IN_TIME, 1, 0] } },
        },
      },
    ])
    .hint(BY_DUE);
  return rows.map(({ _id: [accountId, board], due, met }) => ({ accountId, board, due, met }));
}

export interface AnswerTimes {
  readonly medianClockMinutes: number | null;
  readonly p90ClockMinutes: number | null;
  readonly medianWallMinutes: number | null;
  readonly p90WallMinutes: number | null;
}

/** Time to the first answer, of what was answered in the period: working time, and by the wall clock. */
export async function answerTimes(db: Db, scope: Scope, query: StatsQuery): Promise<AnswerTimes> {
  const base = await baseFilter(db, scope, query);
  const wall = { $subtract: ['$deadline.stoppedAt', '$deadline.startedAt'] };
  const [clockMinutes, wallMinutes] = await Promise.all([
    answerMinutes(db, base, { ...query, of: '$deadline.consumedMs' }),
    answerMinutes(db, base, { ...query, of: wall }),
  ]);
  return {
    medianClockMinutes: percentile(clockMinutes, 0.5),
    p90ClockMinutes: percentile(clockMinutes, 0.9),
    medianWallMinutes: percentile(wallMinutes, 0.5),
    p90WallMinutes: percentile(wallMinutes, 0.9),
  };
}

/** Of what fell due in the period and was finished by a person or key: how much by the one who took it up first. */
export async function firstHandlerCounts(db: Db, scope: Scope, query: StatsQuery) {
  const { tenantId, ...rest } = await baseFilter(db, scope, query);
  const [found] = await Items(db)
    .aggregate<{ solved: number; byFirst: number }>([
      {
        $match: {
          tenantId,
          ...rest,
          ...fellDue(query),
          'deadline.state': { $in: ['answered', 'closed'] },
          'handling.solver': { $type: 'string' },
        },
      },
      {
        $group: {
          _id: null,
          solved: { $sum: 1 },
          byFirst: { $sum: { $cond: [{ $eq: ['$handling.first', '$handling.solver'] }, 1, 0] } },
        },
      },
    ])
    .hint(BY_DUE);
  return { solved: found?.solved ?? 0, byFirst: found?.byFirst ?? 0 };
}

/** Condition of what arrived in the period: everything that got a clock, also what a person does not count. */
export function arrivedIn(query: Pick<StatsQuery, 'from' | 'to'>) {
  return {
    publishedAt: { $gte: query.from, $lt: query.to },
    'deadline.state': { $nin: ['none' as const, 'backlog' as const] },
  };
}

export async function arrivalCounts(
  db: Db,
  scope: Scope,
  query: StatsQuery & { readonly timeZone: string },
): Promise<{ weekday: number; hour: number; count: number }[]> {
  const { 'deadline.counts': _counts, tenantId, ...rest } = await baseFilter(db, scope, query);
  const at = { date: '$publishedAt', timezone: query.timeZone };
  const rows = await Items(db).aggregate<{ _id: { weekday: number; hour: number }; count: number }>([
    { $match: { tenantId, ...rest, ...arrivedIn(query) } },
    { $group: { _id: { weekday: { $isoDayOfWeek: at }, hour: { $hour: at } }, count: { $sum: 1 } } },
  ]);
  return rows.map(({ _id, count }) => ({ ..._id, count }));
}

/** Open and overdue at an earlier moment: what is open still, and what has been stopped since. */
export async function standingAt(db: Db, scope: Scope, query: StatsQuery & { readonly at: Date }) {
  const { tenantId, ...rest }: Filter = await baseFilter(db, scope, query);
  const at = query.at.getTime();
  const started = { ...rest, 'deadline.startedAt': { $lte: at } };
  const stillOpen = { ...started, 'deadline.state': { $in: ['running' as const, 'paused' as const] } };
  const stoppedSince = { ...started, 'deadline.stoppedAt': { $gt: at } };
  const overdue = { 'deadline.dueAt': { $lt: at } };
  const count = (filter: object, options: object = {}) =>
    Items(db).countDocuments({ tenantId, ...filter }, options);
  const [open, lateOpen, stopped, lateStopped] = await Promise.all([
    count(stillOpen),
    count({ ...stillOpen, ...overdue }),
    count(stoppedSince, { hint: BY_STOP }),
    count({ ...stoppedSince, ...overdue }, { hint: BY_STOP }),
  ]);
  return { open: open + stopped, breached: lateOpen + lateStopped };
}
