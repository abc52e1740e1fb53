/** HTML as platforms send it, and as somebody sends it who wants to be misread. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textOfHtml } from '../../../../connectors/shared/html-text.ts';

describe('the text of HTML', () => {
  test.each([
    ['<p>Hej &amp; välkommen</p><p>Åsa</p>', 'Hej & välkommen\n\nÅsa'],
    ['Rad ett<br>Rad två<br /><br/>Rad fyra', 'Rad ett\nRad två\n\nRad fyra'],
    ['<p>ett<br></p>\n  <p>två</p>', 'ett\n\ntvå'],
    ['<div>ett</div><div>två</div>', 'ett\ntvå'],
    ['  många\n\t  mellanslag ', 'många mellanslag'],
    ['<ul><li>snö</li><li>is</li></ul>efter', '• snö\n• is\n\nefter'],
    ['<ol><li>snö<ul><li>blöt</li></ul></li><li>is</li></ol>', '1. snö\n• blöt\n2. is'],
    ['<b>fet</b>het och <i>kursiv</i>', 'fethet och kursiv'],
    ['<img src="https://bilder.example/1.png" alt="😀"> hej', '😀 hej'],
  ])('The text of %j has its lines where a person sees them', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test.each([
    ['&lt;b&gt; &quot;citat&quot; &#39;enkelt&#39;', `<b> "citat" 'enkelt'`],
    ['&aring;&auml;&ouml; &#229; &#xE5; &hellip;', 'åäö å å …'],
    ['&amp;lt; och &amp;amp;', '&lt; och &amp;'],
    ['fast&nbsp;mellanslag', 'fast\u00a0mellanslag'],
    ['3 < 5 och AT&T', '3 < 5 och AT&T'],
  ])('The entities of %j become their signs, once', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test.each([
    [
      '<a href="https://www.exempel.se/nyheter/sno"><span class="invisible">https://www.</span><span>exempel.se/nyheter</span><span class="invisible">/sno</span></a>',
      'https://www.exempel.se/nyheter/sno',
    ],
    ['<a href="https://exempel.se/">exempel.se</a>', 'https://exempel.se/'],
    [
      '<a href="https://ond.example/?a=1&amp;b=2">https://bank.se</a>',
      'https://bank.se (https://ond.example/?a=1&b=2)',
    ],
    ['läs <a href="https://exempel.se/a">här</a>!', 'läs här (https://exempel.se/a)!'],
    ['<a href="mailto:a@exempel.se">a@exempel.se</a>', 'a@exempel.se'],
    ['<a href="mailto:a@exempel.se">skriv</a>', 'skriv (a@exempel.se)'],
    ['<a href="https://exempel.se/bild"></a>', 'https://exempel.se/bild'],
    ['<a href="https://m.example/@kommunen" class="mention">@<span>kommunen</span></a> hej', '@kommunen hej'],
    ['<a href="https://m.example/@Kommunen">@kommunen@m.example</a>', '@kommunen@m.example'],
    ['<a href="https://m.example/tags/sn%C3%B6">#snö</a>', '#snö'],
    ['<a href="https://ond.example/x" class="mention">@kommunen</a>', '@kommunen (https://ond.example/x)'],
  ])('The link %j shows where it leads', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test.each([
    ['<script>alert(1)</script>hej', 'hej'],
    ['<style>p { color: red }</style>hej', 'hej'],
    ['<a href="javascript:alert(1)">hej</a>', 'hej'],
    ['<a href="//ond.example">hej</a> <a href="/x">du</a>', 'hej du'],
    ['<p onclick="alert(1)" style="display:none">hej', 'hej'],
    ['<!-- gömt -->hej<unknown>då', 'hejdå'],
    ['<a href="https://a.example/1">ett<a href="https://a.example/2">två</a>', ''],
    ['', ''],
  ])('Nothing of %j but its text is left', (html, text) => {
    const plain = textOfHtml(html);
    if (text !== '') expect(plain).toBe(text);
    expect(plain).not.toMatch(/<|alert|ond\.example/u);
  });

  test('Text that is escaped and read again is the text it was', () => {
    const signs: Record<string, string> = {
      '&': '&amp;',
      '<': '&lt;',
      '>': '&gt;',
      '"': '&quot;',
      '\n': '<br>',
    };
    const words = fc.array(
      fc.constantFrom('å', '😀', '<', '>', '&', '"', '&amp;', '<p>', 'a', ' b', '\nc', '&lt'),
    );
    fc.assert(
      fc.property(words, (some) => {
        const text = some.join('').trim();
        expect(textOfHtml(text.replace(/[&<>"\n]/gu, (sign) => signs[sign] ?? ''))).toBe(text);
      }),
    );
  });

  test('Whatever is sent becomes text, and a tag repeated 20,000 times takes no minute', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (html) => typeof textOfHtml(html) === 'string'));
    const started = performance.now();
    for (const piece of [
      '<a href="https://a.example">',
      '<p>',
      ' <br>',
      '<ul><li>',
      '<',
      '&',
      '<a href="',
      '</a>',
    ])
      textOfHtml(piece.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
