/** A monitoring report as the documents are given it, with as many breaches as asked for. */

import { REMOVAL_REASONS } from '../../core/moderation/removal.ts';
import type { MonitoringReport } from '../../core/monitoring/monitoring.contract.ts';
import { REMOVAL_OUTCOMES, type RemovalOutcome } from '../../core/monitoring/monitoring.ts';
import { attained } from '../../core/monitoring/statistics.ts';
import type { DeadlinesOnPaper } from '../../documents/deadlines/sheet.ts';

const AT = '2026-03-02T09:00:00.000Z';
const share = (due: number, met: number) =>
  attained([
    { stopReason: 'answered', inTime: true, count: met },
    { stopReason: null, inTime: false, count: due - met },
    { stopReason: 'closed', inTime: true, count: due > 0 ? 2 : 0 },
  ]);
const spans = { period: share(4, 1), week: share(0, 0), month: share(2, 2) };
const times: MonitoringReport['period'] = {
  attainment: share(4, 1),
  medianClockMinutes: 120,
  p90ClockMinutes: 1800,
  medianWallMinutes: null,
  p90WallMinutes: null,
};
export const account = { accountId: 'a', accountName: 'Östersund 👍', board: 'Kulturnämnden' };

export const paper = (version: 'internal' | 'public' = 'internal'): DeadlinesOnPaper => ({
  version,
  whole: false,
  municipality: 'Sámi čáhci & <Ærø>',
  account: null,
  board: 'Kulturnämnden',
  now: new Date('2026-03-31T22:30:00.000Z'),
  monitoring: {
    from: '2026-02-28T23:00:00.000Z',
    to: '2026-03-31T22:00:00.000Z',
    timeZone: 'Europe/Stockholm',
    includesNow: true,
    targets: [
      { hours: 24, clock: 'weekdays', source: 'Riktlinje för sociala medier, KS 2026/1', accounts: 1 },
    ],
    open: 7,
    waiting: 1,
    leftOut: { open: 2, breached: 1 },
    dueWithin4h: 2,
    breachedNow: 3,
    openBefore: 9,
    breachedBefore: 1,
    period: times,
    previous: {
      ...times,
      attainment: share(0, 0),
      from: '2026-01-28T23:00:00.000Z',
      to: '2026-02-28T23:00:00.000Z',
    },
    firstHandler: { solved: 2, byFirst: 1, share: 0.5, norm: 0.8 },
    accounts: [
      {
        accountId: 'a',
        name: account.accountName,
        platform: 'generic',
        target: { hours: 24, clock: 'weekdays', source: null },
        ...spans,
      },
    ],
    boards: [{ board: account.board, ...spans }],
    arrivals: [],
  },
  trend: {
    months: [1, 2, 3].map((month) => ({
      year: 2026,
      month,
      from: AT,
      to: AT,
      whole: month < 3,
      attainment: share(40 + month, 30),
    })),
    causes: {
      'late-arrival': 0,
      'action-failed': 1,
      'not-seen': 9,
      'answered-late': 0,
      'ended-late': 0,
      'not-answered': 6,
    },
  },
  owed: [{ accountId: 'a', board: account.board, due: 4, met: 1 }],
  norm: 0.8,
  comment: null,
  removals: { reasons: [] },
});

const LONG = 'Miljö- och samhällsbyggnadsnämnden i staden';

/** Everything at once: as much as a large municipality has of each part. */
export function fullPaper(version: 'internal' | 'public'): DeadlinesOnPaper {
  const given = paper(version);
  const all = (count: number) =>
    Object.fromEntries(REMOVAL_OUTCOMES.map((outcome) => [outcome, count])) as Record<RemovalOutcome, number>;
  const reasons = REMOVAL_REASONS.slice(0, 8).flatMap((reason, at) =>
    [true, false].map((judged) => ({
      ...{ reason, judged, known: 10 * (at + 1), outcomes: all(at + 1) },
      ...{ targetHours: 4, flagged: at + 1, late: 1, running: 1, medianMinutes: 30 },
    })),
  );
  const [first] = given.monitoring.accounts;
  const [board] = given.monitoring.boards;
  if (first === undefined || board === undefined)
    throw new Error('the plain paper has an account and a board');
  const many = share(1204, 1043);
  const of = { period: many, week: many, month: many };
  const accounts = Array.from({ length: 60 }, (_, at) => ({
    ...first,
    ...of,
    accountId: `a${at}`,
    name: `${LONG} ${at}`,
  }));
  const boards = Array.from({ length: 40 }, (_, at) => ({ board: `${LONG} ${at}`, ...of }));
  return {
    ...given,
    monitoring: { ...given.monitoring, accounts, boards },
    removals: { reasons },
    comment: `${'Två läser på lördagar, och en i jouren. '.repeat(40)}\n\n${LONG}`,
  };
}
