import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { namesOf } from '../../../core/accounts/people.store.ts';
import { LAST_YEAR } from '../../../core/deadlines/calendar.ts';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import { isBreached, stoppedInTime } from '../../../core/deadlines/state.ts';
import { readItem } from '../../../core/inbox/items.store.ts';
import { decodeCursor, encodeCursor, listKey } from '../../../core/inbox/list-order.ts';
import { invalid } from '../../../core/kernel/errors.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import { maskPersonalData } from '../../../core/moderation/personal-data.ts';
import { breachCause } from '../../../core/monitoring/breach-cause.ts';
import { explainBreach, explanationsOf } from '../../../core/monitoring/breach-comments.store.ts';
import type { StatsQuery } from '../../../core/monitoring/deadline-stats.store.ts';
import type { MonitoredItem, MonitoringQuery } from '../../../core/monitoring/monitoring.contract.ts';
import { type MonitoredRow, monitoredItems } from '../../../core/monitoring/monitoring-lists.store.ts';
import {
  dutyReport,
  monitoringReport,
  supervisionReport,
  timeZoneOf,
} from '../../../core/monitoring/monitoring-reports.store.ts';
import { setTargets, targetsOf } from '../../../core/monitoring/monitoring-settings.store.ts';
import { removalReport } from '../../../core/monitoring/removal-report.store.ts';
import { trendReport } from '../../../core/monitoring/trend.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { assertMaySet } from '../deadlines/deadlines.ts';
import { itemInScope } from '../inbox/items.ts';

const DEFAULT_PERIOD_MS = 30 * DAY_MS;
/** A year and a little: what lies further apart is asked for in parts. */
const MAX_PERIOD_MS = 400 * DAY_MS;

export function statsQuery(query: MonitoringQuery, now: Date): StatsQuery {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - DEFAULT_PERIOD_MS) : new Date(query.from);
  if (from > to) throw invalid('from must not come after to.');
  if (to.getUTCFullYear() > LAST_YEAR) throw invalid(`to: the years up to ${LAST_YEAR} are covered.`);
  if (to.getTime() - from.getTime() > MAX_PERIOD_MS) throw invalid('Choose at most 400 days.');
  return { from, to, now, accountId: query.accountId, board: query.board };
}

/** Rows as the contract has them, with causes and the newest explanation. */
export async function presentRows(
  deps: ServerDeps,
  scope: Scope,
  rows: readonly MonitoredRow[],
): Promise<MonitoredItem[]> {
  const { tenantId } = scope;
  const [accounts, comments] = await Promise.all([
    accountsIn(deps.db, scope),
    explanationsOf(deps.db, { tenantId, itemIds: rows.map(({ _id }) => _id) }),
  ]);
  const names = new Map(accounts.map(({ _id, name }) => [_id, name]));
  const people = await namesOf(deps.db, { tenantId, ids: [...comments.values()].map(({ by }) => by) });
  const now = deps.now().getTime();
  return rows.map((row) => {
    const { deadline } = row;
    const late = stoppedInTime(deadline) === false || isBreached(deadline, now);
    const comment = comments.get(row._id);
    return {
      id: row._id,
      platform: row.platform,
      accountId: row.accountId,
      accountName: names.get(row.accountId) ?? '',
      board: row.board,
      publishedAt: row.publishedAt.toISOString(),
      dueAt: deadline.dueAt === null ? null : new Date(deadline.dueAt).toISOString(),
      stoppedAt: deadline.stoppedAt === null ? null : new Date(deadline.stoppedAt).toISOString(),
      state: deadline.state,
      cause: late ? breachCause(row) : null,
      comment: comment
        ? {
            text: maskPersonalData(comment.text),
            by: people.get(comment.by) ?? comment.by,
            at: comment.at.toISOString(),
          }
        : null,
    };
  });
}

type MonitoringRoutes =
  | 'monitorDeadlines'
  | 'readTrend'
  | 'listMonitored'
  | 'explainBreach'
  | 'listRemovals'
  | 'readSupervision'
  | 'listDuties'
  | 'readMonitoringTargets'
  | 'setMonitoringTargets';

export function monitoringHandlers(deps: ServerDeps): Pick<Handlers, MonitoringRoutes> {
  const reportQuery = (call: { principal: { scope: Scope }; query: MonitoringQuery }) => ({
    scope: call.principal.scope,
    query: statsQuery(call.query, deps.now()),
  });
  return {
    monitorDeadlines: (call) => monitoringReport(deps, reportQuery(call)),
    readTrend: (call) => trendReport(deps, reportQuery(call)),
    listRemovals: (call) => removalReport(deps, reportQuery(call)),
    readSupervision: (call) => supervisionReport(deps, reportQuery(call)),
    listDuties: (call) => dutyReport(deps, reportQuery(call)),
    async listMonitored(call) {
      const { scope, query } = reportQuery(call);
      const { of, weekday, hour, limit, cause, sort, order } = call.query;
      const { cursor: given, limit: _limit, ...list } = call.query;
      const key = listKey(list);
      const cursor = given === undefined ? null : decodeCursor(given, key);
      if (given !== undefined && cursor === null) throw invalid('cursor: not one of this list.');
      const timeZone = await timeZoneOf(deps, scope.tenantId);
      const page = { ...query, of, weekday, hour, cause, sort, order, cursor, limit, timeZone };
      const { rows, next } = await monitoredItems(deps.db, scope, page);
      return { items: await presentRows(deps, scope, rows), nextCursor: next && encodeCursor(next, key) };
    },
    async explainBreach({ principal, id, body }) {
      const { actor, scope } = principal;
      const item = await itemInScope(deps, principal, id);
      const { tenantId } = item;
      await explainBreach(deps.db, { tenantId, itemId: id, text: body.text, actor, now: deps.now() });
      const fresh = (await readItem(deps.db, scope, id)) ?? item;
      const [row] = await presentRows(deps, scope, [fresh]);
      return row as MonitoredItem;
    },
    readMonitoringTargets: ({ principal }) => targetsOf(deps.db, principal.scope.tenantId),
    async setMonitoringTargets({ principal, body }) {
      await assertMaySet(deps, principal.scope, null);
      const { tenantId } = principal.scope;
      await setTargets(deps.db, { tenantId, targets: body, by: principal.actor, now: deps.now() });
      return body;
    },
  };
}
