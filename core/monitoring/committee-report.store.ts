/** Everything that the report to the committee is made of, read for one period. */
import { accountsIn } from '../accounts/accounts.store.ts';
import { tenantById } from '../accounts/tenants.store.ts';
import { sees, seesAll } from '../kernel/authorise.ts';
import type { Scope } from '../kernel/roles.ts';
import { maskPersonalData } from '../moderation/personal-data.ts';
import type { CommitteeInput, OwedWhere } from './committee-report.ts';
import type { ReportVersion } from './monitoring.ts';
import { monitoringWithEndings, type ReportQuery } from './monitoring-reports.store.ts';
import { targetsOf } from './monitoring-settings.store.ts';
import { removalReport } from './removal-report.store.ts';
import { reportCommentOf } from './report-comments.store.ts';
import type { ReportDeps } from './report-deps.store.ts';
import { attained, type EndedAlike } from './statistics.ts';
import { trendReport } from './trend.store.ts';

export interface CommitteeReport extends CommitteeInput {
  readonly municipality: string;
  readonly account: string | null;
  readonly board: string | null;
  readonly norm: number | null;
  readonly comment: string | null;
  readonly now: Date;
}

/** A comment on the whole municipality is for those who see the whole of it. */
export const readsComment = (scope: Scope, accountId: string | undefined): boolean =>
  accountId === undefined ? seesAll(scope) : sees(scope, accountId);

function owedWhere(rows: readonly (EndedAlike & { accountId: string; board: string })[]): OwedWhere[] {
  const crossings = Map.groupBy(rows, ({ accountId, board }) => JSON.stringify([accountId, board]));
  return [...crossings.values()].flatMap((alike) => {
    const [first] = alike;
    const { due, met } = attained(alike);
    return first ? [{ accountId: first.accountId, board: first.board, due, met }] : [];
  });
}

export async function committeeReport(
  deps: ReportDeps,
  reportQuery: ReportQuery,
  version: ReportVersion,
): Promise<CommitteeReport> {
  const { scope, query } = reportQuery;
  const { tenantId } = scope;
  const [tenant, accounts, { report: monitoring, endings }, trend, { reasons }, targets, comment] =
    await Promise.all([
      tenantById(deps.db, tenantId),
      accountsIn(deps.db, scope),
      monitoringWithEndings(deps, reportQuery),
      trendReport(deps, reportQuery),
      removalReport(deps, reportQuery),
      targetsOf(deps.db, tenantId),
      readsComment(scope, query.accountId) ? reportCommentOf(deps.db, { tenantId, ...query }) : null,
    ]);
  const account = accounts.find(({ _id }) => _id === query.accountId);
  return {
    version,
    whole: query.accountId === undefined && query.board === undefined && scope.accountIds === 'all',
    municipality: tenant?.name ?? '',
    account: query.accountId === undefined ? null : (account?.name ?? query.accountId),
    board: query.board ?? null,
    monitoring,
    trend,
    removals: { reasons },
    owed: owedWhere(endings),
    norm: targets.attainmentNorm,
    comment: comment === null ? null : maskPersonalData(comment.text),
    now: query.now,
  };
}
