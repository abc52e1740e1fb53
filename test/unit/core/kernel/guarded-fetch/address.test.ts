import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isLoopbackAddress,
  isLoopbackHost,
  isPublicAddress,
  isPublicName,
} from '../../../../../core/kernel/guarded-fetch/address.ts';

const number = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const dotted = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

/** Counted here by plain arithmetic, beside the block list of the code. */
const CLOSED: readonly (readonly [string, string])[] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '255.255.255.255'],
];
const isClosed = (value: number): boolean =>
  CLOSED.some(([from, to]) => value >= number(from) && value <= number(to));

const anywhere = fc.integer({ min: 0, max: 2 ** 32 - 1 });
/** Near the borders, where a mask that is one bit off would show. */
const atBorders = fc
  .tuple(fc.constantFrom(...CLOSED.flat()), fc.integer({ min: -3, max: 3 }))
  .map(([address, step]) => Math.min(2 ** 32 - 1, Math.max(0, number(address) + step)));
const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));

describe('an address', () => {
  test('An IPv4 address is public unless it lies in a closed block, plain or inside IPv6', () => {
    fc.assert(
      fc.property(fc.oneof(anywhere, atBorders), (value) => {
        const address = dotted(value);
        expect([address, isPublicAddress(address)]).toEqual([address, !isClosed(value)]);
        expect(isPublicAddress(`::ffff:${address}`)).toBe(!isClosed(value));
        expect(isPublicAddress(`::FFFF:${address}`)).toBe(!isClosed(value));
        // Other ways to wrap an IPv4 address are never public: what lies behind them is not said.
        expect(isPublicAddress(`::${address}`)).toBe(false);
        expect(isPublicAddress(`64:ff9b::${address}`)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('An IPv6 address outside the global block is never public', () => {
    const first = fc.integer({ min: 0, max: 0xffff }).filter((value) => value < 0x2000 || value > 0x3fff);
    fc.assert(
      fc.property(first, fc.array(group, { minLength: 7, maxLength: 7 }), (head, rest) => {
        const address = [head.toString(16), ...rest].join(':');
        if (!/^(?:0+:){5}ffff:/u.test(address))
          expect([address, isPublicAddress(address)]).toEqual([address, false]);
      }),
      { numRuns: 1000 },
    );
  });

  test('No text at all makes the check throw, and a public one is never this machine', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
        expect(isPublicAddress(text) && isLoopbackAddress(text)).toBe(false);
      }),
    );
  });

  test.each([
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '2002:7f00:1::',
    '3fff::1',
    '::ffff:7f00:1',
    '100::1',
    '',
    'localhost',
    '2130706433',
    '0x7f.1',
  ])('The address %j is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each([
    '1.1.1.1',
    '157.240.0.35',
    '2606:4700:4700::1111',
    '2a03:2880:f10a::25de',
  ])('The address %s is public', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('a host', () => {
  test.each(['localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('The host %s is this machine', (host) =>
    expect(isLoopbackHost(host)).toBe(true));
  test.each([
    'localhost.example',
    '127.evil.example',
    '1.1.1.1',
    'x.localhost.example',
    '10.0.0.1',
  ])('The host %s is not this machine', (host) => expect(isLoopbackHost(host)).toBe(false));
  test('A host has a public name only with a dot and letters after it', () => {
    for (const host of ['a.example', 'scontent.xx.fbcdn.net']) expect(isPublicName(host)).toBe(true);
    for (const host of ['intranet', '10.0.0.1', '[::1]', 'a.1', '']) expect(isPublicName(host)).toBe(false);
  });
});
