import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeUtf8, parseLossless } from '../../../../connectors/shared/lossless-json.ts';

describe('lossless JSON', () => {
  test('An integer that a double cannot hold comes out as its digits', () => {
    expect(parseLossless('{"id":10201978818232601,"list":[ -9007199254740993 ,1]}')).toEqual({
      id: '10201978818232601',
      list: ['-9007199254740993', 1],
    });
  });

  test('A number that a double holds stays a number, and a text stays as it is', () => {
    const text = '{"a":9007199254740991,"b":"x: 12345678901234567890","c":1234567890123456789.5,"d":1e300}';
    expect(parseLossless(text)).toEqual({
      a: 9007199254740991,
      b: 'x: 12345678901234567890',
      c: 1234567890123456800,
      d: 1e300,
    });
  });

  test('Every integer keeps its digits, wherever it stands', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (id) => {
        const [inList] = (parseLossless(`{"a":[ ${id} ]}`) as { a: unknown[] }).a;
        expect(String(inList)).toBe(String(id));
        expect(typeof inList).toBe(Number.isSafeInteger(Number(id)) ? 'number' : 'string');
      }),
    );
  });

  test('The parser agrees with JSON.parse where there is nothing to lose', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/\d{16}/.test(text));
        expect(parseLossless(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('Nesting that a reviver cannot follow costs the digits and nothing else', () => {
    const depth = 100_000;
    const text = `{"deep":${'['.repeat(depth)}${']'.repeat(depth)},"id":10201978818232601}`;
    expect(parseLossless(text)).toHaveProperty('id', 10201978818232600);
  });

  test('Bytes that are not UTF-8 cost no more than themselves', () => {
    expect(decodeUtf8(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\uFFFDb');
  });
});
