/** The monitoring page on paper: a section per table. No text, author or explanation of any item. */

import type { CsvLanguage } from '../../core/kernel/csv.ts';
import type {
  DutyReport,
  MonitoredItem,
  MonitoringReport,
  RemovalReport,
} from '../../core/monitoring/monitoring.contract.ts';
import { type Column, drawPdf, type Section } from '../pdf/table-pages.ts';
import { type ReportWords, reportWords } from './report-words.ts';

export interface DeadlinesOnPaper {
  readonly municipality: string;
  /** Names of what the report is limited to; null: all. */
  readonly account: string | null;
  readonly board: string | null;
  readonly monitoring: MonitoringReport;
  readonly breaches: readonly MonitoredItem[];
  /** There are more breaches than these. */
  readonly moreBreaches: boolean;
  readonly removals: RemovalReport;
  readonly duties: DutyReport;
  readonly now: Date;
}

type TextKey = Parameters<ReportWords['text']>[0];

const columns = (
  { text }: ReportWords,
  ...named: readonly (readonly [TextKey, number, 'right'?])[]
): Column[] => named.map(([key, share, right]) => ({ heading: text(key), share, right: right === 'right' }));

const section = (
  words: ReportWords,
  title: TextKey,
  { columns, rows, note = null }: Omit<Section, 'title' | 'note'> & { note?: string | null },
): Section => ({
  title: words.text(title),
  columns,
  rows,
  note: rows.length === 0 ? words.text('none') : note,
});

function figures(words: ReportWords, { monitoring: report }: DeadlinesOnPaper): Section {
  const { text, number, percent, span } = words;
  const { period, previous, firstHandler } = report;
  const share = ({ share, met, due }: typeof period.attainment): string =>
    share === null
      ? percent(null)
      : text('of', { share: percent(share), met: number(met), due: number(due) });
  const before = (value: string): string => text('before', { value });
  const atStart = (count: number): string => text('atStart', { value: number(count) });
  const time = (key: TextKey, of: Exclude<keyof typeof period, 'attainment'>): string[] => [
    text(key),
    span(period[of]),
    before(span(previous[of])),
  ];
  return section(words, 'figures', {
    columns: columns(words, ['figure', 5], ['value', 3], ['compared', 4]),
    rows: [
      [text('attainment'), share(period.attainment), before(share(previous.attainment))],
      time('clockMedian', 'medianClockMinutes'),
      time('clockP90', 'p90ClockMinutes'),
      time('wallMedian', 'medianWallMinutes'),
      time('wallP90', 'p90WallMinutes'),
      [text('open'), number(report.open), atStart(report.openBefore)],
      [text('dueSoon'), number(report.dueWithin4h), ''],
      [text('breachedNow'), number(report.breachedNow), atStart(report.breachedBefore)],
      [
        text('firstHandler'),
        share({ share: firstHandler.share, met: firstHandler.byFirst, due: firstHandler.solved }),
        firstHandler.norm === null ? text('noNorm') : text('norm', { value: percent(firstHandler.norm) }),
      ],
    ],
  });
}

type Measured = Pick<MonitoringReport['boards'][number], 'period' | 'week' | 'month'>;
const MEASURES = [
  ['due', 2, 'right'],
  ['met', 2, 'right'],
  ['share', 2, 'right'],
  ['week', 2, 'right'],
  ['month', 2, 'right'],
] as const;

const measures = ({ number, percent }: ReportWords, { period, week, month }: Measured): string[] => [
  number(period.due),
  number(period.met),
  percent(period.share),
  percent(week.share),
  percent(month.share),
];

const accounts = (words: ReportWords, { monitoring }: DeadlinesOnPaper): Section =>
  section(words, 'byAccount', {
    columns: columns(words, ['accountColumn', 5], ['platform', 3], ...MEASURES),
    rows: monitoring.accounts.map((row) => [
      row.name,
      words.catalogue.platform[row.platform],
      ...measures(words, row),
    ]),
  });

const boards = (words: ReportWords, { monitoring }: DeadlinesOnPaper): Section =>
  section(words, 'byBoard', {
    columns: columns(words, ['boardColumn', 8], ...MEASURES),
    rows: monitoring.boards.map((row) => [row.board, ...measures(words, row)]),
  });

const only = ({ text, number }: ReportWords, count: number): string => text('only', { count: number(count) });

const breaches = (words: ReportWords, { breaches: items, moreBreaches }: DeadlinesOnPaper): Section =>
  section(words, 'breaches', {
    columns: columns(
      words,
      ['accountColumn', 4],
      ['boardColumn', 4],
      ['published', 3],
      ['dueAt', 3],
      ['stopped', 3],
      ['cause', 4],
    ),
    rows: items.map((item) => [
      item.accountName,
      item.board,
      words.dayAndTime(item.publishedAt),
      words.dayAndTime(item.dueAt),
      words.dayAndTime(item.stoppedAt),
      item.cause === null ? '' : words.catalogue.cause[item.cause],
    ]),
    note: moreBreaches ? only(words, items.length) : null,
  });

const removalFigures = (words: ReportWords, { removals }: DeadlinesOnPaper): Section =>
  section(words, 'removalFigures', {
    columns: columns(
      words,
      ['reason', 6],
      ['target', 3, 'right'],
      ['known', 2, 'right'],
      ['removed', 2, 'right'],
      ['median', 3, 'right'],
      ['late', 2, 'right'],
      ['running', 2, 'right'],
    ),
    rows: removals.reasons.map((row) => [
      words.catalogue.removalReason[row.reason],
      words.span(row.targetHours * 60),
      words.number(row.known),
      words.number(row.removed),
      words.span(row.medianMinutes),
      words.number(row.late),
      words.number(row.running),
    ]),
  });

/** Where the report itself stops, the rest is not in the CSV either, so nothing is promised. */
const removals = (words: ReportWords, { removals: { items } }: DeadlinesOnPaper): Section =>
  section(words, 'removals', {
    columns: columns(
      words,
      ['reason', 3],
      ['accountColumn', 4],
      ['boardColumn', 4],
      ['knownAt', 3],
      ['removeBy', 3],
      ['gone', 3],
      ['state', 4],
    ),
    rows: items.map((item) => [
      words.catalogue.removalReason[item.reason],
      item.accountName,
      item.board,
      words.dayAndTime(item.knownAt),
      words.dayAndTime(item.dueAt),
      words.dayAndTime(item.endedAt),
      words.catalogue.removalState[item.state],
    ]),
  });

const duties = (words: ReportWords, { duties: { items } }: DeadlinesOnPaper): Section =>
  section(words, 'duties', {
    columns: columns(
      words,
      ['duty', 4],
      ['accountColumn', 4],
      ['boardColumn', 4],
      ['received', 3],
      ['warn', 3],
      ['limit', 3],
      ['state', 3],
      ['source', 3],
    ),
    rows: items.map((item) => [
      words.catalogue.duty[item.duty],
      item.accountName,
      item.board,
      words.dayAndTime(item.receivedAt),
      words.dayAndTime(item.warnAt),
      words.dayAndTime(item.breachAt),
      words.catalogue.dutyState[item.state],
      item.source,
    ]),
  });

/** In the order of the page. */
const SECTIONS = [figures, accounts, boards, breaches, removalFigures, removals, duties];

export const deadlineSections = (words: ReportWords, paper: DeadlinesOnPaper): Section[] =>
  SECTIONS.map((of) => of(words, paper));

export function deadlinesPdf(paper: DeadlinesOnPaper, language: CsvLanguage): Promise<Buffer> {
  const { monitoring, municipality, account, board, now } = paper;
  const words = reportWords(language, monitoring.timeZone);
  const { text, day, dayAndTime } = words;
  /** The end is excluded: its last day is the one before. */
  const period = { from: day(monitoring.from), to: day(Date.parse(monitoring.to) - 1) };
  return drawPdf({
    title: `${text('title')} ${period.from} – ${period.to}`,
    about: [
      [
        municipality,
        ...(account === null ? [] : [text('account', { name: account })]),
        ...(board === null ? [] : [text('board', { name: board })]),
      ].join(' · '),
      text('period', period),
      text('made', { at: dayAndTime(now.getTime()), zone: words.zone }),
    ],
    sections: deadlineSections(words, paper),
    locale: words.locale,
    madeAt: now,
    pageWords: (page, pages) => text('page', { page: String(page), pages: String(pages) }),
  });
}
