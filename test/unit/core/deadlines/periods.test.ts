import { describe, expect, test } from '@jest/globals';
import { dayNumber } from '../../../../core/deadlines/civil.ts';
import {
  comparableBefore,
  includes,
  localDay,
  thisMonth,
  thisWeek,
} from '../../../../core/deadlines/periods.ts';

const ZONE = 'Europe/Stockholm';
const at = (text: string): number => Date.parse(text);
const iso = (ms: number): string => new Date(ms).toISOString();

describe('periods', () => {
  test('The week begins on Monday 00:00 local, also across a change to summer time', () => {
    expect(iso(thisWeek(at('2026-03-29T12:00:00Z'), ZONE).from)).toBe('2026-03-22T23:00:00.000Z');
    expect(iso(thisWeek(at('2026-03-30T12:00:00Z'), ZONE).from)).toBe('2026-03-29T22:00:00.000Z');
  });
  test('A Monday that has just begun is in its own week', () => {
    expect(iso(thisWeek(at('2026-03-01T23:00:00Z'), ZONE).from)).toBe('2026-03-01T23:00:00.000Z');
  });
  test('The month is the local one at the turn of the year', () => {
    expect(iso(thisMonth(at('2026-12-31T23:30:00Z'), ZONE).from)).toBe('2026-12-31T23:00:00.000Z');
    expect(iso(thisMonth(at('2026-12-31T22:30:00Z'), ZONE).from)).toBe('2026-11-30T23:00:00.000Z');
  });
  test('The week may go across the turn of the year', () => {
    expect(iso(thisWeek(at('2027-01-01T12:00:00Z'), ZONE).from)).toBe('2026-12-27T23:00:00.000Z');
  });
  const compared = (from: string, to: string, now: string, since = '2020-01-01T00:00:00Z') => {
    const found = comparableBefore(
      { from: at(from), to: at(to) },
      { now: at(now), since: at(since), timeZone: ZONE },
    );
    return found && [iso(found.from), iso(found.to)];
  };
  test('A week that has not passed is compared with the same days of the week before', () =>
    expect(compared('2026-03-08T23:00:00Z', '2026-03-10T23:00:00Z', '2026-03-10T12:00:00Z')).toEqual([
      '2026-03-01T23:00:00.000Z',
      '2026-03-03T12:00:00.000Z',
    ]));
  test('Ten days are compared with ten of the same weekdays two weeks earlier', () =>
    expect(compared('2026-03-14T23:00:00Z', '2026-03-24T23:00:00Z', '2026-06-01T00:00:00Z')).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-03-10T23:00:00.000Z',
    ]));
  test('Thirty days are compared with the thirty before, midnight by midnight across a clock change', () =>
    expect(compared('2026-03-15T23:00:00Z', '2026-04-14T22:00:00Z', '2026-06-01T00:00:00Z')).toEqual([
      '2026-02-13T23:00:00.000Z',
      '2026-03-15T23:00:00.000Z',
    ]));
  test('What lies before anything was counted, or ahead, is compared with nothing', () => {
    const [from, to, now] = ['2026-03-08T23:00:00Z', '2026-03-15T23:00:00Z', '2026-03-20T12:00:00Z'];
    expect(compared(from, to, now, '2026-03-01T23:00:00Z')).not.toBeNull();
    expect(compared(from, to, now, '2026-03-01T23:00:01Z')).toBeNull();
    expect(compared(from, to, '2026-03-08T23:00:00Z')).toBeNull();
  });
  test('Now belongs to a period up to its very end', () => {
    expect([99, 100, 130, 131].map((now) => includes({ from: 100, to: 130 }, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  test('The local day is not the day of UTC', () => {
    expect(localDay(at('2026-06-30T22:30:00Z'), ZONE)).toBe(dayNumber(2026, 7, 1));
  });
});
