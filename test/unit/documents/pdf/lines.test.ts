import { breakLines, lineReader, type Piece } from '../../../../documents/pdf/lines.ts';
import { NAMED, type Readable } from '../../../../documents/pdf/readable.ts';

const plain = (text: string, ...names: string[]): Readable => ({ text, names });
/** Every sign is one wide. */
const widthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { text }) => sum + Array.from(text).length, 0);
const lines = (paragraph: Readable, width: number): string[] =>
  breakLines(paragraph, width, widthOf).map(({ start, end }) => paragraph.text.slice(start, end));
const drawn = (paragraph: Readable) => lineReader(paragraph)({ start: 0, end: paragraph.text.length });
const texts = (paragraph: Readable): string[] => drawn(paragraph).pieces.map(({ text }) => text);

describe('lines of a width', () => {
  it('A paragraph breaks between words and loses no character', () => {
    expect(lines(plain('ett två tre fyra'), 7)).toEqual(['ett två ', 'tre ', 'fyra']);
    expect(lines(plain(''), 8)).toEqual(['']);
  });
  it('A word that is wider than a line is broken between signs, never within one', () => {
    expect(lines(plain('abcdefgh'), 3)).toEqual(['abc', 'def', 'gh']);
    expect(lines(plain('e\u0301e\u0301e\u0301'), 2)).toEqual(['e\u0301', 'e\u0301', 'e\u0301']);
  });
  it('A name is as wide as it reads', () => {
    expect(lines(plain(`ab ${NAMED} cd`, '[U+1F44D]'), 9)).toEqual(['ab ', `${NAMED} `, 'cd']);
  });
  it('A space at the end of a line takes no room', () => {
    expect(lines(plain('abc   def'), 3)).toEqual(['abc   ', 'def']);
  });
});

describe('the order on a line', () => {
  it('A line from left to right is drawn as it is read, with the names in their places', () => {
    expect(drawn(plain(`a${NAMED}b${NAMED}`, '[x]', '[y]'))).toEqual({
      fromRight: false,
      pieces: [
        { text: 'a', named: false },
        { text: '[x]', named: true },
        { text: 'b', named: false },
        { text: '[y]', named: true },
      ],
    });
  });
  it('A line of Hebrew begins at the right, its words whole and its numbers from left to right', () => {
    const line = drawn(plain('אב 12 גד!'));
    expect(line.fromRight).toBe(true);
    expect(line.pieces.map(({ text }) => text)).toEqual(['!', 'גד', ' ', '12', ' ', 'אב']);
  });
  it('Arabic words within Swedish stand in their own order, with their brackets turned', () => {
    const paragraph = plain('Jag (مرحبا (أهلا)) sa');
    expect(drawn(paragraph).fromRight).toBe(false);
    expect(texts(paragraph)).toEqual(['Jag (', '(', 'أهلا', ')', ' ', 'مرحبا', ') sa']);
  });
  it('A named sign between Hebrew words stays between them', () => {
    expect(texts(plain(`אב ${NAMED} גד`, '[x]'))).toEqual(['גד', ' ', '[x]', ' ', 'אב']);
  });
  it('Arabic and Persian figures keep their order, a sign at a time, for a font would turn them round with the letters', () => {
    expect(texts(plain('السعر ١٢٫٥ ريال'))).toEqual(['ريال', ' ', '١', '٢', '٫', '٥', ' ', 'السعر']);
    expect(texts(plain('pris ۱۲۳ kr'))).toEqual(['pris ', '۱', '۲', '۳', ' kr']);
  });
  it('Letters on either side of a joiner are drawn apart', () => {
    expect(texts(plain('می\u200cخواهم'))).toEqual(['خواهم', 'می']);
  });
  it('A line from the middle of a paragraph keeps the direction of its paragraph', () => {
    const paragraph = plain('אב Uppsikt 12');
    expect(lineReader(paragraph)({ start: 3, end: 13 })).toEqual({
      fromRight: true,
      pieces: [{ text: 'Uppsikt 12', named: false }],
    });
  });
});
