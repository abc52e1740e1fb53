import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sha256Hex } from '../../../../core/records/proof/sha256-page.ts';

const ofNode = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

test('The example of FIPS 180-4 has its published hash', () => {
  expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('Any bytes have the hash that Node gives them, at every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const data = new Uint8Array(length).fill(length);
    expect(sha256Hex(data)).toBe(ofNode(data));
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 5_000 }), (data) => sha256Hex(data) === ofNode(data)));
});
