/**
 * The tables of the monitoring page as rows for a spreadsheet: headings and codes in words, local time, shares in
 * percent, and beside each item its address in the inbox.
 */

import type { ClockKind } from '../deadlines/deadline-policy.ts';
import type { Duty, DutyState } from '../deadlines/duties.ts';
import type { DeadlineState } from '../deadlines/state.ts';
import type { CsvLanguage, CsvValue } from '../kernel/csv.ts';
import type { Platform } from '../kernel/platform.ts';
import type { Axis, RemovalReason } from '../moderation/removal.ts';
import type {
  DutyReport,
  MonitoredItem,
  MonitoringReport,
  RemovalReport,
  SupervisionReport,
} from './monitoring.contract.ts';
import type { BreachCause, RemovalOutcome, RemovalState } from './monitoring.ts';

type Rows = readonly (readonly CsvValue[])[];

/** What a table is written with: the words of the chosen language, and the municipality's time. */
export interface CsvWriting {
  readonly language: CsvLanguage;
  readonly catalogue: CsvCatalogue;
  /** `2026-03-02 10:00`, which every spreadsheet reads as a time. */
  readonly time: (at: string | null) => string | null;
  readonly linkTo: (itemId: string) => string;
}

interface CsvCatalogue {
  readonly cause: Readonly<Record<BreachCause, string>>;
  readonly removalReason: Readonly<Record<RemovalReason, string>>;
  readonly suspectedReason: Readonly<Record<RemovalReason, string>>;
  readonly outcome: Readonly<Record<RemovalOutcome, string>>;
  readonly removalState: Readonly<Record<RemovalState, string>>;
  readonly axis: Readonly<Record<Axis, string>>;
  readonly deadlineState: Readonly<Record<DeadlineState, string>>;
  readonly duty: Readonly<Record<Duty, string>>;
  readonly dutyState: Readonly<Record<DutyState, string>>;
  readonly clock: Readonly<Record<ClockKind, string>>;
  readonly platform: Readonly<Record<Platform, string>>;
  readonly weekday: readonly string[];
}

/** Order: sv, nb, en. */
const WORDS = {
  account: ['Konto', 'Konto', 'Account'],
  board: ['Nämnd', 'Enhet', 'Board'],
  fellDue: ['Svarstiden gick ut', 'Fristen gikk ut', 'Fell due'],
  due: ['Skulle besvaras', 'Skulle besvares', 'Owed an answer'],
  met: ['Besvarat i tid', 'Besvart i tide', 'Answered in time'],
  share: ['Besvarat i tid, procent', 'Besvart i tide, prosent', 'Answered in time, per cent'],
  answeredLate: ['Besvarat för sent', 'Besvart for sent', 'Answered late'],
  unanswered: ['Inte besvarat', 'Ikke besvart', 'Not answered'],
  closed: ['Avslutat utan behov av svar', 'Avsluttet uten behov for svar', 'Closed, no answer needed'],
  removed: ['Dolt eller borttaget', 'Skjult eller fjernet', 'Hidden or removed'],
  targetHours: ['Mål, timmar', 'Mål, timer', 'Target, hours'],
  targetClock: ['Målets klocka', 'Målets klokke', 'Clock of the target'],
  targetSource: ['Målets källa', 'Kilde for målet', 'Source of the target'],
  judged: ['Bedömt av en person', 'Vurdert av en person', 'Judged by a person'],
  outcome: ['Utfall', 'Utfall', 'Outcome'],
  week: ['Denna vecka, procent', 'Denne uken, prosent', 'This week, per cent'],
  month: ['Denna månad, procent', 'Denne måneden, prosent', 'This month, per cent'],
  platform: ['Plattform', 'Plattform', 'Platform'],
  weekday: ['Veckodag', 'Ukedag', 'Weekday'],
  link: ['Länk', 'Lenke', 'Link'],
  hour: ['Från klockan', 'Fra klokken', 'From'],
  count: ['Antal', 'Antall', 'Count'],
  published: ['Publicerat', 'Publisert', 'Published'],
  dueAt: ['Svara senast', 'Svarfrist', 'Due'],
  stopped: ['Stoppat', 'Stoppet', 'Stopped'],
  cause: ['Orsak', 'Årsak', 'Cause'],
  comment: ['Förklaring', 'Forklaring', 'Explanation'],
  at: ['Genomgånget', 'Gjennomgått', 'Checked'],
  people: ['Antal personer', 'Antall personer', 'Number of people'],
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

const heading = ({ language }: CsvWriting, ...words: readonly Word[]): string[] =>
  words.map((word) => WORDS[word][{ sv: 0, nb: 1, en: 2 }[language]] ?? word);

/** With one decimal. */
const percent = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 1000) / 10;

/** They add up: what fell due is the last five. */
const PARTS = ['fellDue', 'due', 'met', 'answeredLate', 'unanswered', 'closed', 'removed'] as const;

const decimal = (hours: number, language: CsvLanguage): string =>
  language === 'en' ? String(hours) : String(hours).replace('.', ',');

type Target = MonitoringReport['accounts'][number]['target'];

/** Several where the board's accounts follow their own. */
const targetCells = (targets: readonly Target[], { language, catalogue }: CsvWriting): string[] => [
  targets.map(({ hours }) => decimal(hours, language)).join(' / '),
  targets.map(({ clock }) => catalogue.clock[clock]).join(' / '),
  targets.map(({ source }) => source ?? '–').join(' / '),
];

const YES_NO = { sv: ['ja', 'nej'], nb: ['ja', 'nei'], en: ['yes', 'no'] } as const;

export function attainmentRows(
  report: MonitoringReport,
  groupedBy: 'accounts' | 'boards',
  writing: CsvWriting,
): Rows {
  const named =
    groupedBy === 'accounts'
      ? report.accounts.map((row) => ({
          ...row,
          labels: [row.name, writing.catalogue.platform[row.platform]],
          targets: [row.target],
        }))
      : report.boards.map((row) => ({ ...row, labels: [row.board], targets: report.targets }));
  const first: Word[] = groupedBy === 'accounts' ? ['account', 'platform'] : ['board'];
  // Those of now say nothing beside a period that is over.
  const recent: Word[] = report.includesNow ? ['week', 'month'] : [];
  return [
    heading(writing, ...first, ...PARTS, 'share', ...recent, 'targetHours', 'targetClock', 'targetSource'),
    ...named.map((row) => [
      ...row.labels,
      ...PARTS.map((part) => row.period[part]),
      percent(row.period.share),
      ...recent.map((span) => percent(row[span as 'week' | 'month'].share)),
      ...targetCells(row.targets, writing),
    ]),
  ];
}

export function arrivalRows(report: MonitoringReport, writing: CsvWriting): Rows {
  const hourOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  const cells = report.arrivals.flatMap((hours, day) =>
    hours.map((count, hour) => [writing.catalogue.weekday[day] ?? '', hourOf(hour), count]),
  );
  return [heading(writing, 'weekday', 'hour', 'count'), ...cells];
}

export function breachRows(items: readonly MonitoredItem[], writing: CsvWriting): Rows {
  const { time, catalogue, linkTo } = writing;
  const columns: Word[] = ['account', 'platform', 'board', 'published', 'dueAt', 'stopped'];
  return [
    heading(writing, ...columns, 'state', 'cause', 'comment', 'link'),
    ...items.map((item) => [
      item.accountName,
      catalogue.platform[item.platform],
      item.board,
      time(item.publishedAt),
      time(item.dueAt),
      time(item.stoppedAt),
      catalogue.deadlineState[item.state],
      item.cause === null ? null : catalogue.cause[item.cause],
      item.comment?.text ?? null,
      linkTo(item.id),
    ]),
  ];
}

export function supervisionRows({ log }: SupervisionReport, writing: CsvWriting): Rows {
  return [
    heading(writing, 'account', 'at', 'count', 'people'),
    ...log.map(({ accountName, at, items, people }) => [accountName, writing.time(at), items, people]),
  ];
}

/** Only what a person has judged is called by the name of a crime. */
export function removalRows({ items }: RemovalReport, writing: CsvWriting): Rows {
  const { time, catalogue, linkTo, language } = writing;
  const columns: Word[] = ['account', 'board', 'reason', 'judged', 'axis', 'known', 'removeBy', 'hidden'];
  const [yes, no] = YES_NO[language];
  return [
    heading(writing, ...columns, 'ended', 'state', 'outcome', 'link'),
    ...items.map((item) => [
      item.accountName,
      item.board,
      (item.judged ? catalogue.removalReason : catalogue.suspectedReason)[item.reason],
      item.judged ? yes : no,
      item.axis === null ? null : catalogue.axis[item.axis],
      time(item.knownAt),
      time(item.dueAt),
      time(item.hiddenAt),
      time(item.endedAt),
      catalogue.removalState[item.state],
      catalogue.outcome[item.outcome],
      linkTo(item.id),
    ]),
  ];
}

export function dutyRows({ items }: DutyReport, writing: CsvWriting): Rows {
  const { time, catalogue, linkTo } = writing;
  return [
    heading(writing, 'duty', 'account', 'board', 'received', 'warn', 'breach', 'state', 'source', 'link'),
    ...items.map((item) => [
      catalogue.duty[item.duty],
      item.accountName,
      item.board,
      time(item.receivedAt),
      time(item.warnAt),
      time(item.breachAt),
      catalogue.dutyState[item.state],
      item.source,
      linkTo(item.id),
    ]),
  ];
}
