/** Captures that were sealed before canonical JSON came from a package, and what RFC 8785 says of its own examples. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { canonicalJson, type Json, toJson } from '../../../../core/evidence/canonical.ts';
import {
  type CaptureRecord,
  type ChainLink,
  faultsOf,
  nextLink,
  type SealedCapture,
  sealCapture,
} from '../../../../core/evidence/capture.ts';

interface StoredCapture {
  readonly name: string;
  readonly record: CaptureRecord;
  readonly facts: { readonly at: string; readonly captureId: string };
  readonly sealed: SealedCapture;
  readonly link: ChainLink;
}
const STORED = JSON.parse(
  readFileSync(new URL('../../../fixtures/evidence/stored-captures.json', import.meta.url), 'utf8'),
) as StoredCapture[];

describe('a capture that stands in the store', () => {
  test.each(STORED)('$name is sealed to the same bytes and the same hash today', ({
    record,
    facts,
    sealed,
  }) => {
    expect(sealCapture(record, facts)).toEqual(sealed);
    expect(faultsOf(sealed)).toEqual([]);
  });

  test.each(STORED)('$name has a manifest and files that are canonical as they stand', ({ sealed }) => {
    for (const text of [sealed.manifest, ...sealed.files.map(({ content }) => String(content))])
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
  });

  test('The chain over the stored captures has the stored hashes', () => {
    let link: ChainLink | null = null;
    for (const { facts, sealed, link: stored } of STORED) {
      link = nextLink(link, { captureId: facts.captureId, manifestSha256: sealed.manifestSha256 });
      expect(link).toEqual(stored);
    }
  });
});

describe('canonical JSON by RFC 8785', () => {
  test('The example of section 3.2.2 has the bytes of section 3.2.4', () => {
    const example = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(example) as Json)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('The keys of section 3.2.3 are sorted by UTF-16 units, so that an emoji stands before a Hebrew letter', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const sorted = canonicalJson(Object.fromEntries(keys.map((key) => [key, ''])));
    expect(Object.keys(JSON.parse(sorted) as object)).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\u{1f600}',
      '\ufb33',
    ]);
  });

  test('Half a surrogate pair is refused as it is, and replaced where a record becomes JSON', () => {
    expect(() => canonicalJson('half \ud83d')).toThrow(TypeError);
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow(TypeError);
    const record = { '\ud83d': ['half \ud83d', { text: '\ude00 too' }], whole: '😀', escaped: '\\ud83d' };
    expect(canonicalJson(toJson(record))).toBe(
      '{"escaped":"\\\\ud83d","whole":"😀","\ufffd":["half \ufffd",{"text":"\ufffd too"}]}',
    );
  });

  test('A text that a platform cut in the middle of an emoji is sealed all the same', () => {
    const cut = { raw: [{ message: 'hej \ud83d' }], comment: null, context: null, assessment: null };
    const capture = sealCapture(cut, { at: '2026-11-21T12:00:00.000Z' });
    expect(capture.files[0]?.content).toBe('[{"message":"hej \ufffd"}]');
    expect(faultsOf(capture)).toEqual([]);
  });
});
