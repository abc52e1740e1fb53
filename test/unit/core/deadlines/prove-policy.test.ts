import { describe, expect, test } from '@jest/globals';
import { DEFAULT_ALARMS } from '../../../../core/alarms/alarm-settings.ts';
import { proveAlarms, usableAlarms } from '../../../../core/alarms/prove-alarms.ts';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import {
  type DeadlinePolicy,
  defaultPolicy,
  PolicyError,
} from '../../../../core/deadlines/deadline-policy.ts';
import { provePolicy, usableClock } from '../../../../core/deadlines/prove-policy.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-08-17T08:00:00.000Z');
const MINUTE_A_WEEK = { mon: [{ from: 480, to: 481 }] };
const NIGHT_DUTY = { mon: [{ from: 1320, to: 360 }] };

const UNUSABLE: readonly Partial<DeadlinePolicy>[] = [
  { targetMs: 24 * HOUR * 1_000_000 },
  { targetMs: 2e12 },
  { targetMs: 72 * HOUR, clock: 'hours', spans: MINUTE_A_WEEK },
  { targetMs: 401 * 24 * HOUR, clock: 'wall' },
  { clock: 'hours', spans: NIGHT_DUTY },
];

describe('a deadline policy', () => {
  test.each(UNUSABLE)('A policy that no clock can follow is refused with a sentence: %j', (changes) => {
    expect(() => provePolicy(defaultPolicy('SE', changes), NOW)).toThrow(PolicyError);
  });

  test('The defaults and a slow but sane policy are taken, in both countries', () => {
    for (const country of ['SE', 'NO'] as const) {
      expect(() => provePolicy(defaultPolicy(country), NOW)).not.toThrow();
      const tenDays = defaultPolicy(country, { targetMs: 240 * HOUR, saturdayCounts: true });
      expect(() => provePolicy(tenDays, NOW)).not.toThrow();
    }
  });

  test('A policy that a closure of two years makes useless later is refused today', () => {
    const closures = Array.from({ length: 730 }, (_, day) => ({
      date: new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(0, 10),
    }));
    expect(() => provePolicy(defaultPolicy('SE', { closures }), NOW)).toThrow('400');
  });

  test.each(
    UNUSABLE.filter(({ targetMs }) => targetMs !== 401 * 24 * HOUR),
  )('A stored policy that cannot be computed gives way to the country’s default, marked: %j', (changes) => {
    const stored = defaultPolicy('NO', { ...changes, version: 'municipality-3' });
    const { clock, error } = usableClock(stored, NOW);
    expect(clock.policy).toMatchObject({
      version: 'default-NO-1 instead of municipality-3',
      targetMs: 24 * HOUR,
    });
    expect(error).toBeInstanceOf(Error);
    expect(usableClock(stored, NOW).clock).toBe(clock);
  });

  test('A stored policy that can be computed is the very clock', () => {
    const policy = defaultPolicy('SE', { version: 'municipality-1' });
    expect(usableClock(policy, NOW)).toEqual({ clock: clockFor(policy), error: null });
  });
});

describe('alarm settings', () => {
  const unusable = [
    { ...DEFAULT_ALARMS, hours: NIGHT_DUTY },
    { ...DEFAULT_ALARMS, hours: { mon: [{ from: 480, to: 480 }] } },
    { ...DEFAULT_ALARMS, hours: NIGHT_DUTY, always: true },
    {
      ...DEFAULT_ALARMS,
      hours: MINUTE_A_WEEK,
      levels: [...DEFAULT_ALARMS.levels, { audience: 'head', from: 1, afterMinutes: 100_000 } as const],
    },
  ];

  test.each(unusable)('Settings that no clock can follow are refused with a sentence: %j', (settings) => {
    expect(() => proveAlarms(settings, [], NOW)).toThrow(expect.objectContaining({ status: 422 }));
  });

  test('The defaults are taken, also beside the policies in force', () => {
    const own = defaultPolicy('NO', { version: 'municipality-2' });
    expect(() => proveAlarms(DEFAULT_ALARMS, [own], NOW)).not.toThrow();
  });

  test('Hours on days that a policy closes for good are refused', () => {
    const closures = Array.from({ length: 80 }, (_, week) => ({
      date: new Date(NOW + week * 7 * 24 * HOUR).toISOString().slice(0, 10),
    }));
    const mondays = { ...DEFAULT_ALARMS, hours: { mon: [{ from: 480, to: 1020 }] } };
    expect(() => proveAlarms(mondays, [], NOW)).not.toThrow();
    expect(() => proveAlarms(mondays, [defaultPolicy('SE', { closures })], NOW)).toThrow('400');
  });

  test('Stored settings that cannot be followed give way to the defaults', () => {
    for (const settings of unusable.slice(0, 2)) {
      const found = usableAlarms({ policy: defaultPolicy('SE'), settings, now: NOW });
      expect(found.settings).toBe(DEFAULT_ALARMS);
      expect(found.error).toBeInstanceOf(Error);
    }
    const sane = usableAlarms({ policy: defaultPolicy('SE'), settings: DEFAULT_ALARMS, now: NOW });
    expect(sane.error).toBeNull();
  });
});
