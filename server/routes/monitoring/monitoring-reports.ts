/** Each report of the monitoring page, made from the store's counts by pure rules. What the pages and the export share. */

import type { Account } from '../../../core/accounts/account.ts';
import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { namesOf } from '../../../core/accounts/people.store.ts';
import { tenantById } from '../../../core/accounts/tenants.store.ts';
import { MINUTE_MS } from '../../../core/deadlines/civil.ts';
import { defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';
import { dutyState } from '../../../core/deadlines/duties.ts';
import { dutiesOf } from '../../../core/deadlines/duties-of.ts';
import { before, thisMonth, thisWeek } from '../../../core/deadlines/periods.ts';
import { lastSupervision, supervisionLog, unseenOf } from '../../../core/deadlines/supervision.store.ts';
import { supervisionDue } from '../../../core/deadlines/supervision.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import { REMOVAL_REASONS, type RemovalTrack } from '../../../core/moderation/removal.ts';
import {
  removalDueAt,
  removalState,
  removedAt,
  targetFor,
} from '../../../core/moderation/removal-targets.ts';
import { deadlineSummary, type StatsQuery } from '../../../core/monitoring/deadline-stats.store.ts';
import type {
  DutyReport,
  MonitoringReport,
  RemovalReport,
  SupervisionReport,
} from '../../../core/monitoring/monitoring.contract.ts';
import { dutyItems, trackedItems } from '../../../core/monitoring/monitoring-clocks.store.ts';
import { targetsOf } from '../../../core/monitoring/monitoring-settings.store.ts';
import {
  answerTimes,
  arrivalCounts,
  attainmentCounts,
  firstHandlerCounts,
  standingAt,
} from '../../../core/monitoring/monitoring-stats.store.ts';
import { attained, nearestRank, sumBy, weekGrid } from '../../../core/monitoring/statistics.ts';
import type { ServerDeps } from '../../deps.ts';

export interface ReportQuery {
  readonly scope: Scope;
  readonly query: StatsQuery;
}

const iso = (at: number | Date): string => new Date(at).toISOString();
const isoOrNull = (at: number | Date | null): string | null => (at === null ? null : iso(at));

/** The accounts that the filter leaves: by account, and by owning board where rows are per account. */
async function accountsOf(deps: ServerDeps, { scope, query }: ReportQuery): Promise<Account[]> {
  const accounts = await accountsIn(deps.db, scope);
  return accounts.filter(
    ({ _id, board }) =>
      [undefined, _id].includes(query.accountId) && [undefined, board].includes(query.board),
  );
}

export async function timeZoneOf(deps: ServerDeps, tenantId: string): Promise<string> {
  const tenant = await tenantById(deps.db, tenantId);
  return defaultPolicy(tenant?.country ?? 'SE').timeZone;
}

async function periodFigures(deps: ServerDeps, { scope, query }: ReportQuery) {
  const [rows, times] = await Promise.all([
    attainmentCounts(deps.db, scope, query),
    answerTimes(deps.db, scope, query),
  ]);
  const all = sumBy(rows, () => 'all').get('all') ?? attained(0, 0);
  return { rows, figures: { attainment: all, ...times } };
}

export async function monitoringReport(
  deps: ServerDeps,
  reportQuery: ReportQuery,
): Promise<MonitoringReport> {
  const { scope, query } = reportQuery;
  const timeZone = await timeZoneOf(deps, scope.tenantId);
  const now = query.now.getTime();
  const within = (period: { from: number; to: number }): StatsQuery => ({
    ...query,
    from: new Date(period.from),
    to: new Date(period.to),
  });
  const earlier = within(before({ from: query.from.getTime(), to: query.to.getTime() }));
  const [standing, at, period, previous, week, month, first, cells, accounts, targets] = await Promise.all([
    deadlineSummary(deps.db, scope, query),
    standingAt(deps.db, scope, { ...query, at: query.from }),
    periodFigures(deps, reportQuery),
    periodFigures(deps, { scope, query: earlier }),
    attainmentCounts(deps.db, scope, within(thisWeek(now, timeZone))),
    attainmentCounts(deps.db, scope, within(thisMonth(now, timeZone))),
    firstHandlerCounts(deps.db, scope, query),
    arrivalCounts(deps.db, scope, { ...query, timeZone }),
    accountsIn(deps.db, scope),
    targetsOf(deps.db, scope.tenantId),
  ]);
  const sums = (key: 'accountId' | 'board') => {
    const [p, w, m] = [period.rows, week, month].map((rows) => sumBy(rows, (row) => row[key]));
    return (name: string) => ({
      period: p?.get(name) ?? attained(0, 0),
      week: w?.get(name) ?? attained(0, 0),
      month: m?.get(name) ?? attained(0, 0),
    });
  };
  const [ofAccount, ofBoard] = [sums('accountId'), sums('board')];
  const shown = accounts.filter(({ _id }) => [undefined, _id].includes(query.accountId));
  const boards = new Set([...shown.map(({ board }) => board), ...period.rows.map(({ board }) => board)]);
  return {
    from: iso(query.from),
    to: iso(query.to),
    timeZone,
    open: standing.open,
    dueWithin4h: standing.dueWithin4h,
    breachedNow: standing.breachedNow,
    openBefore: at.open,
    breachedBefore: at.breached,
    period: period.figures,
    previous: previous.figures,
    firstHandler: {
      ...first,
      share: first.solved === 0 ? null : first.byFirst / first.solved,
      norm: targets.firstHandlerNorm,
    },
    accounts: shown.map(({ _id, name, platform }) => ({ accountId: _id, name, platform, ...ofAccount(_id) })),
    boards: [...boards]
      .filter((board) => [undefined, board].includes(query.board))
      .sort((a, b) => a.localeCompare(b, 'sv'))
      .map((board) => ({ board, ...ofBoard(board) })),
    arrivals: weekGrid(cells),
  };
}

/** As many as a page shows. */
const SHOWN = 500;
const SHOWN_OF_LOG = 200;

/** At most `limit` rows: the page's, or a file's. */
export async function removalReport(
  deps: ServerDeps,
  reportQuery: ReportQuery,
  limit = SHOWN,
): Promise<RemovalReport> {
  const { scope, query } = reportQuery;
  const [items, targets, accounts] = await Promise.all([
    trackedItems(deps.db, scope, { ...query, atMost: limit }),
    targetsOf(deps.db, scope.tenantId),
    accountsIn(deps.db, scope),
  ]);
  const byId = new Map(accounts.map((account) => [account._id, account]));
  const now = query.now.getTime();
  const rows = items.flatMap(({ _id, accountId, board, removal }) => {
    const account = byId.get(accountId);
    const reason = removal?.reason ?? null;
    if (removal === undefined || reason === null || account === undefined) return [];
    const track: RemovalTrack & { reason: typeof reason } = { ...removal, reason };
    const dueAt = removalDueAt(track, targets, deps.clockOf(account));
    const ended = removedAt(track);
    const state = removalState(track, dueAt, now);
    const minutes = ended === null ? null : Math.floor((ended - track.knownAt) / MINUTE_MS);
    return [{ id: _id, accountId, accountName: account.name, board, track, dueAt, ended, state, minutes }];
  });
  const weight = { breached: 0, running: 1, 'removed-late': 2, removed: 3, kept: 4 } as const;
  const reasons = REMOVAL_REASONS.flatMap((reason) => {
    const ofReason = rows.filter(({ track }) => track.reason === reason);
    if (ofReason.length === 0) return [];
    const times = ofReason.flatMap(({ minutes }) => (minutes === null ? [] : [minutes]));
    return [
      {
        reason,
        targetHours: targetFor(targets, reason, null).hours,
        known: ofReason.length,
        removed: times.length,
        late: ofReason.filter(({ state }) => state === 'breached' || state === 'removed-late').length,
        running: ofReason.filter(({ state }) => state === 'running' || state === 'breached').length,
        medianMinutes: nearestRank(times, 0.5),
      },
    ];
  });
  return {
    reasons,
    items: rows
      .sort((a, b) => weight[a.state] - weight[b.state] || a.track.knownAt - b.track.knownAt)
      .slice(0, limit)
      .map(({ id, accountId, accountName, board, track, dueAt, ended, state }) => ({
        id,
        accountId,
        accountName,
        board,
        reason: track.reason,
        axis: track.axis,
        knownAt: iso(track.knownAt),
        dueAt: iso(dueAt),
        hiddenAt: isoOrNull(track.hiddenAt),
        endedAt: isoOrNull(ended),
        state,
      })),
  };
}

export async function supervisionReport(
  deps: ServerDeps,
  reportQuery: ReportQuery,
  limit = SHOWN_OF_LOG,
): Promise<SupervisionReport> {
  const { scope, query } = reportQuery;
  const { tenantId } = scope;
  const accounts = await accountsOf(deps, reportQuery);
  const names = new Map(accounts.map(({ _id, name }) => [_id, name]));
  const log = await supervisionLog(deps.db, scope, {
    from: query.from,
    to: query.to,
    accountIds: [...names.keys()],
    limit,
  });
  const people = await namesOf(deps.db, {
    tenantId,
    ids: [...new Set(log.flatMap((entry) => entry.people))],
  });
  const states = accounts.map(async (account) => {
    const key = { tenantId, accountId: account._id };
    const [unseen, last] = await Promise.all([unseenOf(deps.db, key), lastSupervision(deps.db, key)]);
    const overdue =
      unseen.since !== null &&
      supervisionDue(unseen.since.getTime(), deps.clockOf(account)) < query.now.getTime();
    return {
      accountId: account._id,
      accountName: account.name,
      unseen: unseen.count,
      unseenSince: isoOrNull(unseen.since),
      overdue,
      lastAt: isoOrNull(last?.at ?? null),
    };
  });
  return {
    accounts: await Promise.all(states),
    log: log.map((entry) => ({
      id: entry._id,
      accountId: entry.accountId,
      accountName: names.get(entry.accountId) ?? '',
      at: iso(entry.at),
      items: entry.items,
      people: entry.people.map((id) => people.get(id) ?? id),
    })),
  };
}

export async function dutyReport(
  deps: ServerDeps,
  reportQuery: ReportQuery,
  limit = SHOWN,
): Promise<DutyReport> {
  const { scope, query } = reportQuery;
  const [items, accounts] = await Promise.all([
    dutyItems(deps.db, scope, { ...query, atMost: limit }),
    accountsIn(deps.db, scope),
  ]);
  const byId = new Map(accounts.map((account) => [account._id, account]));
  const weight = { breached: 0, warned: 1, calm: 2 } as const;
  const rows = items.flatMap((item) => {
    const account = byId.get(item.accountId);
    if (account === undefined) return [];
    return dutiesOf(item, deps.clockOf(account)).map(({ duty, clock }) => ({
      id: item._id,
      accountId: item.accountId,
      accountName: account.name,
      board: item.board,
      duty,
      receivedAt: iso(item.publishedAt),
      warnAt: iso(clock.warnAt),
      breachAt: isoOrNull(clock.breachAt),
      state: dutyState(clock, query.now.getTime()),
      source: clock.rule.source,
    }));
  });
  rows.sort((a, b) => weight[a.state] - weight[b.state] || a.receivedAt.localeCompare(b.receivedAt));
  return { items: rows.slice(0, limit) };
}
