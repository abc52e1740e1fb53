/** A monitoring report as the documents are given it, with as many breaches as asked for. */

import type { MonitoringReport } from '../../core/monitoring/monitoring.contract.ts';
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
