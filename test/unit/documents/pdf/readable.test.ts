import { NAMED, readable, type Signs } from '../../../../documents/pdf/readable.ts';

const latin: Signs = {
  has: (code) => code < 0x700,
  nameOf: (sign) => (sign === '👍' ? 'tumme upp' : null),
};
const shown = (text: string): string[] =>
  readable(text, latin).map(({ text, names }) => {
    let at = 0;
    return text.replaceAll(NAMED, () => names[at++] ?? '?');
  });

describe('a text as paper can show it', () => {
  it('A text of letters that the fonts have stays as it is', () => {
    expect(shown('Åre & <ø> "čáhci" مرحبا שלום')).toEqual(['Åre & <ø> "čáhci" مرحبا שלום']);
  });
  it('A sign that the fonts lack is named by its code points, and by what people call it', () => {
    expect(shown('a👍b')).toEqual(['a[tumme upp U+1F44D]b']);
    expect(shown('👨‍👩‍👧')).toEqual(['[U+1F468 U+200D U+1F469 U+200D U+1F467]']);
  });
  it('A character without a shape is named, also one that would turn the text round', () => {
    expect(shown('a\u0000b\u0007c\u202ed\u00ade\u200bf\ud83dg\u200fh')).toEqual([
      'a[U+0000]b[U+0007]c[U+202E]d[U+00AD]e[U+200B]f[U+D83D]g[U+200F]h',
    ]);
  });
  it('A letter that is drawn like two others together is named, for nobody could tell them apart again', () => {
    const all: Signs = { has: () => true, nameOf: () => null };
    expect(readable('fin \ufb01n', all)[0]?.names).toEqual(['[U+FB01]']);
  });
  it('A stand-in that stands in the source is named like any other sign', () => {
    expect(shown('a\ufffcb👍')).toEqual(['a[U+FFFC]b[tumme upp U+1F44D]']);
  });
  it('A joiner between Arabic letters stays, for it decides their shape', () => {
    expect(shown('می\u200cخواهم')).toEqual(['می\u200cخواهم']);
    expect(shown('a\u200cb')).toEqual(['a[U+200C]b']);
  });
  it('A sign made of very many code points is named by each of them', () => {
    expect(shown(`👍${'\u200d👍'.repeat(9)}`)[0]?.match(/\[/gu)).toHaveLength(19);
  });
  it('A line of the text is a paragraph, whatever ended it', () => {
    expect(shown('a\r\nb\rc\nd\u2028e\n\nf\tg')).toEqual(['a', 'b', 'c', 'd', 'e', '', 'f    g']);
  });
});
