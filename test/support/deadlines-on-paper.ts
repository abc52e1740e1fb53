/** A monitoring report as the documents are given it, with as many breaches as asked for. */

import type { MonitoringReport } from '../../core/monitoring/monitoring.contract.ts';
import { attained } from '../../core/monitoring/statistics.ts';
import type { DeadlinesOnPaper } from '../../documents/deadlines/deadlines-pdf.ts';

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

export const paper = (breaches: number): DeadlinesOnPaper => ({
  municipality: 'Sámi čáhci & <Ærø>',
  account: null,
  board: 'Kulturnämnden',
  now: new Date('2026-03-31T22:30:00.000Z'),
  moreBreaches: breaches > 1,
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
  breaches: Array.from({ length: breaches }, (_, at) => ({
    ...account,
    id: `i${at}`,
    platform: 'generic',
    publishedAt: AT,
    dueAt: AT,
    stoppedAt: null,
    state: 'running',
    cause: 'not-seen',
    comment: { text: 'Handläggaren var sjuk', by: 'Eva Ek', at: AT },
  })),
  removals: { reasons: [], items: [] },
  duties: { items: [] },
});
