import { describe, expect, test } from '@jest/globals';
import { budget, msUntilReset } from '../../../../connectors/youtube/quota.ts';
import {
  budgetDay,
  paceAfter,
  unitsLeft,
  waitAfterFailure,
  waitForUnits,
} from '../../../../core/inbox/poll-pace.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PACE = { least: 3 * MINUTE, most: 30 * MINUTE };

test('A busy account is looked at more and more often, a quiet one less, within bounds', () => {
  expect(paceAfter(12 * MINUTE, true, PACE)).toBe(6 * MINUTE);
  expect(paceAfter(4 * MINUTE, true, PACE)).toBe(3 * MINUTE);
  expect(paceAfter(12 * MINUTE, false, PACE)).toBe(18 * MINUTE);
  expect(paceAfter(29 * MINUTE, false, PACE)).toBe(30 * MINUTE);
});

test('A failure waits as long as the platform says, else twice as long each time', () => {
  expect(waitAfterFailure(3, 90_000)).toBe(90_000);
  expect([1, 2, 3, 9].map((failures) => waitAfterFailure(failures, null) / MINUTE)).toEqual([1, 2, 4, 30]);
});

describe('the platform’s day', () => {
  test('It ends at midnight in California, also on the days when the clocks change', () => {
    const dayAt = (iso: string) => budgetDay(budget, new Date(iso));
    expect(dayAt('2026-11-30T07:59:00Z').day).toBe('2026-11-29');
    expect(dayAt('2026-11-30T08:00:00Z')).toEqual({
      day: '2026-11-30',
      from: new Date('2026-11-30T08:00:00Z'),
      until: new Date('2026-12-01T08:00:00Z'),
    });
    // 8 March 2026 has 23 hours, 1 November 2026 has 25.
    const hours = ['2026-03-08T12:00:00Z', '2026-11-01T12:00:00Z'].map((iso) => {
      const { from, until } = dayAt(iso);
      return (until.getTime() - from.getTime()) / HOUR;
    });
    expect(hours).toEqual([23, 25]);
    expect(msUntilReset(Date.parse('2026-11-01T07:30:00Z'))).toBe(24.5 * HOUR);
  });
});

describe('units', () => {
  test('The reserve is kept for people, and what they have used of it is not kept twice', () => {
    const spent = { byThis: 0, byLooks: 0, byActions: 0 };
    expect(unitsLeft(budget, spent, 1)).toBe(8000);
    expect(unitsLeft(budget, { ...spent, byThis: 8000, byLooks: 8000 }, 1)).toBe(0);
    expect(unitsLeft(budget, { ...spent, byThis: 7000, byLooks: 7000, byActions: 2000 }, 1)).toBe(1000);
    expect(unitsLeft(budget, { ...spent, byThis: 7000, byLooks: 7000, byActions: 2900 }, 1)).toBe(100);
    expect(unitsLeft(budget, { ...spent, byActions: 11_000 }, 1)).toBe(0);
  });

  test('Accounts that share a platform’s units get an even share of what looks may cost', () => {
    expect(unitsLeft(budget, { byThis: 1600, byLooks: 1600, byActions: 0 }, 5)).toBe(0);
    expect(unitsLeft(budget, { byThis: 0, byLooks: 1600, byActions: 0 }, 5)).toBe(1600);
  });

  test('What is left is spread over the day', () => {
    expect(waitForUnits({ left: 300, cost: 3, msLeft: 10 * HOUR })).toBe(6 * MINUTE);
    expect(waitForUnits({ left: 2, cost: 3, msLeft: 10 * HOUR })).toBe(10 * HOUR);
  });
});
