import fc from 'fast-check';
import { hammingDistance, hashHalves } from '../../../../core/kernel/hamming.ts';

const hash = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const hex = (value: bigint): string => value.toString(16).padStart(16, '0');
const bitsIn = (value: bigint): number => [...value.toString(2)].filter((bit) => bit === '1').length;

describe('the distance of two hashes', () => {
  test('The distance is the number of bits that differ', () => {
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        expect(hammingDistance(hex(a), hex(b))).toBe(bitsIn(a ^ b));
      }),
    );
  });

  test('A hash is no bit away from itself and 64 from its opposite', () => {
    expect(hammingDistance('f0e1d2c3b4a59687', 'f0e1d2c3b4a59687')).toBe(0);
    expect(hammingDistance('ffffffffffffffff', '0000000000000000')).toBe(64);
  });

  test('The halves of a hash are its first and its last eight digits', () => {
    expect(hashHalves('ffffffff00000001')).toEqual({ high: 0xffffffff, low: 1 });
  });
});
