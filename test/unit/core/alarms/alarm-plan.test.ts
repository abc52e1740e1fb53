import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isMuted,
  isWorking,
  morningOf,
  nextWorking,
  officeClock,
  peopleOf,
  restUntil,
  stepsFor,
  toldAt,
  windowEnd,
} from '../../../../core/alarms/alarm-plan.ts';
import { checkAlarms, DEFAULT_ALARMS } from '../../../../core/alarms/alarm-settings.ts';
import { defaultPolicy } from '../../../../core/deadlines/deadline-policy.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string): number => Date.parse(text);
const iso = (ms: number): string => new Date(ms).toISOString();
const office = officeClock(defaultPolicy('SE'), DEFAULT_ALARMS);
const rules = { settings: DEFAULT_ALARMS, office };
const stepsAt = (level: number, now: string) =>
  stepsFor({ kind: level === 1 ? 'breach' : 'warning', level }, at(now), rules).map(
    ({ audience, notBefore }) => [audience, iso(notBefore)],
  );

describe('who is told when', () => {
  test('A warning reaches the administrators alone, at once in working time', () => {
    expect(stepsAt(0.5, '2026-11-23T09:30:00+01:00')).toEqual([
      ['administrators', '2026-11-23T08:30:00.000Z'],
    ]);
  });

  test('A breach goes up level by level, in the recipients’ working time', () => {
    expect(stepsAt(1, '2026-11-23T16:30:00+01:00')).toEqual([
      ['administrators', '2026-11-23T15:30:00.000Z'],
      ['channel', '2026-11-23T15:30:00.000Z'],
      ['deputies', '2026-11-24T07:30:00.000Z'],
      ['head', '2026-11-24T10:30:00.000Z'],
      ['unit', '2026-11-24T15:30:00.000Z'],
    ]);
  });

  test('An alarm at night, at the weekend or on midsummer’s eve waits for the next working morning', () => {
    const admins = (now: string) => stepsAt(0.5, now)[0]?.[1];
    expect(admins('2026-11-23T23:10:00+01:00')).toBe('2026-11-24T07:00:00.000Z');
    expect(admins('2026-11-21T11:00:00+01:00')).toBe('2026-11-23T07:00:00.000Z');
    expect(admins('2026-06-18T17:00:00+02:00')).toBe('2026-06-22T06:00:00.000Z');
    expect(admins('2026-06-18T16:59:59.999+02:00')).toBe('2026-06-18T14:59:59.999Z');
  });

  test('Alarms rest until the first office works again, and not while one does', () => {
    const rest = (now: string, offices = [office]) => {
      const until = restUntil(offices, at(now));
      return until === null ? null : iso(until);
    };
    expect(rest('2026-11-24T02:00:00+01:00')).toBe('2026-11-24T07:00:00.000Z');
    expect(rest('2026-11-20T17:30:00+01:00')).toBe('2026-11-23T07:00:00.000Z');
    expect(rest('2026-11-23T09:30:00+01:00')).toBeNull();
    const always = officeClock(defaultPolicy('SE'), { ...DEFAULT_ALARMS, always: true });
    expect(rest('2026-11-24T02:00:00+01:00', [office, always])).toBeNull();
    expect(rest('2026-11-24T02:00:00+01:00', [])).toBeNull();
  });

  test('An account may ask for alarms at any hour', () => {
    const always = { ...DEFAULT_ALARMS, always: true };
    const clock = officeClock(defaultPolicy('SE'), always);
    const now = at('2026-12-25T03:00:00+01:00');
    const [first] = stepsFor({ kind: 'warning', level: 0.5 }, now, { settings: always, office: clock });
    expect(first?.notBefore).toBe(now);
  });

  test('The working days follow the account’s own policy, with its closures', () => {
    const policy = defaultPolicy('SE', {
      closures: [{ date: '2026-11-23' }],
      openings: [{ date: '2026-11-21', spans: [{ from: 600, to: 660 }] }, { date: '2026-11-22' }],
    });
    const own = officeClock(policy, DEFAULT_ALARMS);
    expect(iso(nextWorking(at('2026-11-20T18:00:00+01:00'), own))).toBe('2026-11-21T09:00:00.000Z');
    expect(iso(nextWorking(at('2026-11-21T12:00:00+01:00'), own))).toBe('2026-11-24T07:00:00.000Z');
  });
});

const instant = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
const country = fc.constantFrom('SE' as const, 'NO' as const);
const level = fc.record({
  audience: fc.constantFrom(...(['administrators', 'deputies', 'head', 'unit'] as const)),
  from: fc.double({ min: 0.01, max: 1, noNaN: true }),
  afterMinutes: fc.integer({ min: 0, max: 3000 }),
});

describe('at any instant', () => {
  test('Nobody is told outside working time, nor before the alarm, nor before their delay', () => {
    fc.assert(
      fc.property(instant, country, level, (now, where, one) => {
        const clock = officeClock(defaultPolicy(where), DEFAULT_ALARMS);
        const told = toldAt(now, one, clock);
        expect(isWorking(told, clock)).toBe(true);
        expect(told).toBeGreaterThanOrEqual(now + one.afterMinutes * MINUTE);
      }),
    );
  });

  test('A longer delay never comes earlier', () => {
    fc.assert(
      fc.property(instant, level, fc.nat({ max: 2000 }), (now, one, more) => {
        const later = toldAt(now, { ...one, afterMinutes: one.afterMinutes + more }, office);
        expect(later).toBeGreaterThanOrEqual(toldAt(now, one, office));
      }),
    );
  });

  test('A window holds what came in its minutes, and ends no earlier', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 240 }), (now, minutes) => {
        const end = windowEnd(now, minutes);
        expect(end - now).toBeGreaterThanOrEqual(0);
        expect(end - now).toBeLessThan(minutes * MINUTE);
        expect(windowEnd(end, minutes)).toBe(end);
      }),
    );
  });
});

describe('recipients', () => {
  const account = { administrators: ['a@x', 'b@x', 'a@x'], deputies: ['a@x'], head: null, unit: 'u@x' };

  test('Each person is told once, and no head where there is none', () => {
    expect(peopleOf(account, 'administrators')).toEqual(['a@x', 'b@x']);
    expect(peopleOf(account, 'head')).toEqual([]);
    expect(peopleOf(account, 'unit')).toEqual(['u@x']);
    expect(peopleOf(account, 'channel')).toEqual([]);
  });

  test('Silence lasts until its time, or until it is taken back', () => {
    const now = new Date(at('2026-11-23T10:00:00Z'));
    expect(isMuted(null, now)).toBe(false);
    expect(isMuted('always', now)).toBe(true);
    expect(isMuted(new Date(now.getTime() + HOUR), now)).toBe(true);
    expect(isMuted(now, now)).toBe(false);
  });
});

describe('settings', () => {
  test('The administrators cannot be left out of a breach, nor the hours be empty', () => {
    expect(() => checkAlarms(DEFAULT_ALARMS)).not.toThrow();
    expect(() => checkAlarms({ ...DEFAULT_ALARMS, levels: [] })).toThrow('administrators');
    expect(() => checkAlarms({ ...DEFAULT_ALARMS, hours: {} })).toThrow('hours');
    expect(() => checkAlarms({ ...DEFAULT_ALARMS, hours: {}, always: true })).not.toThrow();
    expect(() => checkAlarms({ ...DEFAULT_ALARMS, digestMinutes: 0 })).toThrow('whole minutes');
  });
});

describe('the morning mail', () => {
  const rules = { policy: defaultPolicy('SE'), settings: DEFAULT_ALARMS };
  const morning = (at: string, some = {}): string =>
    new Date(morningOf(Date.parse(at), { ...rules, settings: { ...DEFAULT_ALARMS, ...some } })).toISOString();

  test('It is this morning as long as work has just begun, else the next working day’s', () => {
    expect(morning('2026-08-17T05:00:00Z')).toBe('2026-08-17T06:05:00.000Z');
    expect(morning('2026-08-17T06:45:00Z')).toBe('2026-08-17T06:05:00.000Z');
    expect(morning('2026-08-17T07:30:00Z')).toBe('2026-08-18T06:05:00.000Z');
    expect(morning('2026-08-21T12:00:00Z')).toBe('2026-08-24T06:05:00.000Z');
  });

  test('It comes in the morning also where alarms are sent at night', () => {
    expect(morning('2026-08-17T02:00:00Z', { always: true, hours: {} })).toBe('2026-08-17T06:05:00.000Z');
  });
});
