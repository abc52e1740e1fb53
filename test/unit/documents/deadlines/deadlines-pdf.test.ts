import type { RemovalReport } from '../../../../core/monitoring/monitoring.contract.ts';
import { REMOVAL_OUTCOMES } from '../../../../core/monitoring/monitoring.ts';
import { deadlineSections, deadlinesPdf } from '../../../../documents/deadlines/deadlines-pdf.ts';
import { reportWords } from '../../../../documents/deadlines/report-words.ts';
import { account, paper } from '../../../support/deadlines-on-paper.ts';

type Outcomes = RemovalReport['reasons'][number]['outcomes'];

const sections = (breaches: number) =>
  deadlineSections(reportWords('sv', 'Europe/Stockholm'), paper(breaches)).map((section) => ({
    ...section,
    rows: section.rows.map((row) => row.map((cell) => cell.replaceAll(/\s/gu, ' '))),
  }));

describe('the monitoring report on paper', () => {
  it('The monitoring report has the figures of the page and what to compare them with', () => {
    const [figures] = sections(0);
    const before = '29 jan. 2026 till och med 28 feb. 2026';
    expect(figures?.rows.slice(0, 9)).toEqual([
      [
        'Målet för svar',
        'Svar inom 24 timmar på arbetsdagar',
        'Källa: Riktlinje för sociala medier, KS 2026/1',
      ],
      ['Besvarat i tid', '25 % (1 av 4 som skulle besvaras)', `–, ${before}`],
      ['Svarstiden gick ut i perioden', '6', 'Summan av de fem raderna nedan'],
      ['Besvarat i tid, antal', '1', ''],
      ['Besvarat för sent', '0', ''],
      ['Inte besvarat', '3', ''],
      ['Avslutat utan behov av svar', '2', 'räknas inte i andelen'],
      ['Dolt eller borttaget', '0', 'räknas inte i andelen'],
      ['Mediantid till första svar, räknat i svarstid', '2 tim', `2 tim, ${before}`],
    ]);
    expect(figures?.note).toBe('Inkorgen visar 2 obesvarade och 1 försenade till, som inte räknas');
    expect(figures?.rows.at(-1)).toEqual([
      'Löst av den som först tog hand om det',
      '50 % (1 av 2)',
      '80 % är kommunens mål',
    ]);
  });

  it('The monitoring report has a cell for each heading, in each section', () => {
    for (const { columns, rows } of sections(2))
      for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('The report says the cause in words and local time, and neither explanation nor person', () => {
    const breaches = sections(2)[3];
    expect(breaches?.rows[0]).toEqual([
      account.accountName,
      account.board,
      '2 mars 2026 10:00',
      '2 mars 2026 10:00',
      '–',
      'Ingen hade öppnat det i tid',
    ]);
    expect(breaches?.note).toBe('Här står 2 rader. Resten finns i CSV-exporten.');
    expect(JSON.stringify(sections(2))).not.toMatch(/sjuk|Eva Ek/u);
  });

  it('The report calls by the name of a crime only what a person has judged, and tells apart whose removal it was', () => {
    const row = { targetHours: 4, flagged: 2, late: 0, running: 1, medianMinutes: null };
    const none = Object.fromEntries(REMOVAL_OUTCOMES.map((outcome) => [outcome, 0])) as Outcomes;
    const given = paper(0);
    given.removals.reasons.push(
      { ...row, reason: 'threat', judged: true, known: 1, outcomes: { ...none, deleted: 1 } },
      {
        ...row,
        reason: 'threat',
        judged: false,
        known: 2,
        outcomes: { ...none, 'removed-by-author': 1, kept: 1 },
      },
    );
    const [, , , , figures] = deadlineSections(reportWords('sv', 'Europe/Stockholm'), given);
    expect(figures?.columns.map(({ heading }) => heading)).toEqual([
      ...['Skäl', 'Mål', 'Antal', 'Flaggat av Uppsikt'],
      ...['Raderat av oss', 'Borttaget av avsändaren', 'Fick stå kvar'],
      ...['För sent', 'Median, av oss'],
    ]);
    expect(figures?.rows.map(([name]) => name)).toEqual(['olaga hot', 'misstänkt hot']);
  });

  it('A report of a period that is over has no week or month of today and nothing compared with now', () => {
    const given = paper(0);
    const { monitoring } = given;
    const over = {
      ...monitoring,
      includesNow: false,
      openBefore: null,
      breachedBefore: null,
      previous: null,
    };
    const [figures, accounts] = deadlineSections(reportWords('sv', 'Europe/Stockholm'), {
      ...given,
      monitoring: over,
    });
    expect(accounts?.columns.map(({ heading }) => heading)).not.toContain('Denna vecka');
    expect(figures?.rows.find(([name]) => name === 'Obesvarade nu')).toEqual(['Obesvarade nu', '7', '']);
    expect(figures?.rows[1]?.[2]).toBe('Ingen jämförbar period');
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
