import { describe, expect, test } from '@jest/globals';
import { dayNumber } from '../../../../core/deadlines/civil.ts';
import { before, localDay, thisMonth, thisWeek } from '../../../../core/deadlines/periods.ts';

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
  test('The period before is as long and ends where this begins', () => {
    expect(before({ from: 100, to: 130 })).toEqual({ from: 70, to: 100 });
  });
  test('The local day is not the day of UTC', () => {
    expect(localDay(at('2026-06-30T22:30:00Z'), ZONE)).toBe(dayNumber(2026, 7, 1));
  });
});
