/** The HTML of a picture: nothing in it is markup from outside, and nobody beside the matter is named. */
import { describe, expect, test } from '@jest/globals';
import { pageHtml, pageWords, pictureHtml } from '../../../../documents/picture/template.ts';
import { evidenceOf, neighbour, revisionsOf } from '../../../support/evidence.ts';

const NO_FONTS = { facesFor: () => '', has: () => true };
const THREAD = [
  neighbour('p', 'post', { name: 'Exempels kommun', text: 'Badet öppnar', own: true }),
  neighbour('0', 'before', { name: 'Nils Näst', text: 'för länge sedan' }),
  neighbour('1', 'before', { name: 'Anna Andersson', text: 'Först' }),
  neighbour('2', 'before', { name: 'Bertil Berg', text: 'Hej ANNA Andersson!' }),
  neighbour('100_555_2', 'self', { name: 'Otto Otrevlig', text: 'x' }),
  neighbour('4', 'after', { name: 'Anna Andersson', text: 'Efter' }),
];

describe('the HTML of a picture', () => {
  test('The HTML shows what it is, the text, two neighbours on each side, and times in UTC and in the municipality’s time', () => {
    const html = pictureHtml(evidenceOf({ thread: THREAD }), [], NO_FONTS);
    expect(html).toContain('inte plattformens egen sida');
    expect(html).toContain('Ni är åsnor');
    expect(html).toContain('2026-11-30 06:10:51 UTC · 30 november 2026 kl. 07:10:51');
    expect(html).toContain('Först');
    expect(html).not.toContain('för länge sedan');
    expect(pageWords(evidenceOf({ language: 'nb' }), { page: 2, pages: 3 })).toBe('Side 2 av 3');
  });

  test('The HTML replaces the names of people beside the matter, also where others say them, and keeps one letter for each', () => {
    const html = pictureHtml(evidenceOf({ thread: THREAD }), [], NO_FONTS);
    expect(html).not.toMatch(/Anna Andersson|Bertil|Nils/iu);
    expect(html.match(/Annan person B/gu)?.length).toBe(3);
    expect(html).toContain('Otto Otrevlig');
    expect(html).toContain('Exempels kommun');
  });

  test('The HTML names the person who is answered', () => {
    const parent = neighbour('9', 'ancestor', { name: 'Petra Part', text: 'Jag tycker' });
    expect(pictureHtml(evidenceOf({ thread: [parent] }), [], NO_FONTS)).toContain('Petra Part');
  });

  test('The HTML takes nothing from outside as markup and shows control characters by their number', () => {
    const evil = '<img src=x onerror=alert(1)>&"\u0007\u0000\ud83d';
    const html = pictureHtml(
      evidenceOf({ revisions: revisionsOf(evil, evil), author: { id: '"><b>', name: evil }, board: evil }),
      [],
      NO_FONTS,
    );
    expect(html).not.toContain('<img');
    expect(html).toContain('U+0007');
    expect(html).toContain('\ufffd');
  });

  test('The HTML marks what turns letters round or hides them, and leaves a flag and a joined emoji alone', () => {
    const odd =
      'a\u202eb\u202cc \u{e0068}\u{e0065}d 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} 👨‍👩‍👧';
    const html = pictureHtml(evidenceOf({ revisions: revisionsOf(odd) }), [], NO_FONTS);
    for (const code of ['202E', '202C', 'E0068', 'E0065']) expect(html).toContain(`>U+${code}<`);
    expect(html).toContain('</span>\u202eb\u202c<span');
    expect(html).not.toMatch(/>U\+(?:E0067|E007F|200D)</u);
  });

  test('The HTML cuts a very long text beside the matter, and not what is answered', () => {
    const long = `${'x'.repeat(2_000)}slutet`;
    const beside = [neighbour('1', 'before', { name: 'Anna Andersson', text: long })];
    const html = pictureHtml(evidenceOf({ thread: beside }), [], NO_FONTS);
    expect(html).not.toContain('slutet');
    expect(html).toContain('texten fortsätter; hela står i underlaget (2006 tecken)');
    const parent = [neighbour('9', 'ancestor', { name: 'Petra Part', text: long })];
    expect(pictureHtml(evidenceOf({ thread: parent }), [], NO_FONTS)).toContain('slutet');
  });

  test('The HTML holds every revision, and says how many are left out where there are very many', () => {
    const many = revisionsOf(...Array.from({ length: 60 }, (_, n) => `ord${n}.`));
    const html = pictureHtml(evidenceOf({ revisions: many }), [], NO_FONTS);
    expect([html.includes('ord0.'), html.includes('ord9.'), html.includes('ord59.')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(html).toContain('10 versioner däremellan');
  });

  test('No HTML is made of what must not be shown, and none of what is withheld beside it', () => {
    expect(() => pictureHtml(evidenceOf({ withoutContent: true }), [], NO_FONTS)).toThrow();
    const withheld = {
      ...neighbour('1', 'before', { name: 'Namn Namnsson', text: 'hemskt' }),
      withheld: true,
      text: null,
    };
    expect(pictureHtml(evidenceOf({ thread: [withheld] }), [], NO_FONTS)).toContain('undanhållet');
  });

  test('What no font has a sign for stands by its number, in texts and never in what is markup', () => {
    const fonts = { facesFor: () => '', has: (code: number) => code < 0x1680 };
    const html = pictureHtml(
      evidenceOf({ revisions: revisionsOf('a\u16a0b\u{20bb7}å') }),
      [{ dataUrl: 'data:,x', alt: '\u16a0' }],
      fonts,
    );
    expect(html).toContain('a<span class="control">U+16A0</span>b<span class="control">U+20BB7</span>å');
    expect(html).toContain('alt="\u16a0"');
  });
  test('The HTML says in words why a picture is missing, and has no row without a value', () => {
    const municipality = { name: '', country: 'SE', organisationNumber: null } as const;
    const html = pictureHtml(
      evidenceOf({ municipality }),
      [{ missing: 'gone' }, { missing: 'x-y' }],
      NO_FONTS,
    );
    expect(html).toContain('Bild 1 kunde inte hämtas (den finns inte kvar)');
    expect(html).toContain('Bild 2 kunde inte hämtas (den kunde inte läsas)');
    expect(html).not.toContain('<dd dir="auto"></dd>');
  });
  test('The HTML of the public page says that the names of others stand in clear in it', () => {
    const seen = { dataUrl: 'data:image/png;base64,', seenAt: '2026-11-30T06:10:52.000Z' };
    expect(pageHtml(evidenceOf(), NO_FONTS, seen)).toContain('Andra personers namn');
  });
});
