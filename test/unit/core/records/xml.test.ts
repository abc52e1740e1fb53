import { describe, expect, test } from '@jest/globals';
import { below, xmlTree } from '../../../../core/records/eark/xml-tree.ts';
import { element, optional, xmlBytes, xmlText } from '../../../../core/records/xml.ts';

const written = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('XML as it is written', () => {
  test('What XML 1.0 cannot hold has a visible stand-in', () => {
    expect(xmlText('a\u0000b\u001bc\u007fd\u0085e\ud83df\uffffg')).toBe('a␀b␛c␡d[U+0085]e\ufffdf\ufffdg');
    expect(xmlText('one\r\ntwo\rthree\tfour')).toBe('one\ntwo\nthree\tfour');
  });

  test('Every other character comes back as it went in', () => {
    const text =
      ']]> & < > " \' 😀 שלום عربي Ááŋŧ å\u030a \u2028 <![CDATA[ x ]]> &amp; &#0; &#xD; &lt; &nope;';
    const tree = xmlTree(xmlBytes(element('a', [element('b', text, { c: text })])));
    const [found] = below(tree, 'b');
    expect(found?.text).toBe(text);
    expect(found?.attributes.c).toBe(text);
  });

  test('What is null is left out, and an attribute holds no line end', () => {
    const bytes = xmlBytes(element('a', [optional('b', null), optional('c', '')], { d: null, e: '1\n2' }));
    expect(written(bytes)).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a e="1 2"/>\n');
  });
});
