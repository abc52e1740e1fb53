import type { ExportQuery } from '../../core/contract/monitoring.ts';
import type { ExportTable } from '../../core/domain/monitoring.ts';
import { type CsvValue, toCsv } from '../../core/policy/csv.ts';
import {
  arrivalRows,
  attainmentRows,
  breachRows,
  dutyRows,
  removalRows,
  supervisionRows,
} from '../../core/policy/monitoring-csv.ts';
import { monitoredItems } from '../../core/store/monitoring-lists.ts';
import type { ServerDeps } from '../deps.ts';
import type { Handlers } from '../mount.ts';
import { presentRows, statsQuery } from './monitoring.ts';
import {
  type Asked,
  dutyReport,
  monitoringReport,
  removalReport,
  supervisionReport,
  timeZoneOf,
} from './monitoring-reports.ts';

/** Breaches in one file; a longer list is exported in shorter periods. */
const MOST_ROWS = 10_000;

async function breaches(deps: ServerDeps, { scope, query }: Asked) {
  const timeZone = await timeZoneOf(deps, scope.tenantId);
  const wanted = { ...query, of: 'breached' as const, cursor: null, limit: MOST_ROWS, timeZone };
  const { rows } = await monitoredItems(deps.db, scope, wanted);
  return presentRows(deps, scope, rows);
}

type Rows = readonly (readonly CsvValue[])[];

async function rowsOf(deps: ServerDeps, asked: Asked, { table, lang }: ExportQuery): Promise<Rows> {
  const tables: { readonly [T in ExportTable]: () => Promise<Rows> } = {
    accounts: async () => attainmentRows(await monitoringReport(deps, asked), 'accounts', lang),
    boards: async () => attainmentRows(await monitoringReport(deps, asked), 'boards', lang),
    arrivals: async () => arrivalRows(await monitoringReport(deps, asked), lang),
    breaches: async () => breachRows(await breaches(deps, asked), lang),
    supervision: async () => supervisionRows(await supervisionReport(deps, asked), lang),
    removals: async () => removalRows(await removalReport(deps, asked), lang),
    duties: async () => dutyRows(await dutyReport(deps, asked), lang),
  };
  return tables[table]();
}

export function monitoringExportHandlers(deps: ServerDeps): Pick<Handlers, 'exportMonitoring'> {
  return {
    async exportMonitoring({ principal, query, res }) {
      const asked = { scope: principal.scope, query: statsQuery(query, deps.now()) };
      const day = (at: Date): string => at.toISOString().slice(0, 10);
      const name = `uppsikt-${query.table}-${day(asked.query.from)}-${day(asked.query.to)}.csv`;
      res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
      return toCsv(await rowsOf(deps, asked, query), query.lang);
    },
  };
}
