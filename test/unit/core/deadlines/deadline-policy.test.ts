import { describe, expect, test } from '@jest/globals';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import {
  checkPolicy,
  type DeadlinePolicy,
  defaultPolicy,
  PolicyError,
} from '../../../../core/deadlines/deadline-policy.ts';
import { parseSpans } from '../../../../core/deadlines/spans.ts';

const MORNING = { from: 480, to: 720 };
const AFTERNOON = { from: 780, to: 1020 };

describe('the default policy', () => {
  test('The default policy is 24 hours on working days, with nobody named as its source', () => {
    expect(defaultPolicy('SE')).toMatchObject({
      targetMs: 86_400_000,
      clock: 'weekdays',
      eves: 'off',
      saturdayCounts: false,
      targetSource: null,
      timeZone: 'Europe/Stockholm',
      warnAt: [0.5, 0.75, 0.9],
    });
    expect(defaultPolicy('NO')).toMatchObject({ eves: 'work', timeZone: 'Europe/Oslo' });
  });

  test('A policy survives JSON', () => {
    const policy = defaultPolicy('NO', { clock: 'hours', spans: parseSpans('mon 08:00-12:00') });
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
  });
});

describe('policies that cannot be used', () => {
  const cases: readonly (readonly [string, Partial<DeadlinePolicy>])[] = [
    ['target must be a positive', { targetMs: 0 }],
    ['target must be a positive', { targetMs: 0.5 }],
    ['warning must come after', { warnAt: [0.5, 1] }],
    ['time zone "Europe/Alingsas" is not known', { timeZone: 'Europe/Alingsas' }],
    ['needs at least one span', { clock: 'hours' }],
    ['needs at least one span', { clock: 'hours', spans: { mon: [] } }],
    ['span on mon must end after', { clock: 'hours', spans: { mon: [{ from: 600, to: 600 }] } }],
    ['span on 2026-05-15 must end', { closures: [{ date: '2026-05-15', spans: [{ from: 0, to: 1441 }] }] }],
    ['"2026-02-30" is not a date', { openings: [{ date: '2026-02-30' }] }],
    [
      'which hours are open on 2026-05-16',
      { clock: 'hours', spans: { mon: [MORNING] }, openings: [{ date: '2026-05-16' }] },
    ],
    ['"juldagen" is no half day', { halfDays: { juldagen: 720 } }],
    ['half day "julafton" must end', { halfDays: { julafton: 1500 } }],
  ];
  test.each(cases)('A policy is refused with the words %j when it is changed by %j', (sentence, changes) => {
    expect(() => checkPolicy(defaultPolicy('SE', changes))).toThrow(PolicyError);
    expect(() => clockFor(defaultPolicy('SE', changes))).toThrow(sentence);
  });
});

describe('spans as people write them', () => {
  test('Weekdays may be repeated or left out, after a comma or a semicolon', () => {
    const expected = { mon: [MORNING, AFTERNOON], tue: [MORNING, AFTERNOON], fri: [MORNING] };
    expect(parseSpans('mon-tue 08:00-12:00,13:00-17:00; fri 08:00-12:00')).toEqual(expected);
    expect(parseSpans('mon-tue 08:00-12:00, mon-tue 13:00-17:00, FRI 8:00 – 12:00')).toEqual(expected);
  });

  test('Weekdays wait for the hours that follow, and midnight ends a day', () => {
    expect(parseSpans('mon, wed 08:00-12:00')).toEqual({ mon: [MORNING], wed: [MORNING] });
    expect(parseSpans('sun 22:00-24:00')).toEqual({ sun: [{ from: 1320, to: 1440 }] });
  });

  test.each([
    ['', 'is no span'],
    ['mon-fri 08:00-12:00,', 'is no span'],
    ['mon 8-12', 'is no span'],
    ['08:00-12:00', 'Say which weekdays'],
    ['mon-fri', 'have no hours'],
    ['mån 08:00-12:00', 'is no span'],
    ['abc 08:00-12:00', 'names no weekday'],
    ['fri-mon 08:00-12:00', 'is reversed'],
    ['mon 17:00-08:00', 'must end after it starts'],
    ['mon 08:00-08:00', 'must end after it starts'],
    ['mon 08:00-24:01', 'no valid time of day'],
    ['mon 08:60-10:00', 'no valid time of day'],
  ])('The spans %j are refused with the words %j', (text, sentence) => {
    expect(() => parseSpans(text)).toThrow(PolicyError);
    expect(() => parseSpans(text)).toThrow(sentence);
  });
});
