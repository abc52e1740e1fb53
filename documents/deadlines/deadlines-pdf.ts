/** The monitoring page on paper: a section per table. No text, author or explanation of any item. */

import type { CsvLanguage } from '../../core/kernel/csv.ts';
import type {
  DutyReport,
  MonitoredItem,
  MonitoringReport,
  RemovalReport,
} from '../../core/monitoring/monitoring.contract.ts';
import { drawPdf, type Section } from '../pdf/table-pages.ts';
import { removalFigures, removals } from './removal-sections.ts';
import { type ReportWords, reportWords } from './report-words.ts';
import { columns, section, type TextKey } from './sections.ts';

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

/** The aim beside the figure, and where it comes from: no law sets it. */
function targetRows({ text, number, catalogue }: ReportWords, { targets }: MonitoringReport): string[][] {
  return targets.map(({ hours, clock, source }) => [
    text('responseTarget'),
    text('targetWithin', { hours: number(hours), clock: catalogue.clock[clock] }),
    source === null ? text('noSource') : text('targetSource', { source }),
  ]);
}

/** Answered is answered: what needed no answer and what is gone stand apart, and the parts add up. */
function partRows({ text, number }: ReportWords, { period: { attainment } }: MonitoringReport): string[][] {
  return [
    [text('fellDue'), number(attainment.fellDue), text('partsAdd')],
    [text('metPart'), number(attainment.met), ''],
    [text('answeredLate'), number(attainment.answeredLate), ''],
    [text('unanswered'), number(attainment.unanswered), ''],
    [text('closed'), number(attainment.closed), text('notCounted')],
    [text('goneColumn'), number(attainment.removed), text('notCounted')],
  ];
}

function figures(words: ReportWords, { monitoring: report }: DeadlinesOnPaper): Section {
  const { text, number, percent, span, day } = words;
  const { period, previous, firstHandler, leftOut } = report;
  const before = (value: (of: typeof period) => string): string =>
    previous === null
      ? text('noBefore')
      : text('before', {
          value: value(previous),
          from: day(previous.from),
          to: day(Date.parse(previous.to) - 1),
        });
  const compared = (key: TextKey, value: (of: typeof period) => string): string[] => [
    text(key),
    value(period),
    before(value),
  ];
  const atStart = (count: number | null): string =>
    count === null ? '' : text('atStart', { value: number(count) });
  const answered = ({ attainment: { share, met, due } }: typeof period): string =>
    share === null
      ? percent(null)
      : text('ofOwed', { share: percent(share), met: number(met), due: number(due) });
  const { share, byFirst, solved, norm } = firstHandler;
  const ofSolved = text('of', { share: percent(share), met: number(byFirst), due: number(solved) });
  const more = { open: number(leftOut.open), breached: number(leftOut.breached) };
  return section(words, 'figures', {
    columns: columns(words, ['figure', 4], ['value', 4], ['compared', 5]),
    rows: [
      ...targetRows(words, report),
      compared('attainment', answered),
      ...partRows(words, report),
      compared('clockMedian', (of) => span(of.medianClockMinutes)),
      compared('clockP90', (of) => span(of.p90ClockMinutes)),
      compared('wallMedian', (of) => span(of.medianWallMinutes)),
      compared('wallP90', (of) => span(of.p90WallMinutes)),
      [text('open'), number(report.open), atStart(report.openBefore)],
      [text('waiting'), number(report.waiting), ''],
      [text('dueSoon'), number(report.dueWithin4h), ''],
      [text('breachedNow'), number(report.breachedNow), atStart(report.breachedBefore)],
      [
        text('firstHandler'),
        share === null ? percent(null) : ofSolved,
        norm === null ? text('noNorm') : text('norm', { value: percent(norm) }),
      ],
    ],
    note: leftOut.open + leftOut.breached === 0 ? null : text('leftOut', more),
  });
}

type Measured = Pick<MonitoringReport['boards'][number], 'period' | 'week' | 'month'>;

/** This week and this month are those of now: beside a period that is over they say nothing. */
const measureColumns = ({ includesNow }: MonitoringReport): (readonly [TextKey, number, 'right'])[] => [
  ['share', 2, 'right'],
  ['due', 2, 'right'],
  ['met', 2, 'right'],
  ['closed', 3, 'right'],
  ['goneColumn', 2, 'right'],
  ...(includesNow ? ([['week', 2, 'right'] as const, ['month', 2, 'right'] as const] as const) : []),
];

const measures = (
  { number, percent }: ReportWords,
  { period, week, month }: Measured,
  { includesNow }: MonitoringReport,
): string[] => [
  percent(period.share),
  number(period.due),
  number(period.met),
  number(period.closed),
  number(period.removed),
  ...(includesNow ? [percent(week.share), percent(month.share)] : []),
];

const accounts = (words: ReportWords, { monitoring }: DeadlinesOnPaper): Section =>
  section(words, 'byAccount', {
    columns: columns(words, ['accountColumn', 5], ['platform', 3], ...measureColumns(monitoring)),
    rows: monitoring.accounts.map((row) => [
      row.name,
      words.catalogue.platform[row.platform],
      ...measures(words, row, monitoring),
    ]),
  });

const boards = (words: ReportWords, { monitoring }: DeadlinesOnPaper): Section =>
  section(words, 'byBoard', {
    columns: columns(words, ['boardColumn', 8], ...measureColumns(monitoring)),
    rows: monitoring.boards.map((row) => [row.board, ...measures(words, row, monitoring)]),
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
