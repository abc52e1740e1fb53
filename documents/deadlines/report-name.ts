/** What the period of a report is called: a month or a year of its own has a name, others have two dates. */
import type { ReportWords } from './report-words.ts';

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
