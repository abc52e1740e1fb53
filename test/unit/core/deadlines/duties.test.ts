/** The clocks beside the answer's: dated rules on whole local days, over holidays, summer time and the year's end. */
import { describe, expect, test } from '@jest/globals';
import { dayNumber } from '../../../../core/deadlines/civil.ts';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import { defaultPolicy } from '../../../../core/deadlines/deadline-policy.ts';
import {
  DUTY_RULES,
  type DutyRule,
  dutyClock,
  dutyState,
  limitAt,
  ruleFor,
} from '../../../../core/deadlines/duties.ts';

const SE = clockFor(defaultPolicy('SE'));
const NO = clockFor(defaultPolicy('NO'));
const at = (text: string): number => Date.parse(text);
const iso = (ms: number | null | undefined): string | null =>
  ms == null ? null : new Date(ms).toISOString();

describe('requests for documents', () => {
  test('Sweden warns of a request for documents after one whole working day, and has no limit', () => {
    const clock = dutyClock('documents', at('2026-03-03T14:00:00Z'), SE);
    expect(iso(clock?.warnAt)).toBe('2026-03-04T23:00:00.000Z');
    expect(clock?.breachAt).toBeNull();
  });

  test('Norway warns of a request for documents at three working days and is breached at five', () => {
    const clock = dutyClock('documents', at('2026-03-03T14:00:00+01:00'), NO);
    expect(iso(clock?.warnAt)).toBe('2026-03-06T23:00:00.000Z');
    expect(iso(clock?.breachAt)).toBe('2026-03-10T23:00:00.000Z');
    if (clock === null) throw new Error('no clock');
    expect(dutyState(clock, at('2026-03-06T23:00:00Z'))).toBe('calm');
    expect(dutyState(clock, at('2026-03-06T23:00:00.001Z'))).toBe('warned');
    expect(dutyState(clock, at('2026-03-10T23:00:00Z'))).toBe('warned');
    expect(dutyState(clock, at('2026-03-10T23:00:00.001Z'))).toBe('breached');
  });

  test('Easter does not count for a request, nor does summer time move its limit', () => {
    // Received on the Tuesday before Easter 2026 (5 April); summer time had begun on 29 March.
    const clock = dutyClock('documents', at('2026-03-31T12:00:00+02:00'), NO);
    expect(iso(clock?.warnAt)).toBe('2026-04-08T22:00:00.000Z');
    expect(iso(clock?.breachAt)).toBe('2026-04-10T22:00:00.000Z');
    // Received on the Friday before summer time began: the limit falls after it.
    const over = dutyClock('documents', at('2026-03-27T12:00:00+01:00'), SE);
    expect(iso(over?.warnAt)).toBe('2026-03-30T22:00:00.000Z');
  });

  test('Christmas and the turn of the year do not count for a request', () => {
    const clock = dutyClock('documents', at('2026-12-23T16:00:00+01:00'), SE);
    // The 24th to the 27th are off, so the first working day is Monday the 28th.
    expect(iso(clock?.warnAt)).toBe('2026-12-28T23:00:00.000Z');
    const norway = dutyClock('documents', at('2026-12-30T16:00:00+01:00'), NO);
    // 31 December counts in Norway; 1 January and the weekend do not.
    expect(iso(norway?.warnAt)).toBe('2027-01-05T23:00:00.000Z');
  });
});

describe('registration', () => {
  test('Registration is due at once and warns when the next working day begins', () => {
    expect(iso(dutyClock('registration', at('2026-03-06T09:00:00+01:00'), SE)?.warnAt)).toBe(
      '2026-03-08T23:00:00.000Z',
    );
  });
  test('Norway has no clock for registration here', () => {
    expect(dutyClock('registration', at('2026-03-06T09:00:00+01:00'), NO)).toBeNull();
  });
});

describe('the interim answer', () => {
  test('The interim answer is owed within one month, on the last day of a shorter month', () => {
    const breach = (text: string) => iso(dutyClock('interim-answer', at(text), NO)?.breachAt);
    expect(breach('2026-03-15T10:00:00+01:00')).toBe('2026-04-15T22:00:00.000Z');
    expect(breach('2026-01-31T10:00:00+01:00')).toBe('2026-02-28T23:00:00.000Z');
    expect(breach('2026-12-31T23:30:00+01:00')).toBe('2027-01-31T23:00:00.000Z');
  });

  test('The day of the interim answer is the local one', () => {
    const late = limitAt(at('2026-03-14T23:30:00Z'), { unit: 'months', count: 1 }, NO);
    expect(iso(late)).toBe('2026-04-15T22:00:00.000Z');
  });

  test('The old act holds until a date is set for the new one, which is adopted and not in force', () => {
    const on = { country: 'NO' as const, day: dayNumber(2027, 5, 3) };
    expect(ruleFor('interim-answer', on)?.source).toBe('forvaltningsloven (1967) § 11 a');
    const dated: DutyRule[] = DUTY_RULES.map((rule) => {
      if (rule.duty !== 'interim-answer') return rule;
      return rule.from === null ? { ...rule, from: '2027-01-01' } : { ...rule, to: '2026-12-31' };
    });
    expect(ruleFor('interim-answer', on, dated)?.source).toContain('LOV-2025-06-20-81');
    const before = { ...on, day: dayNumber(2026, 12, 31) };
    expect(ruleFor('interim-answer', before, dated)?.source).toContain('1967');
  });

  test('Every rule names its source, and only one holds on a day', () => {
    for (const { source } of DUTY_RULES) expect(source.length).toBeGreaterThan(5);
    expect(ruleFor('interim-answer', { country: 'SE', day: dayNumber(2026, 1, 1) })).toBeNull();
  });
});

test('A municipality’s closure is no working day', () => {
  const closed = clockFor({
    ...defaultPolicy('SE'),
    version: 'closed',
    closures: [{ date: '2026-03-04' }],
  });
  expect(iso(dutyClock('documents', at('2026-03-03T14:00:00Z'), closed)?.warnAt)).toBe(
    '2026-03-05T23:00:00.000Z',
  );
});
