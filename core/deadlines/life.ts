/**
 * The life of a deadline as pure functions from deadline to deadline. A function that has nothing to do in the present
 * state returns the very deadline it was given, so that every event may be delivered twice.
 *
 * `at` is when something happened (the platform's time for an answer), which may be before it reaches us. `clock` is
 * that of the policy in force: whatever is recomputed is recomputed from the runs, and bears the versions of that clock.
 */
import { alarmInstant, armed, instantAfter } from './alarm-instants.ts';
import { elapsed, type WorkingClock } from './clock.ts';
import { type Deadline, isOpen, type Run, type StopReason } from './state.ts';

/** How an item reached us. All instants in epoch ms. */
export interface Arrival {
  readonly by: 'visitor' | 'account';
  readonly via: 'webhook' | 'poll' | 'backfill';
  /** The platform's publication time, of the first revision. */
  readonly publishedAt: number | null;
  readonly fetchedAt: number;
  /** When the account was connected; a backfill from before it gives no deadline. */
  readonly connectedAt: number;
}

const UNSTARTED: Deadline = {
  state: 'none',
  startedAt: null,
  startAssumed: false,
  lateArrival: false,
  dueAt: null,
  previousDueAt: null,
  runs: [],
  runningSince: null,
  consumedMs: 0,
  pausedAt: null,
  stoppedAt: null,
  stopReason: null,
  reopenedAt: null,
  nextAlarmAt: null,
  alarmsRaised: [],
  counts: false,
  policyVersion: null,
  calendarVersion: null,
};

function isCurrent(deadline: Deadline, clock: WorkingClock): boolean {
  return (
    deadline.policyVersion === clock.policy.version && deadline.calendarVersion === clock.calendar.version
  );
}

function workedIn(runs: readonly Run[], clock: WorkingClock): number {
  return runs.reduce((sum, run) => sum + elapsed(run.from, run.to, clock), 0);
}

/** Everything that follows from the runs and the clock. Under new rules, only alarms that have passed stay raised. */
function settle(deadline: Deadline, at: number, clock: WorkingClock): Deadline {
  const next: Deadline = {
    ...deadline,
    dueAt: instantAfter(deadline, clock.policy.targetMs, clock),
    consumedMs: workedIn(deadline.runs, clock),
    policyVersion: clock.policy.version,
    calendarVersion: clock.calendar.version,
  };
  if (deadline.policyVersion === null || isCurrent(deadline, clock)) return armed(next, clock);
  const seen = Math.min(at, deadline.pausedAt ?? at);
  const passed = (level: number) => (alarmInstant(next, level, clock) ?? Infinity) <= seen;
  const previousDueAt = next.dueAt === deadline.dueAt ? deadline.previousDueAt : deadline.dueAt;
  return armed({ ...next, previousDueAt, alarmsRaised: deadline.alarmsRaised.filter(passed) }, clock);
}

/** The finished runs if the clock stops at `at`; runs after it are cut away. */
function runsUntil(deadline: Deadline, at: number): readonly Run[] {
  const { runs, runningSince } = deadline;
  const all = runningSince === null ? runs : [...runs, { from: runningSince, to: at }];
  return all.map((run) => ({ from: run.from, to: Math.min(run.to, at) })).filter((run) => run.from < run.to);
}

/**
 * The deadline of a new item. It starts at publication; when that is missing, in the future or in no calendar, at the
 * fetch, marked. What arrives after it was due gets one breach and no warnings.
 */
export function startDeadline(arrival: Arrival, clock: WorkingClock): Deadline {
  const { publishedAt, fetchedAt, connectedAt } = arrival;
  if (arrival.by === 'account') return UNSTARTED;
  if (arrival.via === 'backfill' && publishedAt !== null && publishedAt < connectedAt) {
    return { ...UNSTARTED, state: 'backlog' };
  }
  const known = publishedAt !== null && publishedAt >= clock.from && publishedAt <= fetchedAt;
  const startedAt = known ? publishedAt : fetchedAt;
  const started: Deadline = {
    ...UNSTARTED,
    state: 'running',
    startedAt,
    runningSince: startedAt,
    counts: true,
  };
  const running = settle({ ...started, startAssumed: !known }, fetchedAt, clock);
  if (running.dueAt === null || fetchedAt <= running.dueAt) return running;
  return armed({ ...running, lateArrival: true, alarmsRaised: [...clock.policy.warnAt] }, clock);
}

/** We wait for the citizen. Only a running clock pauses. */
export function pauseDeadline(deadline: Deadline, at: number, clock: WorkingClock): Deadline {
  if (deadline.state !== 'running') return deadline;
  const pausedAt = Math.max(at, deadline.runningSince ?? at);
  const runs = runsUntil(deadline, pausedAt);
  return settle({ ...deadline, state: 'paused', pausedAt, runs, runningSince: null }, pausedAt, clock);
}

/** The wait is over: the clock goes on with what is left. */
export function resumeDeadline(deadline: Deadline, at: number, clock: WorkingClock): Deadline {
  if (deadline.state !== 'paused') return deadline;
  const runningSince = Math.max(at, deadline.pausedAt ?? at);
  return settle({ ...deadline, state: 'running', runningSince, pausedAt: null }, at, clock);
}

export interface Stop {
  readonly reason: StopReason;
  /** For an answer the platform's time, however late we learn of it. */
  readonly at: number;
}

/**
 * Stops the clock. The earliest stop since the last reopening wins, in whatever order they reach us; a repeated one, or
 * one from before the reopening, changes nothing.
 */
export function stopDeadline(deadline: Deadline, stop: Stop, clock: WorkingClock): Deadline {
  const { startedAt, stoppedAt: before, reopenedAt } = deadline;
  if (startedAt === null || (reopenedAt !== null && stop.at < reopenedAt)) return deadline;
  const stoppedAt = Math.max(stop.at, startedAt);
  if (before !== null && before <= stoppedAt) return deadline;
  const runs = runsUntil(deadline, stoppedAt);
  const stopped: Deadline = {
    ...deadline,
    state: stop.reason === 'answered' ? 'answered' : 'closed',
    runs,
    consumedMs: workedIn(runs, clock),
    runningSince: null,
    pausedAt: null,
    stoppedAt,
    stopReason: stop.reason,
  };
  // An earlier stop found afterwards does not bring an old item under new rules.
  if (before !== null && !isCurrent(deadline, clock)) return stopped;
  return settle(stopped, stoppedAt, clock);
}

/** An answer is owed after all, for instance since an edit added a question: goes on with what is left. */
export function reopenDeadline(deadline: Deadline, at: number, clock: WorkingClock): Deadline {
  if (deadline.state === 'paused') return resumeDeadline(deadline, at, clock);
  if (deadline.stoppedAt === null) return deadline;
  const reopenedAt = Math.max(at, deadline.stoppedAt);
  const reopened: Deadline = {
    ...deadline,
    state: 'running',
    runningSince: reopenedAt,
    stoppedAt: null,
    stopReason: null,
    reopenedAt,
  };
  return settle(reopened, at, clock);
}

/**
 * The only answer is gone again: goes on from `at` with what was left. No person has reopened it, so another answer
 * from before, which reaches us late, still stops it.
 */
export function resumeUnanswered(deadline: Deadline, at: number, clock: WorkingClock): Deadline {
  const { stoppedAt, stopReason } = deadline;
  if (stoppedAt === null || stopReason !== 'answered') return deadline;
  const runningSince = Math.max(at, stoppedAt);
  const running: Deadline = {
    ...deadline,
    state: 'running',
    runningSince,
    stoppedAt: null,
    stopReason: null,
  };
  return settle(running, at, clock);
}

/**
 * Brings an open deadline under a changed policy or calendar, from its very start, and keeps the old due time in
 * `previousDueAt`. Stopped ones keep the rules they were stopped under.
 */
export function recomputeDeadline(deadline: Deadline, at: number, clock: WorkingClock): Deadline {
  return isOpen(deadline) && !isCurrent(deadline, clock) ? settle(deadline, at, clock) : deadline;
}

/** Moves an item out of the statistics, or back. Its clock goes on; alarms are silent while it does not count. */
export function setCounted(deadline: Deadline, counts: boolean, clock: WorkingClock): Deadline {
  if (deadline.startedAt === null || deadline.counts === counts) return deadline;
  return armed({ ...deadline, counts }, clock);
}

/** Working ms used up at `now`. */
export function consumedMsAt(deadline: Deadline, now: number, clock: WorkingClock): number {
  return workedIn(runsUntil(deadline, now), clock);
}

/** Working ms left at `now`, negative when the target has been passed; null without a clock. */
export function remainingMsAt(deadline: Deadline, now: number, clock: WorkingClock): number | null {
  return deadline.startedAt === null ? null : clock.policy.targetMs - consumedMsAt(deadline, now, clock);
}
