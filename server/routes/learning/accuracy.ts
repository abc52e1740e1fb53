import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { isoDate } from '../../../core/deadlines/civil.ts';
import { localDay } from '../../../core/deadlines/periods.ts';
import { toCsv } from '../../../core/kernel/csv.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import type { AccuracyReport } from '../../../core/learning/accuracy.contract.ts';
import { accuracyCounts } from '../../../core/learning/accuracy.store.ts';
import { accuracyRows, sumOf, withShares } from '../../../core/learning/accuracy.ts';
import { modelsOf } from '../../../core/learning/learned-models.store.ts';
import { CATEGORIES, type Category } from '../../../core/moderation/verdict.ts';
import type { StatsQuery } from '../../../core/monitoring/deadline-stats.store.ts';
import { timeZoneOf } from '../../../core/monitoring/monitoring-reports.store.ts';
import type { ServerDeps } from '../../deps.ts';
import { measuredFor } from '../../measured.ts';
import type { Handlers } from '../../mount.ts';
import { statsQuery } from '../monitoring/monitoring.ts';

/** What the municipality taught and uses; its figures say which categories were better. */
async function modelInUse(deps: ServerDeps, tenantId: string): Promise<AccuracyReport['layer']> {
  const row = (await modelsOf(deps.db, { tenantId })).find(({ state }) => state === 'in-use');
  if (row === undefined) return null;
  const figures = row.figures as readonly { category: Category; verdict: string }[];
  const categories = figures.filter(({ verdict }) => verdict === 'better').map(({ category }) => category);
  const { version, corrections, createdAt } = row;
  return { version, at: createdAt.toISOString(), corrections, categories };
}

async function report(
  deps: ServerDeps,
  { scope, query }: { scope: Scope; query: StatsQuery },
): Promise<AccuracyReport> {
  const [{ rows, finished }, all, model] = await Promise.all([
    accuracyCounts(deps.db, scope, query),
    accountsIn(deps.db, scope),
    modelInUse(deps, scope.tenantId),
  ]);
  // by board, an account stays: other boards' items may have come in there
  const accounts = all.filter(({ _id }) => [undefined, _id].includes(query.accountId));
  const measured = measuredFor(accounts.map(({ country }) => country));
  return {
    from: query.from.toISOString(),
    to: query.to.toISOString(),
    finished: [...finished.values()].reduce((sum, count) => sum + count, 0),
    categories: CATEGORIES.map((category) => ({
      category,
      ...withShares(sumOf(rows.filter((row) => row.category === category))),
      measured: measured.get(category) ?? null,
    })),
    accounts: accounts.map(({ _id, name, platform }) => {
      const own = rows.filter(({ accountId }) => accountId === _id);
      return {
        accountId: _id,
        name,
        platform,
        finished: finished.get(_id) ?? 0,
        ...withShares(sumOf(own)),
        categories: own
          .filter(({ flagged, missing }) => flagged + missing > 0)
          .map(({ category, ...counts }) => ({ category, ...withShares(counts) })),
      };
    }),
    layer: model,
  };
}

export function accuracyHandlers(deps: ServerDeps): Pick<Handlers, 'readAccuracy' | 'exportAccuracy'> {
  return {
    readAccuracy: ({ principal, query }) =>
      report(deps, { scope: principal.scope, query: statsQuery(query, deps.now()) }),
    async exportAccuracy({ principal, query }) {
      const asked = { scope: principal.scope, query: statsQuery(query, deps.now()) };
      const timeZone = await timeZoneOf(deps, principal.scope.tenantId);
      const day = (at: number): string => isoDate(localDay(at, timeZone));
      const [from, to] = [asked.query.from.getTime(), asked.query.to.getTime() - 1];
      return {
        contentType: 'text/csv',
        name: `uppsikt-accuracy-${day(from)}-${day(to)}.csv`,
        content: toCsv(accuracyRows(await report(deps, asked), query.lang), query.lang),
      };
    },
  };
}
