import type { MonitoringReport } from '../../../../core/monitoring/monitoring.contract.ts';
import {
  type DeadlinesOnPaper,
  deadlineSections,
  deadlinesPdf,
} from '../../../../documents/deadlines/deadlines-pdf.ts';
import { reportWords } from '../../../../documents/deadlines/report-words.ts';

const AT = '2026-03-02T09:00:00.000Z';
const share = (due: number, met: number) => ({ due, met, share: due === 0 ? null : met / due });
const spans = { period: share(4, 1), week: share(0, 0), month: share(2, 2) };
const times: MonitoringReport['period'] = {
  attainment: share(4, 1),
  medianClockMinutes: 120,
  p90ClockMinutes: 1800,
  medianWallMinutes: null,
  p90WallMinutes: null,
};
const item = { accountId: 'a', accountName: 'Östersund 👍', board: 'Kulturnämnden' };

const paper = (breaches: number): DeadlinesOnPaper => ({
  municipality: 'Sámi čáhci & <Ærø>',
  account: null,
  board: 'Kulturnämnden',
  now: new Date('2026-03-31T22:30:00.000Z'),
  moreBreaches: breaches > 1,
  monitoring: {
    from: '2026-02-28T23:00:00.000Z',
    to: '2026-03-31T22:00:00.000Z',
    timeZone: 'Europe/Stockholm',
    open: 7,
    dueWithin4h: 2,
    breachedNow: 3,
    openBefore: 9,
    breachedBefore: 1,
    period: times,
    previous: { ...times, attainment: share(0, 0) },
    firstHandler: { solved: 2, byFirst: 1, share: 0.5, norm: 0.8 },
    accounts: [{ accountId: 'a', name: item.accountName, platform: 'generic', ...spans }],
    boards: [{ board: item.board, ...spans }],
    arrivals: [],
  },
  breaches: Array.from({ length: breaches }, (_, at) => ({
    ...item,
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

const sections = (breaches: number) =>
  deadlineSections(reportWords('sv', 'Europe/Stockholm'), paper(breaches)).map((section) => ({
    ...section,
    rows: section.rows.map((row) => row.map((cell) => cell.replaceAll(/\s/gu, ' '))),
  }));

describe('the monitoring report on paper', () => {
  it('The monitoring report has the figures of the page and what to compare them with', () => {
    const [figures] = sections(0);
    expect(figures?.rows.slice(0, 2)).toEqual([
      ['Besvarat i tid', '25 % (1 av 4)', '– perioden före'],
      ['Mediantid till första svar, på klockan', '2 tim', '2 tim perioden före'],
    ]);
    expect(figures?.rows.at(-1)).toEqual([
      'Löst av den som först tog hand om det',
      '50 % (1 av 2)',
      '80 % är kommunens norm',
    ]);
  });

  it('The monitoring report has a cell for each heading, in each section', () => {
    for (const { columns, rows } of sections(2))
      for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('The report says the cause in words and local time, and neither explanation nor person', () => {
    const breaches = sections(2)[3];
    expect(breaches?.rows[0]).toEqual([
      item.accountName,
      item.board,
      '2 mars 2026 10:00',
      '2 mars 2026 10:00',
      '–',
      'Ingen hade öppnat det i tid',
    ]);
    expect(breaches?.note).toBe('Här står 2 rader. Resten finns i CSV-exporten.');
    expect(JSON.stringify(sections(2))).not.toMatch(/sjuk|Eva Ek/u);
  });

  it('The report says where there is nothing', () => {
    expect(sections(0)[3]).toMatchObject({ rows: [], note: 'Inget att visa.' });
  });

  it('The report becomes the same PDF/A each time, longer with more rows', async () => {
    const [short, long] = [await deadlinesPdf(paper(0), 'nb'), await deadlinesPdf(paper(90), 'nb')];
    expect(short.subarray(0, 8).toString()).toBe('%PDF-1.4');
    const pages = (file: Buffer) => [...file.toString('latin1').matchAll(/\/Type \/Page\n/gu)].length;
    expect(pages(long)).toBeGreaterThan(pages(short) + 2);
    expect((await deadlinesPdf(paper(90), 'nb')).equals(long)).toBe(true);
  });
});
