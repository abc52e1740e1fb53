import type { FileAnswer } from '../../../core/contract/files.contract.ts';
import type { Cursor } from '../../../core/inbox/list-order.ts';
import { type CsvLanguage, type CsvValue, toCsv } from '../../../core/kernel/csv.ts';
import { invalid } from '../../../core/kernel/errors.ts';
import { committeeReport } from '../../../core/monitoring/committee-report.store.ts';
import type { ExportQuery, MonitoredItem } from '../../../core/monitoring/monitoring.contract.ts';
import type { ExportTable, ReportVersion } from '../../../core/monitoring/monitoring.ts';
import {
  arrivalRows,
  attainmentRows,
  breachRows,
  type CsvWriting,
  dutyRows,
  removalRows,
  supervisionRows,
} from '../../../core/monitoring/monitoring-csv.ts';
import { type ListQuery, monitoredItems } from '../../../core/monitoring/monitoring-lists.store.ts';
import {
  dutyReport,
  monitoringReport,
  type ReportQuery,
  supervisionReport,
  timeZoneOf,
} from '../../../core/monitoring/monitoring-reports.store.ts';
import { removalReport } from '../../../core/monitoring/removal-report.store.ts';
import { reportFileName } from '../../../documents/deadlines/report-name.ts';
import { reportCatalogue } from '../../../documents/deadlines/report-words.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { presentRows, statsQuery } from './monitoring.ts';

/** Rows in one file; a longer list is refused, never cut: it is exported in shorter periods. */
const MAX_ROWS = 50_000;
const PAGE_ROWS = 5_000;

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

/** Local time as spreadsheets read it: `2026-03-02 10:00`. */
function csvWriting({ settings }: ServerDeps, language: CsvLanguage, timeZone: string): CsvWriting {
  const times = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const base = settings.publicUrl ?? '';
  return {
    language,
    catalogue: reportCatalogue(language),
    time: (at) => (at === null ? null : times.format(new Date(at))),
    linkTo: (id) => `${base}/inbox/all/${encodeURIComponent(id)}`,
  };
}

type Rows = readonly (readonly CsvValue[])[];

async function rowsOf(
  deps: ServerDeps,
  reportQuery: ReportQuery,
  { table, lang }: ExportQuery,
): Promise<Rows> {
  const writing = csvWriting(deps, lang, await timeZoneOf(deps, reportQuery.scope.tenantId));
  const tables: { readonly [T in ExportTable]: () => Promise<Rows> } = {
    accounts: async () => attainmentRows(await monitoringReport(deps, reportQuery), 'accounts', writing),
    boards: async () => attainmentRows(await monitoringReport(deps, reportQuery), 'boards', writing),
    arrivals: async () => arrivalRows(await monitoringReport(deps, reportQuery), writing),
    breaches: async () => breachRows(await allBreaches(deps, reportQuery), writing),
    supervision: async () => {
      const report = await supervisionReport(deps, reportQuery, MAX_ROWS + 1);
      return supervisionRows({ ...report, log: [...whole(report.log)] }, writing);
    },
    removals: async () => {
      const report = await removalReport(deps, reportQuery, MAX_ROWS + 1);
      return removalRows({ ...report, items: [...whole(report.items)] }, writing);
    },
    duties: async () => {
      const report = await dutyReport(deps, reportQuery, MAX_ROWS + 1);
      return dutyRows({ ...report, items: [...whole(report.items)] }, writing);
    },
  };
  return tables[table]();
}

async function fileOf(
  deps: ServerDeps,
  reportQuery: ReportQuery,
  query: ExportQuery,
): Promise<Omit<FileAnswer, 'name'> & { of: ExportTable | ReportVersion }> {
  if (query.format === 'csv') {
    const content = toCsv(await rowsOf(deps, reportQuery, query), query.lang);
    return { contentType: 'text/csv', of: query.table, content };
  }
  const paper = await committeeReport(deps, reportQuery, query.version);
  const content = await deps.documents.draw('deadlines', { paper, language: query.lang });
  return { contentType: 'application/pdf', of: query.version, content };
}

export function monitoringExportHandlers(deps: ServerDeps): Pick<Handlers, 'exportMonitoring'> {
  return {
    async exportMonitoring({ principal, query }) {
      const reportQuery = { scope: principal.scope, query: statsQuery(query, deps.now()) };
      const timeZone = await timeZoneOf(deps, principal.scope.tenantId);
      const { from, to } = reportQuery.query;
      const { of, ...file } = await fileOf(deps, reportQuery, query);
      const name = reportFileName({ of, from, to }, { language: query.lang, timeZone }, query.format);
      return { ...file, name };
    },
  };
}
