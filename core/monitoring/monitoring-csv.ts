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
  fellDue: ['Svarstiden gick ut', 'Fristen gikk ut', 'Fell due'],
  due: ['Skulle besvaras', 'Skulle besvares', 'Owed an answer'],
  met: ['Besvarat i tid', 'Besvart i tide', 'Answered in time'],
  share: ['Andel besvarat i tid', 'Andel besvart i tide', 'Share answered in time'],
  answeredLate: ['Besvarat för sent', 'Besvart for sent', 'Answered late'],
  unanswered: ['Inte besvarat', 'Ikke besvart', 'Not answered'],
  closed: ['Avslutat utan behov av svar', 'Avsluttet uten behov for svar', 'Closed, no answer needed'],
  removed: ['Dolt eller borttaget', 'Skjult eller fjernet', 'Hidden or removed'],
  targetHours: ['Mål, timmar', 'Mål, timer', 'Target, hours'],
  targetClock: ['Målets klocka', 'Målets klokke', 'Clock of the target'],
  targetSource: ['Målets källa', 'Kilde for målet', 'Source of the target'],
  judged: ['Bedömt av en person', 'Vurdert av en person', 'Judged by a person'],
  outcome: ['Utfall', 'Utfall', 'Outcome'],
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
  hidden: ['Dolt', 'Skjult', 'Hidden'],
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

/** They add up: what fell due is the last five. */
const PARTS = ['fellDue', 'due', 'met', 'answeredLate', 'unanswered', 'closed', 'removed'] as const;

const decimal = (hours: number, language: CsvLanguage): string =>
  language === 'en' ? String(hours) : String(hours).replace('.', ',');

type Target = MonitoringReport['accounts'][number]['target'];

/** Several where the board's accounts follow their own. */
const targetCells = (targets: readonly Target[], language: CsvLanguage): string[] => [
  targets.map(({ hours }) => decimal(hours, language)).join(' / '),
  targets.map(({ clock }) => clock).join(' / '),
  targets.map(({ source }) => source ?? '–').join(' / '),
];

const YES_NO = { sv: ['ja', 'nej'], nb: ['ja', 'nei'], en: ['yes', 'no'] } as const;

export function attainmentRows(
  report: MonitoringReport,
  groupedBy: 'accounts' | 'boards',
  language: CsvLanguage,
): Rows {
  const named =
    groupedBy === 'accounts'
      ? report.accounts.map((row) => ({ ...row, label: row.name, targets: [row.target] }))
      : report.boards.map((row) => ({ ...row, label: row.board, targets: report.targets }));
  const first: Word = groupedBy === 'accounts' ? 'account' : 'board';
  // Those of now say nothing beside a period that is over.
  const recent: Word[] = report.includesNow ? ['week', 'month'] : [];
  return [
    heading(language, first, ...PARTS, 'share', ...recent, 'targetHours', 'targetClock', 'targetSource'),
    ...named.map((row) => [
      row.label,
      ...PARTS.map((part) => row.period[part]),
      rounded(row.period.share),
      ...recent.map((span) => rounded(row[span as 'week' | 'month'].share)),
      ...targetCells(row.targets, language),
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
  const columns: Word[] = [
    ...([
      'id',
      'account',
      'board',
      'reason',
      'judged',
      'axis',
      'known',
      'removeBy',
      'hidden',
      'ended',
    ] as const),
    ...(['state', 'outcome'] as const),
  ];
  const [yes, no] = YES_NO[language];
  return [
    heading(language, ...columns),
    ...items.map((item) => [
      item.id,
      item.accountName,
      item.board,
      item.reason,
      item.judged ? yes : no,
      item.axis,
      item.knownAt,
      item.dueAt,
      item.hiddenAt,
      item.endedAt,
      item.state,
      item.outcome,
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
