/** The tables of the monitoring page as rows, with headings in three languages. Codes and times stay as they are. */

import type { CsvLanguage, CsvValue } from '../kernel/csv.ts';
import type {
  DutyReport,
  MonitoredItem,
  MonitoringReport,
  RemovalReport,
  SupervisionReport,
} from './monitoring.contract.ts';

type Rows = readonly (readonly CsvValue[])[];

/** Order: sv, nb, en. */
const WORDS = {
  account: ['Konto', 'Konto', 'Account'],
  board: ['Nämnd', 'Enhet', 'Board'],
  due: ['Svarstiden gick ut', 'Fristen gikk ut', 'Fell due'],
  met: ['I tid', 'I tide', 'In time'],
  share: ['Andel i tid', 'Andel i tide', 'Share in time'],
  week: ['Denna vecka', 'Denne uken', 'This week'],
  month: ['Denna månad', 'Denne måneden', 'This month'],
  weekday: ['Veckodag (1 = måndag)', 'Ukedag (1 = mandag)', 'Weekday (1 = Monday)'],
  hour: ['Timme', 'Time', 'Hour'],
  count: ['Antal', 'Antall', 'Count'],
  id: ['Inlägg', 'Innlegg', 'Comment'],
  published: ['Publicerat', 'Publisert', 'Published'],
  dueAt: ['Svara senast', 'Svarfrist', 'Due'],
  stopped: ['Stoppat', 'Stoppet', 'Stopped'],
  cause: ['Orsak', 'Årsak', 'Cause'],
  comment: ['Förklaring', 'Forklaring', 'Explanation'],
  at: ['Genomgånget', 'Gjennomgått', 'Checked'],
  people: ['Av', 'Av', 'By'],
  reason: ['Skäl', 'Grunn', 'Reason'],
  axis: ['Grund', 'Grunnlag', 'Ground'],
  known: ['Upptäckt', 'Oppdaget', 'Found'],
  removeBy: ['Ta bort senast', 'Fjern innen', 'Remove by'],
  ended: ['Borttaget', 'Fjernet', 'Removed'],
  state: ['Status', 'Status', 'Status'],
  duty: ['Plikt', 'Plikt', 'Duty'],
  received: ['Kom in', 'Kom inn', 'Received'],
  warn: ['Varning', 'Varsel', 'Warning'],
  breach: ['Senast', 'Senest', 'No later than'],
  source: ['Källa', 'Kilde', 'Source'],
} as const satisfies Record<string, readonly [string, string, string]>;
type Word = keyof typeof WORDS;

const heading = (language: CsvLanguage, ...words: readonly Word[]): string[] =>
  words.map((word) => WORDS[word][{ sv: 0, nb: 1, en: 2 }[language]] ?? word);

/** Four decimals: a share, not a percentage. */
const rounded = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 10_000) / 10_000;

export function attainmentRows(
  report: MonitoringReport,
  groupedBy: 'accounts' | 'boards',
  language: CsvLanguage,
): Rows {
  const named =
    groupedBy === 'accounts'
      ? report.accounts.map((row) => ({ ...row, label: row.name }))
      : report.boards.map((row) => ({ ...row, label: row.board }));
  const first: Word = groupedBy === 'accounts' ? 'account' : 'board';
  return [
    heading(language, first, 'due', 'met', 'share', 'week', 'month'),
    ...named.map(({ label, period, week, month }) => [
      label,
      period.due,
      period.met,
      rounded(period.share),
      rounded(week.share),
      rounded(month.share),
    ]),
  ];
}

export function arrivalRows(report: MonitoringReport, language: CsvLanguage): Rows {
  const cells = report.arrivals.flatMap((hours, day) => hours.map((count, hour) => [day + 1, hour, count]));
  return [heading(language, 'weekday', 'hour', 'count'), ...cells];
}

export function breachRows(items: readonly MonitoredItem[], language: CsvLanguage): Rows {
  return [
    heading(language, 'id', 'account', 'board', 'published', 'dueAt', 'stopped', 'cause', 'comment'),
    ...items.map((item) => [
      item.id,
      item.accountName,
      item.board,
      item.publishedAt,
      item.dueAt,
      item.stoppedAt,
      item.cause,
      item.comment?.text ?? null,
    ]),
  ];
}

export function supervisionRows({ log }: SupervisionReport, language: CsvLanguage): Rows {
  return [
    heading(language, 'account', 'at', 'count', 'people'),
    ...log.map(({ accountName, at, items, people }) => [accountName, at, items, people.join(', ')]),
  ];
}

export function removalRows({ items }: RemovalReport, language: CsvLanguage): Rows {
  const columns: Word[] = ['id', 'account', 'board', 'reason', 'axis', 'known', 'removeBy', 'ended', 'state'];
  return [
    heading(language, ...columns),
    ...items.map((item) => [
      item.id,
      item.accountName,
      item.board,
      item.reason,
      item.axis,
      item.knownAt,
      item.dueAt,
      item.endedAt,
      item.state,
    ]),
  ];
}

export function dutyRows({ items }: DutyReport, language: CsvLanguage): Rows {
  return [
    heading(language, 'id', 'account', 'board', 'duty', 'received', 'warn', 'breach', 'state', 'source'),
    ...items.map((item) => [
      item.id,
      item.accountName,
      item.board,
      item.duty,
      item.receivedAt,
      item.warnAt,
      item.breachAt,
      item.state,
      item.source,
    ]),
  ];
}
