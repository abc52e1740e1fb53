import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Alarm, nextAlarm, raiseAlarms } from '../../../../core/deadlines/alarm-instants.ts';
import { clockFor, elapsed } from '../../../../core/deadlines/clock.ts';
import {
  consumedMsAt,
  pauseDeadline,
  recomputeDeadline,
  remainingMsAt,
  reopenDeadline,
  resumeDeadline,
  setCounted,
  startDeadline,
  stopDeadline,
} from '../../../../core/deadlines/life.ts';
import { type Deadline, isBreached, STOP_REASONS } from '../../../../core/deadlines/state.ts';
import { type Case, policyCase } from './arbitraries.ts';

const HOUR = 3_600_000;
const begin = ({ start, policy }: Case) => {
  const clock = clockFor(policy);
  const arrival = {
    by: 'visitor',
    via: 'webhook',
    publishedAt: start,
    fetchedAt: start,
    connectedAt: 0,
  } as const;
  return { clock, deadline: startDeadline(arrival, clock) };
};
type Machine = ReturnType<typeof begin>;

const kind = fc.constantFrom('pause', 'resume', 'stop', 'reopen', 'recompute', 'uncount', 'count', 'tick');
const steps = fc.array(
  fc.record({ kind, wait: fc.nat({ max: 60 * HOUR }), reason: fc.constantFrom(...STOP_REASONS) }),
  { maxLength: 12 },
);
type Step = { kind: string; wait: number; reason: (typeof STOP_REASONS)[number] };

function apply({ deadline, clock }: Machine, step: Step, at: number): Deadline {
  if (step.kind === 'pause') return pauseDeadline(deadline, at, clock);
  if (step.kind === 'resume') return resumeDeadline(deadline, at, clock);
  if (step.kind === 'stop') return stopDeadline(deadline, { reason: step.reason, at }, clock);
  if (step.kind === 'reopen') return reopenDeadline(deadline, at, clock);
  if (step.kind === 'recompute') return recomputeDeadline(deadline, at, clock);
  if (step.kind === 'tick') return raiseAlarms(deadline, at, clock).deadline;
  return setCounted(deadline, step.kind === 'count', clock);
}

/** Calls `see` before and after each step of a random life. */
function live(
  kase: Case,
  script: readonly Step[],
  see: (before: Deadline, after: Deadline, at: number, step: Step) => void,
) {
  const machine = begin(kase);
  let at = kase.start;
  for (const step of script) {
    at += step.wait;
    const before = machine.deadline;
    machine.deadline = apply(machine, step, at);
    see(before, machine.deadline, at, step);
  }
  return { ...machine, at };
}

describe('any life of a deadline', () => {
  test('An event that is delivered twice changes nothing the second time', () => {
    fc.assert(
      fc.property(policyCase, steps, (kase, script) => {
        const { clock } = begin(kase);
        live(kase, script, (_, after, at, step) => {
          expect(apply({ deadline: after, clock }, step, at)).toBe(after);
        });
      }),
    );
  });

  test('Only running time is consumed', () => {
    fc.assert(
      fc.property(policyCase, steps, (kase, script) => {
        const { clock } = begin(kase);
        let expected = 0;
        let last = kase.start;
        const end = live(kase, script, (before, after, at) => {
          if (before.state === 'running') expected += elapsed(last, at, clock);
          last = at;
          expect(consumedMsAt(after, at, clock)).toBe(expected);
          expect(remainingMsAt(after, at, clock)).toBe(kase.policy.targetMs - expected);
        });
        expect(consumedMsAt(end.deadline, end.at, clock)).toBe(expected);
      }),
    );
  });

  test('The breach, the due time and the remaining time agree', () => {
    fc.assert(
      fc.property(policyCase, steps, (kase, script) => {
        const { clock } = begin(kase);
        live(kase, script, (_, after, at) => {
          const left = remainingMsAt(after, at, clock) ?? 0;
          if (after.state !== 'running' || after.dueAt === null) return;
          expect(isBreached(after, at)).toBe(at > after.dueAt);
          if (left > 0) expect(elapsed(at, after.dueAt, clock)).toBe(left);
          if (left < 0) expect(isBreached(after, at)).toBe(true);
        });
      }),
    );
  });

  test('Every alarm is raised at most once, in order, and never while paused or stopped', () => {
    fc.assert(
      fc.property(policyCase, steps, (kase, script) => {
        const { clock } = begin(kase);
        const raised: Alarm[] = [];
        live(kase, script, (before, after, at, step) => {
          expect(after.nextAlarmAt).toBe(nextAlarm(after, clock)?.at ?? null);
          if (after.state !== 'running') expect(after.nextAlarmAt).toBeNull();
          if (step.kind === 'tick') raised.push(...raiseAlarms(before, at, clock).alarms);
        });
        const levels = raised.map((alarm) => alarm.level);
        expect(levels).toEqual([...new Set(levels)].sort((a, b) => a - b));
      }),
    );
  });

  test('A deadline survives JSON, and no event alters the deadline it was given', () => {
    fc.assert(
      fc.property(policyCase, steps, (kase, script) => {
        const { clock } = begin(kase);
        live(kase, script, (before, after, at, step) => {
          const copy = JSON.parse(JSON.stringify(before)) as Deadline;
          expect(apply({ deadline: copy, clock }, step, at)).toEqual(after);
          expect(copy).toEqual(before);
        });
      }),
    );
  });

  test('Stops that reach us in another order end alike', () => {
    const stops = fc.uniqueArray(fc.nat({ max: 90 * HOUR }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(policyCase, stops, fc.nat({ max: 90 * HOUR }), (kase, offsets, wait) => {
        const { clock, deadline } = begin(kase);
        const paused = pauseDeadline(deadline, kase.start + wait, clock);
        const stopAll = (order: readonly number[]) =>
          order.reduce(
            (current, offset) =>
              stopDeadline(current, { reason: 'answered', at: kase.start + offset }, clock),
            paused,
          );
        const ascending = offsets.toSorted((a, b) => a - b);
        expect(stopAll(offsets)).toEqual(stopAll(ascending));
        expect(stopAll(ascending).stoppedAt).toBe(kase.start + Math.min(...offsets));
      }),
    );
  });
});
