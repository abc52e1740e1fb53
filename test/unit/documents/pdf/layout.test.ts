import { reportWords } from '../../../../documents/deadlines/report-words.ts';
import { columnWidths, drawable, paginate } from '../../../../documents/pdf/layout.ts';

describe('a table on pages', () => {
  it('A table fills the width', () => {
    expect(columnWidths([1, 1, 2], 400)).toEqual([100, 100, 200]);
  });
  it('A table keeps every row, in order, with room for the headings on each page', () => {
    const room = { first: 35, whole: 50, heading: 10 };
    expect(paginate([10, 10, 10, 20, 20, 5], room)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });
  it('A row that is higher than a page gets a page of its own', () => {
    expect(paginate([10, 99, 10], { first: 50, whole: 50, heading: 10 })).toEqual([[0], [1], [2]]);
  });
  it('A table without rows has one page', () => {
    expect(paginate([], { first: 50, whole: 50, heading: 10 })).toEqual([[]]);
  });
});

describe('what the font can draw', () => {
  const latin = (code: number) => code < 0x250;
  it('The letters that a font has stay, and the rest is named by code point', () => {
    expect(drawable('Åre 👍 ø', latin)).toBe('Åre [U+1F44D] ø');
    expect(drawable('\u{7530}', latin)).toBe('[U+7530]');
  });
  it('A drawn text is one line without control characters, and no longer than a cell holds', () => {
    expect(drawable(' a\r\n\tb\u0001c\u202e ', latin)).toBe('a b c');
    expect(drawable('x'.repeat(500), () => true)).toHaveLength(241);
  });
});

describe('the words of a report', () => {
  const shape = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => shape(child, `${path}.${key}`))
      : [`${path} ${[...String(value).matchAll(/\{\w+\}/gu)].map(([name]) => name).sort()}`];
  it('The words of a report have the same keys and gaps to fill in each language', () => {
    const [sv, nb, en] = (['sv', 'nb', 'en'] as const).map((one) => shape(reportWords(one, 'UTC').catalogue));
    expect(nb).toEqual(sv);
    expect(en).toEqual(sv);
  });
  it('The report says local time, also on both sides of a clock change', () => {
    const { dayAndTime, day } = reportWords('sv', 'Europe/Stockholm');
    expect(dayAndTime('2026-03-29T00:59:00.000Z')).toBe('29 mars 2026 01:59');
    expect(dayAndTime('2026-03-29T01:00:00.000Z')).toBe('29 mars 2026 03:00');
    expect(day('2026-02-28T23:00:00.000Z')).toBe('1 mars 2026');
  });
  it('The report says spans and shares in words', () => {
    expect(reportWords('sv', 'Europe/Oslo').zone).toBe('norsk tid');
    expect(reportWords('en', 'Europe/Stockholm').zone).toBe('Swedish time');
    expect(reportWords('nb', 'Europe/Helsinki').zone).toBe('Europe/Helsinki');
    const { span, percent } = reportWords('sv', 'Europe/Stockholm');
    const plain = (text: string): string => text.replaceAll(/\s/gu, ' ');
    expect([null, 0, 125, 1800].map(span).map(plain)).toEqual(['–', '0 min', '2 tim 5 min', '1 d 6 tim']);
    expect([null, 0.754].map(percent).map(plain)).toEqual(['–', '75 %']);
  });
});
