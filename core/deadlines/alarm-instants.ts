/** Warnings and breaches. Found by `nextAlarmAt`, so nothing polls a clock per item and downtime loses none. */
import { addWorking, elapsed, type WorkingClock } from './clock.ts';
import type { Deadline } from './state.ts';

/** The level of the breach itself; warnings have levels between 0 and 1. */
const BREACH = 1;

export const DEADLINE_ALARM_KINDS = ['warning', 'breach'] as const;
export type DeadlineAlarmKind = (typeof DEADLINE_ALARM_KINDS)[number];

export interface Alarm {
  readonly kind: DeadlineAlarmKind;
  /** Share of the target that had been used up. */
  readonly level: number;
  /** The instant it belongs to, which is earlier than the tick that raised it. */
  readonly at: number;
}

/**
 * The instant at which `workingMs` of the deadline have been used up, over its runs. Once they are over it goes on from
 * where the clock stands: the current run, else the stop, else the pause. Null for `none` and `backlog`.
 */
export function instantAfter(deadline: Deadline, workingMs: number, clock: WorkingClock): number | null {
  let left = workingMs;
  for (const run of deadline.runs) {
    const instant = addWorking(run.from, left, clock);
    if (instant < run.to) return instant;
    left -= elapsed(run.from, run.to, clock);
  }
  const resume = deadline.runningSince ?? deadline.stoppedAt ?? deadline.pausedAt;
  return resume === null ? null : addWorking(resume, left, clock);
}

/** A breach begins on the millisecond after the due time: on it, the answer is still in time. */
export function alarmInstant(deadline: Deadline, level: number, clock: WorkingClock): number | null {
  const used = level === BREACH ? clock.policy.targetMs : Math.round(clock.policy.targetMs * level);
  const instant = instantAfter(deadline, used, clock);
  return instant !== null && level === BREACH ? instant + 1 : instant;
}

/** The next alarm that has not been raised; null unless the deadline runs and counts. */
export function nextAlarm(deadline: Deadline, clock: WorkingClock): Alarm | null {
  if (deadline.state !== 'running' || !deadline.counts) return null;
  const waiting = [...clock.policy.warnAt, BREACH].filter((level) => !deadline.alarmsRaised.includes(level));
  if (waiting.length === 0) return null;
  const level = Math.min(...waiting);
  const at = alarmInstant(deadline, level, clock);
  return at === null ? null : { kind: level === BREACH ? 'breach' : 'warning', level, at };
}

/** The deadline with `nextAlarmAt` brought up to date. */
export function armed(deadline: Deadline, clock: WorkingClock): Deadline {
  return { ...deadline, nextAlarmAt: nextAlarm(deadline, clock)?.at ?? null };
}

/**
 * Takes out every alarm whose instant has come, in order, each exactly once: on the result, the same `now` raises none.
 * `now - alarm.at` is how late an alarm is after downtime.
 */
export function raiseAlarms(
  deadline: Deadline,
  now: number,
  clock: WorkingClock,
): { readonly deadline: Deadline; readonly alarms: readonly Alarm[] } {
  const alarms: Alarm[] = [];
  let current = deadline;
  for (let alarm = nextAlarm(current, clock); alarm && alarm.at <= now; alarm = nextAlarm(current, clock)) {
    alarms.push(alarm);
    current = { ...current, alarmsRaised: [...current.alarmsRaised, alarm.level] };
  }
  return { deadline: alarms.length === 0 ? deadline : armed(current, clock), alarms };
}
