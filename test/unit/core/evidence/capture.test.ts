import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, toJson } from '../../../../core/evidence/canonical.ts';
import { CHAIN_START, faultsOf, nextLink, sealCapture } from '../../../../core/evidence/capture.ts';

const RECORD = {
  raw: [{ a: 1 }],
  comment: { text: 'Hej åäö 🏊' },
  context: null,
  assessment: { at: new Date(0) },
};
const FACTS = { at: '2026-11-21T12:00:00.000Z', captureId: 'c1' };

describe('canonical JSON', () => {
  test('Canonical JSON sorts keys by code unit and keeps no space and no undefined', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é'], å: 0, A: undefined })).toBe(
      '{"a":[true,null,"é"],"b":1,"å":0}',
    );
    expect(canonicalJson(1e21)).toBe('1e+21');
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  });

  test('Canonical JSON does not depend on the order in which a value was made', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(object, (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(toJson(turned))).toBe(canonicalJson(toJson(value)));
        expect(JSON.parse(canonicalJson(toJson(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('a sealed capture', () => {
  test('A sealed capture is the same for the same record, and intact', () => {
    const capture = sealCapture(RECORD, FACTS);
    expect(sealCapture(RECORD, FACTS).manifestSha256).toBe(capture.manifestSha256);
    expect(capture.files.map(({ path }) => path)).toEqual([
      'raw.json',
      'comment.json',
      'context.json',
      'assessment.json',
    ]);
    expect(faultsOf(capture)).toEqual([]);
  });

  test('A sealed capture shows every alteration', () => {
    const capture = sealCapture(RECORD, FACTS);
    const [first, ...rest] = capture.files;
    if (first === undefined) throw new Error('no file');
    const altered = { ...first, content: String(first.content).replace('1', '2') };
    expect(faultsOf({ ...capture, files: [altered, ...rest] })).toEqual(['raw.json has been altered.']);
    expect(faultsOf({ ...capture, files: rest })).toEqual(['raw.json is missing.']);
    expect(faultsOf({ ...capture, files: [...capture.files, { ...first, path: 'more.json' }] })).toHaveLength(
      1,
    );
    expect(faultsOf({ ...capture, manifest: capture.manifest.replace('c1', 'c2') })).toHaveLength(1);
  });

  test('A sealed capture stands in a chain that begins at zero and depends on all before it', () => {
    const first = nextLink(null, { captureId: 'c1', manifestSha256: 'm1' });
    expect(first).toMatchObject({ seq: 1, previous: CHAIN_START });
    const second = nextLink(first, { captureId: 'c2', manifestSha256: 'm2' });
    const other = nextLink(nextLink(null, { captureId: 'c1', manifestSha256: 'mX' }), {
      captureId: 'c2',
      manifestSha256: 'm2',
    });
    expect(second.seq).toBe(2);
    expect(second.hash).not.toBe(other.hash);
  });
});
