import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addWorking, clockFor, dueAt, elapsed, remaining } from '../../../../core/deadlines/clock.ts';
import { policyCase } from './arbitraries.ts';
import { slowDueAt, slowElapsed } from './oracle.ts';

const RUNS = Number(process.env.DEADLINE_RUNS ?? 150);

describe('the clock and a minute-by-minute oracle', () => {
  test('The clock and the oracle agree on every due time, to the millisecond', () => {
    fc.assert(
      fc.property(policyCase, ({ start, policy }) => {
        expect(dueAt(start, policy)).toBe(slowDueAt(start, policy.targetMs, policy));
      }),
      { numRuns: RUNS },
    );
  });

  test('The clock and the oracle agree on what has passed between two instants', () => {
    fc.assert(
      fc.property(policyCase, fc.integer({ min: 0, max: 7 * 86_400_000 }), ({ start, policy }, length) => {
        const clock = clockFor(policy);
        expect(elapsed(start, start + length, clock)).toBe(slowElapsed(start, start + length, policy));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('for any policy', () => {
  test('The time until due is exactly the target, and one millisecond earlier it is not used up', () => {
    fc.assert(
      fc.property(policyCase, ({ start, policy }) => {
        const clock = clockFor(policy);
        const due = dueAt(start, policy);
        expect(elapsed(start, due, clock)).toBe(policy.targetMs);
        expect(elapsed(start, due - 1, clock)).toBe(policy.targetMs - 1);
        expect(remaining(start, due, clock)).toBe(policy.targetMs);
      }),
    );
  });

  test('Working time adds up over any stop on the way', () => {
    fc.assert(
      fc.property(policyCase, fc.nat({ max: 30 * 86_400_000 }), fc.nat({ max: 86_400_000 }), (kase, a, b) => {
        const clock = clockFor(kase.policy);
        const [from, middle, to] = [kase.start, kase.start + a, kase.start + a + b];
        expect(elapsed(from, middle, clock) + elapsed(middle, to, clock)).toBe(elapsed(from, to, clock));
        expect(elapsed(to, from, clock) + elapsed(from, to, clock)).toBe(0);
        expect(addWorking(addWorking(from, 1 + a, clock), 1 + b, clock)).toBe(
          addWorking(from, 2 + a + b, clock),
        );
      }),
    );
  });
});
