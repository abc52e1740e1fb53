/** What the period of a report is called: a month or a year of its own has a name, others have two dates. */
import { isoDate } from '../../core/deadlines/civil.ts';
import { localDay } from '../../core/deadlines/periods.ts';
import type { CsvLanguage } from '../../core/kernel/csv.ts';
import type { ExportTable, ReportVersion } from '../../core/monitoring/monitoring.ts';
import { type ReportWords, reportCatalogue } from './report-words.ts';

/** As a file: what it is, and the first and last day of its period, in the words of its language. */
export function reportFileName(
  { of, from, to }: { of: ExportTable | ReportVersion; from: Date; to: Date },
  { language, timeZone }: { language: CsvLanguage; timeZone: string },
  extension: 'pdf' | 'csv',
): string {
  const words = reportCatalogue(language).fileName;
  const day = (at: number): string => isoDate(localDay(at, timeZone));
  return `${words.of}-${words[of]}-${day(from.getTime())}-${day(to.getTime() - 1)}.${extension}`;
}

export function reportName({ day, month, timeZone }: ReportWords, from: string, to: string): string {
  const last = Date.parse(to) - 1;
  // Swedish dates are those of ISO 8601.
  const local = (at: number): string => new Date(at).toLocaleDateString('sv-SE', { timeZone });
  const [start, end, after] = [local(Date.parse(from)), local(last), local(Date.parse(to))];
  if (start.endsWith('-01-01') && after.endsWith('-01-01') && start.slice(0, 4) === end.slice(0, 4))
    return start.slice(0, 4);
  if (start.endsWith('-01') && after.endsWith('-01') && start.slice(0, 7) === end.slice(0, 7))
    return month(last);
  return `${day(from)} – ${day(last)}`;
}
