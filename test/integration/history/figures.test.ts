/** Ninety lived days: the API, its CSV and its PDF say what a calculation by hand says of what was planned to happen. */
import { describe, expect, test } from '@jest/globals';
import type { MonitoringReport, RemovalReport } from '../../../core/monitoring/monitoring.contract.ts';
import { HISTORY_ACCOUNTS } from '../../../ops/history/accounts.ts';
import { accountIdOf } from '../../../ops/history/acts.ts';
import { planHistory } from '../../../ops/history/plan.ts';
import { type Asked, coursesOf, figuresByHand } from '../../support/figures-by-hand.ts';
import { livedDays } from '../../support/lived-days.ts';
import { oneSpace, pdfPages } from '../../support/pdf-text.ts';

const lived = livedDays(6);
const courses = coursesOf(lived.history);
const now = lived.history.until;

const local = (text: string): number => Date.parse(text);
const PERIODS = {
  'all ninety days': { from: lived.history.from, to: now + 1000 },
  'a month': { from: local('2026-12-01T00:00:00+01:00'), to: local('2027-01-01T00:00:00+01:00') },
  'the week in which summer time ends': {
    from: local('2026-10-19T00:00:00+02:00'),
    to: local('2026-10-26T00:00:00+01:00'),
  },
  'the week after': { from: local('2026-10-26T00:00:00+01:00'), to: local('2026-11-02T00:00:00+01:00') },
} as const;

const queryOf = ({ from, to, page, board }: Omit<Asked, 'now'>): URLSearchParams =>
  new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...(page === undefined ? {} : { accountId: accountIdOf({ account: { externalId: page } }) }),
    ...(board === undefined ? {} : { board }),
  });

async function report(asked: Omit<Asked, 'now'>): Promise<MonitoringReport> {
  return (await lived.api.get<MonitoringReport>(`/api/deadlines/monitoring?${queryOf(asked)}`)).body;
}

/** Of the report what is calculated by hand. */
function figuresIn({ period, open, waiting, breachedNow }: MonitoringReport) {
  const { attainment, medianClockMinutes, p90ClockMinutes } = period;
  return { attainment, medianClockMinutes, p90ClockMinutes, open, waiting, breachedNow };
}

async function exported(more: Record<string, string>): Promise<Buffer> {
  const query = queryOf(PERIODS['a month']);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const answer = await fetch(`${lived.world.url}/api/deadlines/export?${query}`, {
    headers: { authorization: `Bearer ${lived.api.token}` },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

describe('the figures of ninety lived days', () => {
  test.each(Object.entries(PERIODS))('The figures of %s are those calculated by hand.', async (_name, period) => {
    expect(figuresIn(await report(period))).toEqual(figuresByHand(courses, { ...period, now }));
  });

  test('The figures of each account are those calculated by hand.', async () => {
    const period = PERIODS['all ninety days'];
    for (const { externalId: page } of HISTORY_ACCOUNTS)
      expect({ page, ...figuresIn(await report({ ...period, page })) }).toEqual({
        page,
        ...figuresByHand(courses, { ...period, now, page }),
      });
  });

  test('The figures of each board are those calculated by hand.', async () => {
    const period = PERIODS['all ninety days'];
    const boards = new Set(HISTORY_ACCOUNTS.map(({ board }) => board));
    expect(boards.size).toBe(5);
    for (const board of boards)
      expect({ board, ...figuresIn(await report({ ...period, board })) }).toEqual({
        board,
        ...figuresByHand(courses, { ...period, now, board }),
      });
  });

  test('The rows of the accounts add up to the whole.', async () => {
    const { accounts, period } = await report(PERIODS['a month']);
    const sum = (of: 'fellDue' | 'met' | 'due') =>
      accounts.reduce((total, account) => total + account.period[of], 0);
    expect([sum('fellDue'), sum('met'), sum('due')]).toEqual([
      period.attainment.fellDue,
      period.attainment.met,
      period.attainment.due,
    ]);
  });
});
