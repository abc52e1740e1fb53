import { networkInterfaces } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { cliOptions, UsageError } from '../../../../ops/simulator/cli-options.ts';
import { isLoopbackUrl, isOwnUrl } from '../../../../ops/simulator/loopback.ts';

const env = { META_APP_SECRET: 'new, old', META_VERIFY_TOKEN: 'v' };

describe('the command line of simulate', () => {
  test('The secrets come from the environment, each the first of its list', () => {
    expect(cliOptions([], env)).toMatchObject({
      appSecret: 'new',
      verifyToken: 'v',
      target: 'http://127.0.0.1:4800/webhooks/facebook',
      scenario: null,
      page: { id: '100000000000001' },
      retryForMs: 600_000,
    });
  });

  test('A count alone is a flood, and a storm repeats and reorders', () => {
    expect(cliOptions(['--count', '7'], env)).toMatchObject({ scenario: 'flood', count: 7, duplicates: 0 });
    expect(cliOptions(['--scenario', 'storm'], env)).toMatchObject({ duplicates: 0.1, reorder: 0.2 });
    expect(cliOptions(['--speed', 'max'], env)).toMatchObject({ speed: Number.POSITIVE_INFINITY });
  });

  test.each([
    [['--target', 'http://example.com/webhooks/facebook'], 'on this machine'],
    [['--target', 'http://127.0.0.1@example.com/'], 'on this machine'],
    [['--count', 'many'], '--count must be a whole number'],
    [['--count', '0'], '--count must be'],
    [['--speed', '-1'], '--speed'],
    [['--speed', '0'], '--speed must be'],
    [['--colour', 'red'], '--colour'],
    [['demo'], 'demo'],
    [['--port', '70000'], '--port must be'],
  ])('The options %j are refused with the words %j', (argv, words) => {
    expect(() => cliOptions(argv, env)).toThrow(UsageError);
    expect(() => cliOptions(argv, env)).toThrow(words);
  });

  test('The error says which secret is missing', () => {
    expect(() => cliOptions([], {})).toThrow('META_APP_SECRET');
  });
});

test.each([
  ['http://localhost:1/x', true],
  ['http://127.0.0.2/', true],
  ['https://[::1]:4/', true],
  ['http://127.1/', true],
  ['http://127.0.0.1.example.com/', false],
  ['http://10.0.0.1/', false],
  ['ftp://127.0.0.1/', false],
  ['127.0.0.1', false],
])('The address %s is judged to be on this machine: %s', (address, expected) => {
  expect(isLoopbackUrl(address)).toBe(expected);
});

test('The simulator may speak to any address of this machine and to no other', () => {
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  for (const { address, family } of own)
    if (!address.startsWith('fe80'))
      expect(isOwnUrl(`http://${family === 'IPv6' ? `[${address}]` : address}:4800/x`)).toBe(true);
  expect(isOwnUrl('http://203.0.113.9:4800/x')).toBe(false);
});
