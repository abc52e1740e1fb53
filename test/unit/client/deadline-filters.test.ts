import { describe, expect, test } from '@jest/globals';
import { readList } from '../../../client/src/deadlines/list-choice.ts';
import { tintOf, trendOf } from '../../../client/src/deadlines/measures.ts';
import { percent } from '../../../client/src/shared/format.ts';
import {
  apiQuery,
  dateText,
  linkWith,
  presetOf,
  presetPeriod,
  readFilters,
} from '../../../client/src/shared/report/filters.ts';

const NOW = Date.parse('2026-03-30T10:00:00Z');
const filters = (query: string) => readFilters(new URLSearchParams(query), NOW);
const dates = (query: string) => {
  const { from, to } = filters(query);
  return [dateText(from), dateText(to)];
};

describe('the filter in the URL', () => {
  test('The filter is thirty days unless the address says otherwise, or says nonsense', () => {
    expect(dates('')).toEqual(['2026-03-01', '2026-03-30']);
    expect(dates('from=2026-04-09&to=2026-03-30')).toEqual(['2026-03-01', '2026-03-30']);
    expect(dates('from=x&to=2026-02-31')).toEqual(['2026-03-01', '2026-03-30']);
    expect(dates('from=2019-01-01&to=2026-03-30')).toEqual(['2026-03-01', '2026-03-30']);
  });
  test('The filter becomes local midnights, over summer time', () => {
    const query = apiQuery(filters('from=2026-03-28&to=2026-03-29&account=a&board=B'));
    expect(Object.fromEntries(query)).toEqual({
      from: '2026-03-27T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
      accountId: 'a',
      board: 'B',
    });
  });
  test('The filter knows its presets', () => {
    expect(presetPeriod('week', NOW).from).toBe(presetPeriod('week', NOW).to);
    expect(presetOf(filters('from=2026-03-30'), NOW)).toBe('week');
    expect(presetOf(readFilters(new URLSearchParams(), NOW + 9 * 86_400_000), NOW + 9 * 86_400_000)).toBe(
      'days30',
    );
    expect(presetOf(filters('from=2026-03-02&to=2026-03-03'), NOW)).toBeNull();
  });
  test('The address names the list behind a figure, and others are refused', () => {
    expect(readList(new URLSearchParams('list=arrivals&weekday=6&hour=24'))).toEqual({
      of: 'arrivals',
      weekday: 6,
      hour: null,
    });
    expect(readList(new URLSearchParams('list=secret'))).toBeNull();
  });
  test('A link keeps what it does not change', () => {
    expect(linkWith(new URLSearchParams('account=a&list=met'), { list: null, hour: 3 })).toBe(
      '?account=a&hour=3',
    );
  });
});

describe('numbers in words', () => {
  test('A percentage is written as the language writes it', () => {
    expect(percent('en', 0.834)).toBe('83%');
    expect(percent('sv', 0.834)).toBe('83\u00a0%');
    expect(percent('sv', null)).toBe('–');
  });
  test('A trend says whether it is for the better', () => {
    expect(trendOf(0.9, 0.8, { higherIsBetter: true, step: 0.005 })).toMatchObject({
      direction: 'up',
      better: true,
    });
    expect(trendOf(9, 4, { higherIsBetter: false, step: 1 })).toMatchObject({
      direction: 'up',
      better: false,
    });
    expect(trendOf(4, 4, { higherIsBetter: false, step: 1 })).toMatchObject({
      direction: 'same',
      better: null,
    });
    expect(trendOf(null, 4, { higherIsBetter: false, step: 1 })).toBeNull();
  });
  test('The tints run from none to five', () => {
    expect([0, 1, 5, 10].map((count) => tintOf(count, 10))).toEqual([0, 1, 3, 5]);
    expect(tintOf(0, 0)).toBe(0);
  });
});
