/** The report to the committee: what of the figures stands in it, and what is left out of its public version. Pure. */
import type { Platform } from '../kernel/platform.ts';
import type { RemovalReason } from '../moderation/removal.ts';
import type { MonitoringReport, RemovalReport, TrendReport } from './monitoring.contract.ts';
import { BREACH_CAUSES, type BreachCause, type ReportVersion } from './monitoring.ts';
import { type Crossing, isSmall, type LeftOut, leftOutOf, withoutSmall } from './small-numbers.ts';

/** How much one account has at one receiving board. */
export interface OwedWhere {
  readonly accountId: string;
  readonly board: string;
  readonly due: number;
  readonly met: number;
}

export interface CommitteeInput {
  readonly version: ReportVersion;
  /** The whole municipality; else one account or board, whose figures are then those of a row. */
  readonly whole: boolean;
  readonly monitoring: MonitoringReport;
  readonly trend: TrendReport;
  readonly removals: Pick<RemovalReport, 'reasons'>;
  readonly owed: readonly OwedWhere[];
}

/** A number that is left out is null. */
export type Published = number | null;

export interface ComparedRow {
  readonly name: string;
  readonly platform: Platform | null;
  readonly due: Published;
  readonly met: Published;
  readonly share: number | null;
  /** A number of this row is left out. */
  readonly leftOut: boolean;
}

const PART_NAMES = ['met', 'answeredLate', 'unanswered', 'closed', 'removed'] as const;
export type PartName = (typeof PART_NAMES)[number];

export const REMOVAL_GROUPS = ['byUs', 'byRules', 'byAuthor', 'onPlatform', 'kept', 'waiting'] as const;
export type RemovalGroup = (typeof REMOVAL_GROUPS)[number];

export interface RemovedRow {
  readonly reason: RemovalReason;
  readonly judged: boolean;
  readonly known: Published;
  readonly groups: Readonly<Record<RemovalGroup, Published>>;
}

export interface CommitteeFigures {
  readonly fellDue: Published;
  readonly due: Published;
  readonly share: number | null;
  readonly parts: Readonly<Record<PartName, Published>>;
  readonly months: readonly {
    readonly year: number;
    readonly month: number;
    readonly whole: boolean;
    readonly due: Published;
    readonly share: number | null;
  }[];
  readonly causes: readonly { readonly cause: BreachCause; readonly count: Published }[];
  readonly accounts: readonly ComparedRow[];
  /** Further accounts, of which fewest fell due: they stand in the CSV. */
  readonly moreAccounts: number;
  readonly boards: readonly ComparedRow[];
  readonly moreBoards: number;
  readonly removals: readonly RemovedRow[];
}

/** With these the report has four pages at most, unless nearly every reason of removal and a very long comment stand in it too. */
const ACCOUNTS_ON_PAPER = 15;
const BOARDS_ON_PAPER = 12;

const groupsOf = ({ outcomes: of }: RemovalReport['reasons'][number]): Record<RemovalGroup, number> => ({
  byUs: of.deleted + of.hidden,
  byRules: of['hidden-by-machine'],
  byAuthor: of['removed-by-author'],
  onPlatform:
    of['hidden-elsewhere'] + of['removed-by-page'] + of['removed-by-platform'] + of['removed-elsewhere'],
  kept: of.kept,
  waiting: of.waiting,
});

/** Which rows leave out how many were owed an answer, and which of them how many had it in time. */
function hiddenRows({ version, owed }: CommitteeInput): { due: LeftOut; met: LeftOut } {
  const none = { accounts: new Set<string>(), boards: new Set<string>() };
  if (version === 'internal') return { due: none, met: none };
  const crossings = (numbers: (row: OwedWhere) => number[]): Crossing[] =>
    owed.map((row) => ({ account: row.accountId, board: row.board, numbers: numbers(row) }));
  const due = leftOutOf(crossings((row) => [row.due]));
  return {
    due,
    met: leftOutOf(
      crossings((row) => [row.met, row.due - row.met]),
      due,
    ),
  };
}

function compared(
  row: { name: string; platform: Platform | null; due: number; met: number },
  hidden: { due: boolean; met: boolean },
): ComparedRow {
  const share = row.due === 0 || hidden.met ? null : row.met / row.due;
  return {
    name: row.name,
    platform: row.platform,
    due: hidden.due ? null : row.due,
    met: hidden.met ? null : row.met,
    share,
    leftOut: hidden.due || hidden.met,
  };
}

/** Of the whole municipality everything is said; of one account or board as of a row among others. */
function partsOf({ version, whole }: CommitteeInput, attainment: MonitoringReport['period']['attainment']) {
  const plain = PART_NAMES.map((name) => attainment[name]);
  const named = (values: readonly Published[]) =>
    Object.fromEntries(PART_NAMES.map((name, at) => [name, values[at] ?? null])) as Record<
      PartName,
      Published
    >;
  const { fellDue, due, share } = attainment;
  if (version === 'internal' || (whole && !isSmall(due))) return { fellDue, due, share, parts: named(plain) };
  const [above, answers] = [
    withoutSmall([due, attainment.closed, attainment.removed]),
    withoutSmall([attainment.met, attainment.answeredLate, attainment.unanswered]),
  ];
  const [shownDue = null, closed = null, removed = null] = isSmall(fellDue) ? [] : above;
  const shown = shownDue === null ? [null, null, null] : answers;
  return {
    fellDue: isSmall(fellDue) ? null : fellDue,
    due: shownDue,
    share: shown[0] === null ? null : share,
    parts: named([...shown, closed, removed]),
  };
}

function removedRow(row: RemovalReport['reasons'][number], isPublic: boolean): RemovedRow {
  const groups = groupsOf(row);
  const plain = REMOVAL_GROUPS.map((group) => groups[group]);
  const hideAll = isPublic && isSmall(row.known);
  const values: readonly Published[] = hideAll
    ? plain.map(() => null)
    : isPublic
      ? withoutSmall(plain)
      : plain;
  return {
    reason: row.reason,
    judged: row.judged,
    known: hideAll ? null : row.known,
    groups: Object.fromEntries(
      REMOVAL_GROUPS.map((group, at) => [group, values[at] ?? null]),
    ) as RemovedRow['groups'],
  };
}

/** Those of which most fell due, by name. */
const most = <T extends { readonly period: { readonly due: number } }>(
  rows: readonly T[],
  count: number,
  nameOf: (row: T) => string,
): T[] =>
  [...rows]
    .sort((a, b) => b.period.due - a.period.due)
    .slice(0, count)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'sv'));

/** The rows of accounts and boards: those with most where not all of them have room. */
function rowsOf(
  input: CommitteeInput,
): Pick<CommitteeFigures, 'accounts' | 'boards' | 'moreAccounts' | 'moreBoards'> {
  const { monitoring } = input;
  const hidden = hiddenRows(input);
  const accounts = most(monitoring.accounts, ACCOUNTS_ON_PAPER, ({ name }) => name).map(
    ({ accountId, name, platform, period }) =>
      compared(
        { name, platform, due: period.due, met: period.met },
        { due: hidden.due.accounts.has(accountId), met: hidden.met.accounts.has(accountId) },
      ),
  );
  const boards = most(monitoring.boards, BOARDS_ON_PAPER, ({ board }) => board).map(({ board, period }) =>
    compared(
      { name: board, platform: null, due: period.due, met: period.met },
      { due: hidden.due.boards.has(board), met: hidden.met.boards.has(board) },
    ),
  );
  return {
    accounts,
    boards,
    moreAccounts: monitoring.accounts.length - accounts.length,
    moreBoards: monitoring.boards.length - boards.length,
  };
}

export function committeeFigures(input: CommitteeInput): CommitteeFigures {
  const { version, trend, removals } = input;
  const isPublic = version === 'public';
  const seen = <T>(values: readonly number[], then: (shown: readonly Published[]) => T): T =>
    then(isPublic ? withoutSmall(values) : values);
  return {
    ...partsOf(input, input.monitoring.period.attainment),
    months: seen(
      trend.months.map(({ attainment }) => attainment.due),
      (shown) =>
        trend.months.map(({ year, month, whole, attainment }, at) => {
          const of = partsOf(input, attainment);
          const due = shown[at] === null ? null : of.due;
          return { year, month, whole, due, share: due === null ? null : of.share };
        }),
    ),
    causes: seen(
      BREACH_CAUSES.map((cause) => trend.causes[cause]),
      (shown) => BREACH_CAUSES.map((cause, at) => ({ cause, count: shown[at] ?? null })),
    ),
    ...rowsOf(input),
    removals: removals.reasons.map((row) => removedRow(row, isPublic)),
  };
}
