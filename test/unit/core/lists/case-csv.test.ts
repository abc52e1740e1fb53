import { decodeText, readCases } from '../../../../core/lists/case-csv.ts';
import { MAX_CASES } from '../../../../core/lists/lists.ts';

const WINDOWS = (text: string): Uint8Array =>
  Uint8Array.from(text, (sign) => {
    const at = sign.charCodeAt(0);
    if (at > 255) throw new Error('Not in this test alphabet.');
    return at;
  });

describe('the bytes', () => {
  test.each([
    ['UTF-8', new TextEncoder().encode('Ärende å æ ø')],
    ['Windows-1252', WINDOWS('Ärende å æ ø')],
    ['UTF-16 with its mark', new Uint8Array(Buffer.from('\ufeffÄrende å æ ø', 'utf16le'))],
  ])('A file in %s is decoded to its text', (_name, bytes) => {
    expect(decodeText(bytes).replace('\ufeff', '')).toBe('Ärende å æ ø');
  });
});

describe('the rows', () => {
  test.each([
    [
      'Swedish headings and semicolons',
      'Diarienummer;Ärendemening;Plats;Nämnd;Status\nKS 2026/1;Ny cykelbana;Storgatan;KS;Öppet',
    ],
    [
      'bokmål headings and commas',
      'Saksnr,Tittel,Sted,Utvalg,Status\nKS 2026/1,Ny cykelbana,Storgatan,KS,Öppet',
    ],
    [
      'English headings and tabs',
      'Case no.\tSubject\tPlace\tBoard\tStatus\nKS 2026/1\tNy cykelbana\tStorgatan\tKS\tÖppet',
    ],
    [
      'another order, a mark and quotes',
      '\ufeff"Status";"Dnr";"Rubrik";"Adress";"Enhet"\r\n"Öppet";"KS 2026/1";"Ny cykelbana";"Storgatan";"KS"\r\n',
    ],
  ])('A file with %s gives the same row', (_name, text) => {
    const row = {
      number: 'KS 2026/1',
      subject: 'Ny cykelbana',
      place: 'Storgatan',
      board: 'KS',
      status: 'Öppet',
    };
    expect(readCases(text)).toEqual({ cases: [row], bad: [], problem: null });
  });

  test('Quotes hold separators, quotes and line ends, and lines are still counted by the file', () => {
    const text = 'dnr;rubrik\n1;"Väg; ""Stora"" \nvägen"\n;utan nummer\n3;tre';
    const { cases, bad } = readCases(text);
    expect(cases.map(({ subject }) => subject)).toEqual(['Väg; "Stora" \nvägen', 'tre']);
    expect(bad).toEqual([{ line: 4, problem: 'no-number' }]);
  });

  test('Every row that cannot be used is named by its line, and no good one is lost with it', () => {
    const text = [
      'dnr;rubrik',
      '1;ett',
      ';två',
      '3;',
      '1;ett igen',
      `5;${'x'.repeat(501)}`,
      '',
      '7;"sju',
      '8;åtta',
    ];
    const { cases, bad } = readCases(text.join('\n'));
    expect(cases.map(({ number }) => number)).toEqual(['1', '8']);
    expect(bad).toEqual([
      { line: 3, problem: 'no-number' },
      { line: 4, problem: 'no-subject' },
      { line: 5, problem: 'duplicate' },
      { line: 6, problem: 'too-long' },
      { line: 8, problem: 'open-quote' },
    ]);
  });

  test('A quote may go over twenty further lines, and one that goes on takes its own line only', () => {
    const over = (more: number): string => `dnr;rubrik\n1;"ett${'\nx'.repeat(more)}"\n2;två`;
    expect(readCases(over(20)).cases.map(({ number }) => number)).toEqual(['1', '2']);
    const { cases, bad } = readCases(over(21));
    expect(cases.map(({ number }) => number)).toEqual(['2']);
    expect(bad[0]).toEqual({ line: 2, problem: 'open-quote' });
    expect(readCases('dnr;rubrik\n1;ett\n"').bad).toEqual([{ line: 3, problem: 'open-quote' }]);
  });

  test.each([
    ['open in every line', `"a";"${'b'.repeat(280)}`],
    ['opened and closed again and again', `"${'""'.repeat(140)}"";"`],
    ['in a plain cell', 'x"'.repeat(140)],
  ])(
    'A file of 20,000 lines with quotes %s takes no longer than others',
    (_name, line) => {
      const text = `dnr;rubrik\n${Array.from({ length: MAX_CASES }, () => line).join('\n')}`;
      const from = performance.now();
      expect(readCases(text).bad[0]).toMatchObject({ line: 2 });
      expect(performance.now() - from).toBeLessThan(5000);
    },
    60_000,
  );

  test.each([
    ['empty', ''],
    ['empty', 'dnr;rubrik\n\n'],
    ['no-header', 'KS 2026/1;Ny cykelbana\nKS 2026/2;Bro'],
    ['too-many', `dnr;rubrik\n${Array.from({ length: MAX_CASES + 1 }, (_, i) => `${i};x`).join('\n')}`],
  ])('A file with the problem %s is refused whole', (problem, text) => {
    expect(readCases(text)).toEqual({ cases: [], bad: [], problem });
  });

  test('A file of 20,000 rows is read whole', () => {
    const rows = Array.from({ length: MAX_CASES }, (_, i) => `KS 2026/${i};Ärende ${i};Gatan ${i}`);
    expect(readCases(`dnr;rubrik;plats\n${rows.join('\n')}`).cases).toHaveLength(MAX_CASES);
  });
});
