import { expect, test } from '@jest/globals';
import { backoffMs } from '../../../../core/kernel/backoff.ts';

test('A wait is twice as long as the one before, and never longer than its limit', () => {
  const backoff = { firstMs: 2000, maxMs: 15_000 };
  expect([1, 2, 3, 4, 5, 60].map((attempts) => backoffMs(backoff, attempts))).toEqual([
    2000, 4000, 8000, 15_000, 15_000, 15_000,
  ]);
});
