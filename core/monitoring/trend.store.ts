/** How answering in time went month by month, and why it did not. */
import { accountsIn } from '../accounts/accounts.store.ts';
import { lastMonths } from '../deadlines/periods.ts';
import { causeCounts } from './breach-cause.store.ts';
import type { TrendReport } from './monitoring.contract.ts';
import { iso, type ReportQuery, timeZoneOf } from './monitoring-reports.store.ts';
import { endingsIn } from './monitoring-stats.store.ts';
import type { ReportDeps } from './report-deps.store.ts';
import { attained } from './statistics.ts';

const MONTHS = 12;

/** Months before the first one in which anything fell due are left out: there is nothing to compare with. */
export async function trendReport(deps: ReportDeps, { scope, query }: ReportQuery): Promise<TrendReport> {
  const [timeZone, accounts, causes] = await Promise.all([
    timeZoneOf(deps, scope.tenantId),
    accountsIn(deps.db, scope),
    causeCounts(deps.db, scope, query),
  ]);
  const until = Math.min(query.to.getTime(), query.now.getTime());
  const since = Math.min(...accounts.map(({ createdAt }) => createdAt.getTime()));
  const months = await Promise.all(
    lastMonths(until - 1, MONTHS, timeZone).map(async ({ year, month, from, to }) => {
      const counted = Math.min(to, until);
      const within = { ...query, from: new Date(from), to: new Date(counted) };
      const attainment = attained(await endingsIn(deps.db, scope, within));
      const whole = to <= until && from >= since;
      return { year, month, from: iso(from), to: iso(counted), whole, attainment };
    }),
  );
  const first = months.findIndex(({ attainment }) => attainment.fellDue > 0);
  return { months: first < 0 ? [] : months.slice(first), causes };
}
