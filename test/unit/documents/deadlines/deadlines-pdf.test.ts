import { deadlineSections, deadlinesPdf } from '../../../../documents/deadlines/deadlines-pdf.ts';
import { reportWords } from '../../../../documents/deadlines/report-words.ts';
import { account, paper } from '../../../support/deadlines-on-paper.ts';

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
      ['Mediantid till första svar, räknat i svarstid', '2 tim', '2 tim perioden före'],
    ]);
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
