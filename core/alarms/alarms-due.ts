/** What has come due on one clock, as new events. Pure: the tick reads the store and writes what this says. */

import { type Alarm, raiseAlarms } from '../deadlines/alarm-instants.ts';
import { MINUTE_MS } from '../deadlines/civil.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import { recomputeDeadline } from '../deadlines/life.ts';
import type { Deadline } from '../deadlines/state.ts';
import type { NewClockEvent } from '../inbox/event.ts';

/** An alarm raised longer after its instant than this is marked late. Ticks are seconds apart. */
const LATE_AFTER_MS = 5 * MINUTE_MS;

export interface Raised extends Alarm {
  readonly late: boolean;
}

/** Under rules that have changed, the clock is brought under them first: an alarm never follows the old ones. */
export function recomputed(deadline: Deadline, now: number, clock: WorkingClock): NewClockEvent[] {
  const fresh = recomputeDeadline(deadline, now, clock);
  if (fresh === deadline) return [];
  const reason = fresh.policyVersion === deadline.policyVersion ? 'calendar-changed' : 'policy-changed';
  return [{ type: 'deadline.recomputed', data: { reason, deadline: fresh } }];
}

/** Every alarm whose instant has come, once each. Run again on the result, it says nothing. */
export function alarmsDue(
  deadline: Deadline,
  now: number,
  clock: WorkingClock,
): { readonly newEvents: readonly NewClockEvent[]; readonly raised: readonly Raised[] } {
  const under = recomputed(deadline, now, clock);
  const { alarms, deadline: after } = raiseAlarms(recomputeDeadline(deadline, now, clock), now, clock);
  const raised = alarms.map((alarm) => ({
    ...alarm,
    late: deadline.lateArrival || now - alarm.at > LATE_AFTER_MS,
  }));
  const newEvents = raised.map(
    ({ kind, level, at, late }, index): NewClockEvent => ({
      type: kind === 'breach' ? 'deadline.breached' : 'deadline.warned',
      data: { level, at, late, nextAlarmAt: raised[index + 1]?.at ?? after.nextAlarmAt },
    }),
  );
  return { newEvents: [...under, ...newEvents], raised };
}
