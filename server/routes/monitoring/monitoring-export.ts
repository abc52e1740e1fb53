import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { tenantById } from '../../../core/accounts/tenants.store.ts';
import type { FileAnswer } from '../../../core/contract/files.contract.ts';
import { isoDate } from '../../../core/deadlines/civil.ts';
import { localDay } from '../../../core/deadlines/periods.ts';
import type { Cursor } from '../../../core/inbox/list-order.ts';
import { type CsvValue, toCsv } from '../../../core/kernel/csv.ts';
import { invalid } from '../../../core/kernel/errors.ts';
import type { ExportQuery, MonitoredItem } from '../../../core/monitoring/monitoring.contract.ts';
import type { ExportTable } from '../../../core/monitoring/monitoring.ts';
import {
  arrivalRows,
  attainmentRows,
  breachRows,
  dutyRows,
  removalRows,
  supervisionRows,
} from '../../../core/monitoring/monitoring-csv.ts';
import { type ListQuery, monitoredItems } from '../../../core/monitoring/monitoring-lists.store.ts';
import type { DeadlinesOnPaper } from '../../../documents/deadlines/deadlines-pdf.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { presentRows, statsQuery } from './monitoring.ts';
import {
  dutyReport,
  monitoringReport,
  type ReportQuery,
  supervisionReport,
  timeZoneOf,
} from '../../../core/monitoring/monitoring-reports.store.ts';
import { removalReport } from '../../../core/monitoring/removal-report.store.ts';

/** Rows in one file; a longer list is refused, never cut: it is exported in shorter periods. */
const MAX_ROWS = 50_000;
const PAGE_ROWS = 5_000;
/** Breaches on paper: some thirty pages. It says so where there are more. */
const MAX_ON_PAPER = 1_000;

async function breaches(deps: ServerDeps, { scope, query }: ReportQuery, limit: number) {
  const timeZone = await timeZoneOf(deps, scope.tenantId);
  const wanted = { ...query, of: 'breached' as const, cursor: null, limit, timeZone };
  const { rows, next } = await monitoredItems(deps.db, scope, wanted);
  return { items: await presentRows(deps, scope, rows), more: next !== null };
}

const tooLong = () => invalid('Too many rows for one file: choose a shorter period, an account or a board.');

async function allBreaches(deps: ServerDeps, { scope, query }: ReportQuery) {
  const timeZone = await timeZoneOf(deps, scope.tenantId);
  const items: MonitoredItem[] = [];
  let cursor: Cursor | null = null;
  do {
    const page: ListQuery = { ...query, of: 'breached', cursor, limit: PAGE_ROWS, timeZone };
    const { rows, next } = await monitoredItems(deps.db, scope, page);
    items.push(...(await presentRows(deps, scope, rows)));
    if (items.length > MAX_ROWS) throw tooLong();
    cursor = next;
  } while (cursor !== null);
  return items;
}

/** The whole table: one row more than a file may have was asked for. */
function whole<T>(rows: readonly T[]): readonly T[] {
  if (rows.length > MAX_ROWS) throw tooLong();
  return rows;
}

type Rows = readonly (readonly CsvValue[])[];

async function rowsOf(
  deps: ServerDeps,
  reportQuery: ReportQuery,
  { table, lang }: ExportQuery,
): Promise<Rows> {
  const tables: { readonly [T in ExportTable]: () => Promise<Rows> } = {
    accounts: async () => attainmentRows(await monitoringReport(deps, reportQuery), 'accounts', lang),
    boards: async () => attainmentRows(await monitoringReport(deps, reportQuery), 'boards', lang),
    arrivals: async () => arrivalRows(await monitoringReport(deps, reportQuery), lang),
    breaches: async () => breachRows(await allBreaches(deps, reportQuery), lang),
    supervision: async () => {
      const report = await supervisionReport(deps, reportQuery, MAX_ROWS + 1);
      return supervisionRows({ ...report, log: [...whole(report.log)] }, lang);
    },
    removals: async () => {
      const report = await removalReport(deps, reportQuery, MAX_ROWS + 1);
      return removalRows({ ...report, items: [...whole(report.items)] }, lang);
    },
    duties: async () => {
      const report = await dutyReport(deps, reportQuery, MAX_ROWS + 1);
      return dutyRows({ ...report, items: [...whole(report.items)] }, lang);
    },
  };
  return tables[table]();
}

async function onPaper(deps: ServerDeps, reportQuery: ReportQuery): Promise<DeadlinesOnPaper> {
  const { scope, query } = reportQuery;
  const [tenant, accounts, monitoring, late, removals, duties] = await Promise.all([
    tenantById(deps.db, scope.tenantId),
    accountsIn(deps.db, scope),
    monitoringReport(deps, reportQuery),
    breaches(deps, reportQuery, MAX_ON_PAPER),
    removalReport(deps, reportQuery),
    dutyReport(deps, reportQuery),
  ]);
  const account = accounts.find(({ _id }) => _id === query.accountId);
  return {
    municipality: tenant?.name ?? '',
    account: query.accountId === undefined ? null : (account?.name ?? query.accountId),
    board: query.board ?? null,
    monitoring,
    breaches: late.items,
    moreBreaches: late.more,
    removals,
    duties,
    now: query.now,
  };
}

async function fileOf(
  deps: ServerDeps,
  reportQuery: ReportQuery,
  query: ExportQuery,
): Promise<Omit<FileAnswer, 'name'> & { of: string }> {
  if (query.format === 'csv') {
    const content = toCsv(await rowsOf(deps, reportQuery, query), query.lang);
    return { contentType: 'text/csv', of: query.table, content };
  }
  const paper = await onPaper(deps, reportQuery);
  const content = await deps.documents.draw('deadlines', { paper, language: query.lang });
  return { contentType: 'application/pdf', of: 'deadlines', content };
}

export function monitoringExportHandlers(deps: ServerDeps): Pick<Handlers, 'exportMonitoring'> {
  return {
    async exportMonitoring({ principal, query }) {
      const reportQuery = { scope: principal.scope, query: statsQuery(query, deps.now()) };
      const timeZone = await timeZoneOf(deps, principal.scope.tenantId);
      const day = (at: number): string => isoDate(localDay(at, timeZone));
      const [from, to] = [reportQuery.query.from.getTime(), reportQuery.query.to.getTime() - 1];
      const { of, ...file } = await fileOf(deps, reportQuery, query);
      const name = `uppsikt-${of}-${day(from)}-${day(to)}.${query.format}`;
      return { ...file, name };
    },
  };
}
