/** Each report of the monitoring page, made from the store's counts by pure rules. What the pages and the export share. */

import type { Account } from '../accounts/account.ts';
import { accountsIn } from '../accounts/accounts.store.ts';
import { tenantById } from '../accounts/tenants.store.ts';
import { HOUR_MS } from '../deadlines/civil.ts';
import { defaultPolicy } from '../deadlines/deadline-policy.ts';
import { dutyState } from '../deadlines/duties.ts';
import { dutiesOf } from '../deadlines/duties-of.ts';
import { comparableBefore, includes, type Period, thisMonth, thisWeek } from '../deadlines/periods.ts';
import { lastSupervision, supervisionLog, unseenOf } from '../deadlines/supervision.store.ts';
import { supervisionDue } from '../deadlines/supervision.ts';
import type { Scope } from '../kernel/roles.ts';
import { deadlineSummary, type EndedWhere, type StatsQuery } from './deadline-stats.store.ts';
import type { DutyReport, MonitoringReport, SupervisionReport } from './monitoring.contract.ts';
import { dutyItems } from './monitoring-clocks.store.ts';
import { targetsOf } from './monitoring-settings.store.ts';
import {
  answerTimes,
  arrivalCounts,
  endingsIn,
  firstHandlerCounts,
  leftOutNow,
  standingAt,
} from './monitoring-stats.store.ts';
import type { ReportDeps } from './report-deps.store.ts';
import { attained, sumBy, weekGrid } from './statistics.ts';

export interface ReportQuery {
  readonly scope: Scope;
  readonly query: StatsQuery;
}

export const iso = (at: number | Date): string => new Date(at).toISOString();
export const isoOrNull = (at: number | Date | null): string | null => (at === null ? null : iso(at));

/** The accounts that the filter leaves: by account, and by owning board where rows are per account. */
async function accountsOf(deps: ReportDeps, { scope, query }: ReportQuery): Promise<Account[]> {
  const accounts = await accountsIn(deps.db, scope);
  return accounts.filter(
    ({ _id, board }) =>
      [undefined, _id].includes(query.accountId) && [undefined, board].includes(query.board),
  );
}

export async function timeZoneOf(deps: Pick<ReportDeps, 'db'>, tenantId: string): Promise<string> {
  const tenant = await tenantById(deps.db, tenantId);
  return defaultPolicy(tenant?.country ?? 'SE').timeZone;
}

async function periodFigures(deps: ReportDeps, { scope, query }: ReportQuery) {
  const [rows, times] = await Promise.all([
    endingsIn(deps.db, scope, query),
    answerTimes(deps.db, scope, query),
  ]);
  return { rows, figures: { attainment: attained(rows), ...times } };
}

function targetOf(deps: ReportDeps, account: Account): MonitoringReport['accounts'][number]['target'] {
  const { targetMs, clock, targetSource } = deps.clockOf(account).policy;
  return { hours: targetMs / HOUR_MS, clock, source: targetSource || null };
}

/** The aims that these accounts follow, the most common first. */
function targetsFollowed(deps: ReportDeps, accounts: readonly Account[]): MonitoringReport['targets'] {
  const targets = accounts.map((account) => targetOf(deps, account));
  return [...Map.groupBy(targets, (target) => JSON.stringify(target)).values()]
    .flatMap((alike) => (alike[0] ? [{ ...alike[0], accounts: alike.length }] : []))
    .sort((a, b) => b.accounts - a.accounts);
}

/** When the first of them was connected: before that nothing could be open. */
const connectedSince = (accounts: readonly Account[]): number =>
  Math.min(...accounts.map(({ createdAt }) => createdAt.getTime()));

/** What the period may be compared with, as far as it has passed. */
function comparedWith(
  { from, to, now }: StatsQuery,
  { accounts, timeZone }: { accounts: readonly Account[]; timeZone: string },
): Period | null {
  if (accounts.length === 0) return null;
  const since = connectedSince(accounts);
  const period = { from: from.getTime(), to: to.getTime() };
  return comparableBefore(period, { now: now.getTime(), since, timeZone });
}

export async function monitoringReport(
  deps: ReportDeps,
  reportQuery: ReportQuery,
): Promise<MonitoringReport> {
  return (await monitoringWithEndings(deps, reportQuery)).report;
}

/** The report, and how everything ended that fell due in its period, for who tells more of it. */
export async function monitoringWithEndings(
  deps: ReportDeps,
  reportQuery: ReportQuery,
): Promise<{ readonly report: MonitoringReport; readonly endings: readonly EndedWhere[] }> {
  const { scope, query } = reportQuery;
  const [timeZone, accounts] = await Promise.all([
    timeZoneOf(deps, scope.tenantId),
    accountsIn(deps.db, scope),
  ]);
  const now = query.now.getTime();
  const within = (period: Period): StatsQuery => ({
    ...query,
    from: new Date(period.from),
    to: new Date(period.to),
  });
  const shown = accounts.filter(({ _id }) => [undefined, _id].includes(query.accountId));
  const earlier = comparedWith(query, { accounts: shown, timeZone });
  const includesNow = includes({ from: query.from.getTime(), to: query.to.getTime() }, now);
  const hasBegun = includesNow && connectedSince(shown) <= query.from.getTime();
  const [standing, leftOut, at, period, previous, week, month, first, cells, targets] = await Promise.all([
    deadlineSummary(deps.db, scope, query),
    leftOutNow(deps.db, scope, query),
    hasBegun ? standingAt(deps.db, scope, { ...query, at: query.from }) : null,
    periodFigures(deps, reportQuery),
    earlier && periodFigures(deps, { scope, query: within(earlier) }),
    endingsIn(deps.db, scope, within(thisWeek(now, timeZone))),
    endingsIn(deps.db, scope, within(thisMonth(now, timeZone))),
    firstHandlerCounts(deps.db, scope, query),
    arrivalCounts(deps.db, scope, { ...query, timeZone }),
    targetsOf(deps.db, scope.tenantId),
  ]);
  const sums = (key: 'accountId' | 'board') => {
    const [p, w, m] = [period.rows, week, month].map((rows) => sumBy(rows, (row) => row[key]));
    return (name: string) => ({
      period: p?.get(name) ?? attained([]),
      week: w?.get(name) ?? attained([]),
      month: m?.get(name) ?? attained([]),
    });
  };
  const [ofAccount, ofBoard] = [sums('accountId'), sums('board')];
  const boards = new Set([...shown.map(({ board }) => board), ...period.rows.map(({ board }) => board)]);
  const report: MonitoringReport = {
    from: iso(query.from),
    to: iso(query.to),
    timeZone,
    includesNow,
    targets: targetsFollowed(deps, await accountsOf(deps, reportQuery)),
    open: standing.open,
    waiting: standing.waiting,
    dueWithin4h: standing.dueWithin4h,
    breachedNow: standing.breachedNow,
    leftOut,
    openBefore: at?.open ?? null,
    breachedBefore: at?.breached ?? null,
    period: period.figures,
    previous: previous && earlier && { ...previous.figures, from: iso(earlier.from), to: iso(earlier.to) },
    firstHandler: {
      ...first,
      share: first.solved === 0 ? null : first.byFirst / first.solved,
      norm: targets.firstHandlerNorm,
    },
    accounts: shown.map((account) => {
      const { _id, name, platform } = account;
      return { accountId: _id, name, platform, target: targetOf(deps, account), ...ofAccount(_id) };
    }),
    boards: [...boards]
      .filter((board) => [undefined, board].includes(query.board))
      .sort((a, b) => a.localeCompare(b, 'sv'))
      .map((board) => ({ board, ...ofBoard(board) })),
    arrivals: weekGrid(cells),
  };
  return { report, endings: period.rows };
}

/** As many as a page shows. */
export const SHOWN = 500;
const SHOWN_OF_LOG = 200;

export async function supervisionReport(
  deps: ReportDeps,
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
      people: entry.people.length,
    })),
  };
}

export async function dutyReport(
  deps: ReportDeps,
  reportQuery: ReportQuery,
  limit = SHOWN,
): Promise<DutyReport> {
  const { scope, query } = reportQuery;
  const accounts = await accountsIn(deps.db, scope);
  const byId = new Map(accounts.map((account) => [account._id, account]));
  const weight = { breached: 0, warned: 1, calm: 2 } as const;
  const rows: DutyReport['items'] = [];
  for await (const item of dutyItems(deps.db, scope, query)) {
    const account = byId.get(item.accountId);
    if (account === undefined) continue;
    for (const { duty, clock } of dutiesOf(item, deps.clockOf(account)))
      rows.push({
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
      });
  }
  rows.sort((a, b) => weight[a.state] - weight[b.state] || a.receivedAt.localeCompare(b.receivedAt));
  return { total: rows.length, items: rows.slice(0, limit) };
}
