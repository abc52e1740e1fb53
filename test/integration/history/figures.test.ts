/** Ninety lived days: the API, its CSV and its PDF say what a calculation by hand says of what was planned to happen. */
import { describe, expect, test } from '@jest/globals';
import { allAccounts } from '../../../core/accounts/accounts.store.ts';
import { Actions } from '../../../core/actions/actions.store.ts';
import { InAppAlarms } from '../../../core/alarms/in-app-alarms.store.ts';
import { Events } from '../../../core/inbox/events.store.ts';
import type { DeadlineSummary } from '../../../core/monitoring/deadline-stats.store.ts';
import type {
  MonitoredPage,
  MonitoringReport,
  RemovalReport,
  SupervisionReport,
} from '../../../core/monitoring/monitoring.contract.ts';
import { HISTORY_ACCOUNTS } from '../../../ops/history/accounts.ts';
import { accountIdOf } from '../../../ops/history/acts.ts';
import { planHistory } from '../../../ops/history/plan.ts';
import { type Asked, coursesOf, figuresByHand } from '../../support/figures-by-hand.ts';
import { livedDays } from '../../support/lived-days.ts';
import { oneSpace, pdfPages } from '../../support/pdf-text.ts';
import { WHOLE } from '../../support/whole.ts';

/** A commit lives less of each day. */
const lived = livedDays(WHOLE ? 2.5 : 1);
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
  test.each(
    Object.entries(PERIODS),
  )('The figures of %s are those calculated by hand.', async (_name, period) => {
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

describe('what is handed out of them', () => {
  const month = figuresByHand(courses, { ...PERIODS['a month'], now }).attainment;

  test('The summary of the API has the same parts and times.', async () => {
    const asked = PERIODS['a month'];
    const { body } = await lived.api.get<DeadlineSummary>(`/api/deadlines/summary?${queryOf(asked)}`);
    const { share, ...parts } = month;
    const { medianClockMinutes, p90ClockMinutes } = figuresByHand(courses, { ...asked, now });
    expect(body).toMatchObject({ attainment: share, parts, medianClockMinutes, p90ClockMinutes });
  });

  test('The CSV has the figures of each account calculated by hand.', async () => {
    const text = (await exported({ table: 'accounts', lang: 'sv' })).toString('utf8').replace('\uFEFF', '');
    const [heading = [], ...rows] = text
      .trim()
      .split('\r\n')
      .map((line) => line.split(';'));
    const column = (word: string) => heading.indexOf(word);
    const figures = rows.map((cells) => ({
      name: cells[0],
      due: Number(cells[column('Skulle besvaras')]),
      met: Number(cells[column('Besvarat i tid')]),
    }));
    expect(figures).toHaveLength(HISTORY_ACCOUNTS.length);
    for (const { externalId: page, name } of HISTORY_ACCOUNTS) {
      const { due, met } = figuresByHand(courses, { ...PERIODS['a month'], now, page }).attainment;
      expect(figures).toContainEqual({ name, due, met });
    }
  });

  test('The PDF says how many of those owed an answer got it in time.', async () => {
    const text = oneSpace((await pdfPages(await exported({ format: 'pdf', lang: 'sv' }))).join(' '));
    expect(text).toContain(`${month.met} av ${month.due}`);
  });
});

describe('what was taken away', () => {
  const asked = lived.history.stories.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.do === 'ask' ? [step.request] : [])),
  );
  const reasonsOf = (...types: string[]): string[] =>
    asked
      .flatMap((request) =>
        'reason' in request && types.includes(request.type) ? [request.reason ?? ''] : [],
      )
      .sort();
  const all = async () =>
    (await lived.api.get<RemovalReport>(`/api/deadlines/removals?${queryOf(PERIODS['all ninety days'])}`))
      .body;

  test.each([
    ['hidden', ['hide', 'confirm']],
    ['deleted', ['delete']],
  ] as const)('What people here have %s stands under the reasons that they gave.', async (outcome, types) => {
    const { reasons } = await all();
    const told = reasons
      .filter(({ judged }) => judged)
      .flatMap(({ reason, outcomes }) => Array.from({ length: outcomes[outcome] }, () => reason as string));
    expect(told.sort()).toEqual(reasonsOf(...types));
  });

  test('Suspicions that a person let stand bear no judgement.', async () => {
    const { reasons, items } = await all();
    expect(reasons.some(({ judged, outcomes }) => !judged && outcomes.kept > 0)).toBe(true);
    expect(
      items.every(({ judged, outcome }) => judged || (outcome !== 'deleted' && outcome !== 'hidden')),
    ).toBe(true);
  });
});

describe('what was lived', () => {
  test('Breaches have every cause that a person can give rise to.', async () => {
    const query = queryOf(PERIODS['all ninety days']);
    const path = `/api/deadlines/items?of=breached&limit=100&${query}`;
    const { items } = (await lived.api.get<MonitoredPage>(path)).body;
    const causes = new Set(items.map(({ cause }) => cause));
    expect(['answered-late', 'ended-late', 'not-answered', 'not-seen']).toEqual(
      expect.arrayContaining([...causes]),
    );
    expect(causes.size).toBeGreaterThanOrEqual(WHOLE ? 4 : 2);
    expect(items.some(({ comment }) => comment !== null)).toBe(true);
  });

  test('Accounts were looked through, and alarms came at their time.', async () => {
    const query = queryOf(PERIODS['all ninety days']);
    const { log } = (await lived.api.get<SupervisionReport>(`/api/deadlines/supervision?${query}`)).body;
    expect(log.length).toBeGreaterThan(20);
    const tenantId = 'main';
    const raised = Events(lived.world.db).countDocuments({
      tenantId,
      type: 'deadline.breached',
      'data.late': true,
    });
    expect(await raised).toBe(0);
    expect(await InAppAlarms(lived.world.db).countDocuments({ tenantId })).toBeGreaterThan(50);
  });

  test('Every account is marked as demo, and no row of a job is left open.', async () => {
    const accounts = await allAccounts(lived.world.db);
    expect(accounts.map(({ demo }) => demo)).toEqual(HISTORY_ACCOUNTS.map(() => true));
    const open = { tenantId: 'main', state: { $ne: 'done' as const } };
    expect(await Actions(lived.world.db).countDocuments(open)).toBe(0);
  });

  test('The same seed and moment plan the same days, another seed others.', () => {
    const options = { days: 5, until: new Date(now), perDay: 10 };
    expect(planHistory({ ...options, seed: 'a' })).toEqual(planHistory({ ...options, seed: 'a' }));
    expect(planHistory({ ...options, seed: 'b' })).not.toEqual(planHistory({ ...options, seed: 'a' }));
  });
});
