/** When a scheduled report is due, on the wall of the office, and which period it tells of. */
import { expect, test } from '@jest/globals';
import {
  lastReportAt,
  nextReportAt,
  type ReportTimes,
  reportedPeriod,
} from '../../../../core/monitoring/report-schedules.ts';

const ZONE = 'Europe/Stockholm';
const at = (text: string): number => Date.parse(text);
const iso = (time: number): string => new Date(time).toISOString();
const monthly = (day: number, hour: number): ReportTimes => ({ every: 'month', day, hour });

test('A report comes at its hour of the wall, also on the days on which the clocks change', () => {
  // The last Sundays of March 2027 and of October 2029.
  expect(iso(nextReportAt(monthly(28, 8), at('2027-03-01T00:00Z'), ZONE))).toBe('2027-03-28T06:00:00.000Z');
  expect(iso(nextReportAt(monthly(28, 8), at('2029-10-01T00:00Z'), ZONE))).toBe('2029-10-28T07:00:00.000Z');
  expect(iso(nextReportAt(monthly(1, 0), at('2026-12-31T22:59:59Z'), ZONE))).toBe('2026-12-31T23:00:00.000Z');
  expect(iso(nextReportAt(monthly(1, 0), at('2026-12-31T23:00:00Z'), ZONE))).toBe('2027-01-31T23:00:00.000Z');
});

test('Of several moments that have passed the last one is told of, each of its own month or year', () => {
  const third = monthly(3, 8);
  const last = (now: string, times = third) => lastReportAt(times, at(now), ZONE);
  expect(iso(last('2026-05-10T12:00Z'))).toBe('2026-05-03T06:00:00.000Z');
  expect(iso(last('2026-05-03T05:59:59Z'))).toBe('2026-04-03T06:00:00.000Z');
  const april = reportedPeriod('month', last('2026-05-10T12:00Z'), ZONE);
  expect([iso(april.from), iso(april.to)]).toEqual(['2026-03-31T22:00:00.000Z', '2026-04-30T22:00:00.000Z']);
  const yearly: ReportTimes = { every: 'year', day: 20, hour: 8 };
  const year = reportedPeriod('year', last('2027-01-10T00:00Z', yearly), ZONE);
  expect([iso(year.from), iso(year.to)]).toEqual(['2024-12-31T23:00:00.000Z', '2025-12-31T23:00:00.000Z']);
});
