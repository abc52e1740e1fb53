/** What the monitoring page counts, each by an index that begins with the accounts or with the time. */

import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import {
  answerMinutes,
  BY_DUE,
  BY_STOP,
  baseFilter,
  type EndedWhere,
  endings,
  type Filter,
  fellDue,
  type StatsQuery,
  standing,
} from './deadline-stats.store.ts';
import { percentile } from './statistics.ts';

/** What fell due, and how it ended, per account and receiving board. */
export async function endingsIn(db: Db, scope: Scope, query: StatsQuery): Promise<EndedWhere[]> {
  return endings(db, await baseFilter(db, scope, query), query);
}

/** What a person has taken out of the statistics, and the inbox shows all the same. */
export async function leftOutNow(db: Db, scope: Scope, query: StatsQuery) {
  const base = await baseFilter(db, scope, query);
  const { open, breachedNow } = await standing(
    db,
    { ...base, 'deadline.counts': false },
    query.now.getTime(),
  );
  return { open, breached: breachedNow };
}

interface AnswerTimes {
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
