import { REMOVAL_OUTCOMES, type RemovalOutcome } from '../../../../core/monitoring/monitoring.ts';
import { deadlinesPdf } from '../../../../documents/deadlines/deadlines-pdf.ts';
import { account, fullPaper, paper } from '../../../support/deadlines-on-paper.ts';
import { oneSpace, pdfPages } from '../../../support/pdf-text.ts';

type Paper = ReturnType<typeof paper>;
const read = async (given: Paper, language: 'sv' | 'nb' | 'en' = 'sv') => {
  const pages = await pdfPages(await deadlinesPdf(given, language));
  return { pages, text: oneSpace(pages.join(' ')) };
};
const outcomes = (some: Partial<Record<RemovalOutcome, number>>) => ({
  ...(Object.fromEntries(REMOVAL_OUTCOMES.map((outcome) => [outcome, 0])) as Record<RemovalOutcome, number>),
  ...some,
});
const reason = { targetHours: 4, flagged: 2, late: 0, running: 1, medianMinutes: null };

describe('the report to the committee', () => {
  it('The report says the share with its parts, the target with its source, and what to compare with', async () => {
    const { text } = await read(paper());
    expect(text).toContain('Svarstider i sociala medier, mars 2026');
    expect(text).toMatch(/25 % av inläggen besvarades i tid 1 av 4 inlägg som skulle besvaras/u);
    expect(text).toContain('Kommunens mål är 80 %.');
    expect(text).toContain(
      'Svar inom 24 timmar på arbetsdagar. Källa: Riktlinje för sociala medier, KS 2026/1.',
    );
    expect(text).toMatch(/Svarstiden gick ut för 6 inlägg .* Besvarat i tid 1 17 % .* Inte besvarat 3 50 %/u);
    expect(text).toMatch(/Ingen hade öppnat det i tid 9 Sett men inte besvarat 6/u);
  });

  it('The report calls by the name of a crime only what a person has judged, and tells apart whose removal it was', async () => {
    const given = paper();
    given.removals.reasons.push(
      { ...reason, reason: 'threat', judged: true, known: 1, outcomes: outcomes({ deleted: 1 }) },
      {
        ...reason,
        reason: 'threat',
        judged: false,
        known: 2,
        outcomes: outcomes({ 'removed-by-author': 1, kept: 1 }),
      },
    );
    expect((await read(given)).text).toMatch(/olaga hot 1 1 0 0 0 0 0 misstänkt hot 2 0 0 1 0 1 0/u);
  });

  it('The public version says no number under five of an account or a board, nor what it could be worked out from', async () => {
    const given = { ...paper('public'), whole: true };
    const spans = (due: number) => {
      const one = { ...given.monitoring.period.attainment, due, met: due, share: 1 };
      return { period: one, week: one, month: one };
    };
    const [first] = given.monitoring.accounts;
    if (first === undefined) throw new Error('no account');
    given.monitoring.accounts = ['a', 'b', 'c'].map((accountId, at) => ({
      ...first,
      accountId,
      name: `Konto ${accountId}`,
      ...spans([3, 20, 70][at] ?? 0),
    }));
    given.monitoring.boards = [{ board: account.board, ...spans(93) }];
    const owed = [3, 20, 70].map((due, at) => ({
      accountId: 'abc'[at] ?? '',
      board: account.board,
      due,
      met: due,
    }));
    const all = { ...given.monitoring.period.attainment, fellDue: 93, due: 93, met: 93, share: 1 };
    const monitoring = { ...given.monitoring, period: { ...given.monitoring.period, attainment: all } };
    const { text } = await read({ ...given, monitoring, owed });
    expect(text).toContain(
      'Konto a Annan källa .. .. .. Konto b Annan källa .. .. .. Konto c Annan källa 70 70 100 %',
    );
    expect(text).toContain(`${account.board} 93 93 100 %`);
    expect(text).toContain('Offentlig version. Tal under fem visas inte');
  });

  it('What was done stands in the report as it was written; the public one leaves out that nothing was', async () => {
    expect((await read({ ...paper(), comment: 'Två läser på lördagar.' })).text).toContain(
      'Vad som har gjorts Två läser på lördagar.',
    );
    expect((await read(paper())).text).toContain('Här har ingen skrivit något.');
    expect((await read(paper('public'))).text).not.toContain('Vad som har gjorts');
  });

  it('The report has two to four pages, also with three hundred accounts', async () => {
    const given = paper();
    const [first] = given.monitoring.accounts;
    if (first === undefined) throw new Error('no account');
    const accounts = Array.from({ length: 300 }, (_, at) => ({
      ...first,
      accountId: `a${at}`,
      name: `Konto ${at}`,
    }));
    for (const language of ['sv', 'nb', 'en'] as const) {
      const { pages, text } = await read(
        { ...given, monitoring: { ...given.monitoring, accounts } },
        language,
      );
      expect(pages.length).toBeGreaterThanOrEqual(2);
      expect(pages.length).toBeLessThanOrEqual(4);
      expect(text).toContain('285');
    }
  });

  it('The report has at most four pages for a large municipality that has something in every part', async () => {
    const [{ pages, text }, inNorwegian] = [
      await read(fullPaper('internal')),
      await read(fullPaper('internal'), 'nb'),
    ];
    expect(pages.length).toBeLessThanOrEqual(4);
    expect(inNorwegian.pages.length).toBeLessThanOrEqual(4);
    expect(text).toContain('Ytterligare 28 nämnder, med färre inlägg, står i CSV-filen.');
    expect(text).toContain('Ytterligare 45 konton, med färre inlägg, står i CSV-filen.');
  });

  it('A day in the report is said to be 24 hours of the clock, where one is named', async () => {
    expect((await read(paper())).text).toContain('1 dygn är 24 timmar av svarstiden');
    const given = paper();
    const period = { ...given.monitoring.period, p90ClockMinutes: 1439 };
    const { text } = await read({ ...given, monitoring: { ...given.monitoring, period } });
    expect(text).not.toContain('1 dygn är 24 timmar');
  });

  it('The report becomes the same tagged PDF/A each time', async () => {
    const file = await deadlinesPdf(paper(), 'nb');
    expect(file.subarray(0, 8).toString()).toBe('%PDF-1.4');
    expect(file.toString('latin1')).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect((await deadlinesPdf(paper(), 'nb')).equals(file)).toBe(true);
  });
});
