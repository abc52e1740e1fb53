import { describe, expect, test } from '@jest/globals';
import { CALENDARS, CalendarRangeError } from '../../../../core/deadlines/calendar.ts';
import { addWorking, clockFor, dueAt, elapsed, remaining } from '../../../../core/deadlines/clock.ts';
import { type DeadlinePolicy, defaultPolicy } from '../../../../core/deadlines/deadline-policy.ts';
import { formatLocal, parseInstant } from '../../../../core/deadlines/instant.ts';
import { parseSpans } from '../../../../core/deadlines/spans.ts';
import type { Country } from '../../../../core/kernel/platform.ts';

const HOUR = 3_600_000;

function at(text: string): number {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`no instant: ${text}`);
  return instant;
}

function due(received: string, country: Country, changes: Partial<DeadlinePolicy> = {}): string {
  const policy = defaultPolicy(country, changes);
  return formatLocal(dueAt(at(received), policy, CALENDARS[country]), policy.timeZone);
}

describe('records.md section 4, 24 h on non-holiday weekdays', () => {
  test.each([
    ['2026-11-20T15:00:00+01:00', 'SE', {}, '2026-11-23T15:00:00+01:00'],
    ['2026-11-21T11:00:00+01:00', 'SE', {}, '2026-11-24T00:00:00+01:00'],
    ['2026-06-18T15:00:00+02:00', 'SE', {}, '2026-06-22T15:00:00+02:00'],
    ['2026-06-18T15:00:00+02:00', 'SE', { eves: 'work' }, '2026-06-19T15:00:00+02:00'],
    ['2026-12-23T10:00:00+01:00', 'SE', {}, '2026-12-28T10:00:00+01:00'],
    ['2026-12-23T10:00:00+01:00', 'SE', { eves: 'work' }, '2026-12-24T10:00:00+01:00'],
    ['2026-12-30T18:00:00+01:00', 'SE', {}, '2027-01-04T18:00:00+01:00'],
    ['2026-12-30T18:00:00+01:00', 'NO', {}, '2026-12-31T18:00:00+01:00'],
    ['2026-12-30T18:00:00+01:00', 'NO', { eves: 'off' }, '2027-01-04T18:00:00+01:00'],
    ['2026-04-01T16:30:00+02:00', 'SE', {}, '2026-04-02T16:30:00+02:00'],
    ['2026-04-01T16:30:00+02:00', 'NO', {}, '2026-04-07T16:30:00+02:00'],
    ['2026-05-13T09:00:00+02:00', 'SE', {}, '2026-05-15T09:00:00+02:00'],
  ] as const)('A comment of %s in %s with %j is due %s', (received, country, changes, expected) => {
    expect(due(received, country, changes)).toBe(expected);
  });
});

describe('the edges of a working period', () => {
  test('A due time on the end of a period is that instant', () => {
    expect(due('2026-11-20T00:00:00+01:00', 'SE')).toBe('2026-11-21T00:00:00+01:00');
    const office = { clock: 'hours', spans: parseSpans('mon-fri 08:00-17:00'), targetMs: 9 * HOUR } as const;
    expect(due('2026-11-20T08:00:00+01:00', 'SE', office)).toBe('2026-11-20T17:00:00+01:00');
    expect(due('2026-11-20T08:00:00.001+01:00', 'SE', office)).toBe('2026-11-23T08:00:00.001+01:00');
  });

  test('A due time on the end of the last period of a year is that instant', () => {
    expect(due('2026-12-31T00:00:00+01:00', 'NO')).toBe('2027-01-01T00:00:00+01:00');
    expect(due('2026-12-31T00:00:00+01:00', 'NO', { targetMs: 24 * HOUR + 1 })).toBe(
      '2027-01-04T00:00:00.001+01:00',
    );
  });

  test('Adding no working time gives the start itself, even on a Saturday', () => {
    const saturday = at('2026-11-21T11:00:00+01:00');
    expect(addWorking(saturday, 0, clockFor(defaultPolicy('SE')))).toBe(saturday);
  });

  test('A due time is exact to the millisecond', () => {
    expect(due('2026-11-20T23:59:59.999+01:00', 'SE')).toBe('2026-11-23T23:59:59.999+01:00');
    expect(due('2026-11-21T00:00:00+01:00', 'SE', { targetMs: 1 })).toBe('2026-11-23T00:00:00.001+01:00');
  });

  test('Several spans a day count, with holidays between them', () => {
    const changes = {
      clock: 'hours',
      spans: parseSpans('mon-thu 08:00-12:00,13:00-17:00; fri 08:00-15:00'),
      targetMs: 8 * HOUR,
    } as const;
    expect(due('2026-11-19T11:00:00+01:00', 'SE', changes)).toBe('2026-11-20T11:00:00+01:00');
    expect(due('2026-11-20T14:00:00+01:00', 'SE', changes)).toBe('2026-11-23T16:00:00+01:00');
    expect(due('2026-04-02T16:00:00+02:00', 'SE', changes)).toBe('2026-04-07T16:00:00+02:00');
  });
});

describe('summer time', () => {
  const everyDay = { clock: 'hours', spans: parseSpans('mon-sun 00:00-24:00') } as const;
  const clock = clockFor(defaultPolicy('SE', everyDay));

  test('A working day has its real length', () => {
    const day = (date: string, next: string) => elapsed(at(`${date}`), at(`${next}`), clock) / HOUR;
    expect(day('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toBe(23);
    expect(day('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).toBe(25);
    expect(day('2026-10-26T00:00:00+01:00', '2026-10-27T00:00:00+01:00')).toBe(24);
  });

  test.each([
    ['01:00-05:00', '2026-03-29', 3],
    ['01:00-05:00', '2026-10-25', 5],
    ['02:15-02:45', '2026-03-29', 0],
    ['02:15-02:45', '2026-10-25', 1],
    ['02:30-03:30', '2026-03-29', 0.5],
    ['02:30-03:30', '2026-10-25', 1.5],
  ])('A span of %s on %s has %d hours', (span, date, hours) => {
    const policy = defaultPolicy('SE', { clock: 'hours', spans: parseSpans(`sun ${span}`) });
    const noon = at(`${date}T12:00:00Z`);
    expect(elapsed(noon - 24 * HOUR, noon, clockFor(policy)) / HOUR).toBe(hours);
  });

  test('A weekend with a change to or from summer time moves no weekday', () => {
    expect(due('2026-03-27T15:00:00+01:00', 'SE')).toBe('2026-03-30T15:00:00+02:00');
    expect(due('2026-10-23T15:00:00+02:00', 'NO')).toBe('2026-10-26T15:00:00+01:00');
  });
});

describe('what a policy may say about days', () => {
  test('Saturdays count when switched on, unless they are holidays', () => {
    expect(due('2026-11-20T15:00:00+01:00', 'SE', { saturdayCounts: true })).toBe(
      '2026-11-21T15:00:00+01:00',
    );
    expect(due('2026-10-30T15:00:00+01:00', 'SE', { saturdayCounts: true })).toBe(
      '2026-11-02T15:00:00+01:00',
    );
  });

  test('Half days end early', () => {
    const halfDays = { skartorsdagen: 12 * 60 };
    expect(due('2026-04-01T16:30:00+02:00', 'SE', { halfDays })).toBe('2026-04-07T04:30:00+02:00');
  });

  test('An opening replaces the day, and a closure takes away last', () => {
    const openings = [{ date: '2026-06-19' }];
    const received = '2026-06-18T15:00:00+02:00';
    expect(due(received, 'SE', { openings })).toBe('2026-06-19T15:00:00+02:00');
    const closures = [{ date: '2026-06-19', spans: [{ from: 600, to: 720 }] }];
    expect(due(received, 'SE', { openings, closures })).toBe('2026-06-19T17:00:00+02:00');
    expect(due('2026-05-13T09:00:00+02:00', 'SE', { closures: [{ date: '2026-05-15' }] })).toBe(
      '2026-05-18T09:00:00+02:00',
    );
  });

  test('The wall clock runs at weekends and on holidays', () => {
    expect(due('2026-12-24T22:00:00+01:00', 'SE', { clock: 'wall', targetMs: 4 * HOUR })).toBe(
      '2026-12-25T02:00:00+01:00',
    );
  });
});

describe('remaining', () => {
  const clock = clockFor(defaultPolicy('SE'));
  const friday = at('2026-11-21T00:00:00+01:00');

  test('The remaining time is nothing over the weekend, and negative afterwards', () => {
    expect(remaining(friday - 1, friday, clock)).toBe(1);
    expect(remaining(friday + 30 * HOUR, friday, clock)).toBe(0);
    expect(remaining(at('2026-11-23T01:00:00+01:00'), friday, clock)).toBe(-HOUR);
  });
});

describe('the years that are covered', () => {
  test.each([
    '2004-12-31T23:59:59.999+01:00',
    '2101-01-01T00:00:00+01:00',
    '1970-01-01T00:00:00Z',
  ])('The time %s is refused as outside the calendars', (text) => {
    expect(() => due(text, 'SE')).toThrow(CalendarRangeError);
    expect(() => due(text, 'SE')).toThrow(
      /^The calendars cover the years 2005 to 2100, so a time .* computed\.$/,
    );
  });

  test('A value that is no instant is refused', () => {
    expect(() => dueAt(Number.NaN, defaultPolicy('SE'))).toThrow(CalendarRangeError);
    expect(() => addWorking(Number.POSITIVE_INFINITY, 1, clockFor(defaultPolicy('SE')))).toThrow(
      CalendarRangeError,
    );
  });

  test('The first and the last instant get a due time', () => {
    expect(due('2005-01-01T00:00:00+01:00', 'SE')).toBe('2005-01-04T00:00:00+01:00');
    expect(due('2100-12-31T23:59:59.999+01:00', 'NO')).toBe('2101-01-03T23:59:59.999+01:00');
    expect(() => due('2100-12-31T10:00:00+01:00', 'NO', { targetMs: 9000 * HOUR })).toThrow(
      CalendarRangeError,
    );
  });

  test('Every turn of the year finds its table', () => {
    const clock = clockFor(defaultPolicy('NO', { clock: 'wall' }));
    for (let year = 2006; year <= 2100; year++) {
      const turn = at(`${year}-01-01T00:00:00+01:00`);
      expect(elapsed(turn - 1, turn + 1, clock)).toBe(2);
      expect(addWorking(turn - 1, 3, clock)).toBe(turn + 2);
    }
  });
});

describe('clocks are shared', () => {
  test('Equal policies share a clock, and different ones do not', () => {
    expect(clockFor(defaultPolicy('SE'))).toBe(clockFor(defaultPolicy('SE')));
    expect(clockFor(defaultPolicy('SE'))).not.toBe(clockFor(defaultPolicy('SE', { version: '2' })));
  });

  test('A policy refuses the calendar of another country', () => {
    expect(() => clockFor(defaultPolicy('SE'), CALENDARS.NO)).toThrow('differ in country');
  });
});
