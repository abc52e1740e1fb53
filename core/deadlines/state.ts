/**
 * The deadline of one item: plain, flat, immutable JSON. Instants are epoch milliseconds; the store keeps the same
 * fields as Dates. `docs/deadlines.md` holds the table of states.
 */

/**
 * `running`: the clock is ticking. `paused`: we wait for the citizen. `answered`, `closed`: stopped.
 * `none`: the account wrote the item itself. `backlog`: a backfill brought it in from before the account was connected.
 */
export const DEADLINE_STATES = ['running', 'paused', 'answered', 'closed', 'none', 'backlog'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

/** `answered`: by the account, anywhere. `closed`: needs no answer. `removed`: hidden or removed by a person. */
export const STOP_REASONS = ['answered', 'closed', 'removed'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** A finished stretch of running: `from` to `to`, in epoch ms. What lies between stretches never counts. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

export interface Deadline {
  readonly state: DeadlineState;
  /** Where the clock began: the platform's publication time, or the fetch time when `startAssumed`. */
  readonly startedAt: number | null;
  /** The publication time was missing, in the future or in no calendar, so the fetch time stands in for it. */
  readonly startAssumed: boolean;
  /** It was already overdue when it first reached us. */
  readonly lateArrival: boolean;
  /** Stands still while paused and moves on resuming; after a stop, the due time that the stop is measured against. */
  readonly dueAt: number | null;
  /** The due time before the latest change of policy or calendar that moved it. */
  readonly previousDueAt: number | null;
  readonly runs: readonly Run[];
  /** Start of the run that is going on; null unless `running`. */
  readonly runningSince: number | null;
  /** Working ms of the finished runs; while `running`, ask `consumedMsAt`. */
  readonly consumedMs: number;
  readonly pausedAt: number | null;
  readonly stoppedAt: number | null;
  readonly stopReason: StopReason | null;
  readonly reopenedAt: number | null;
  /** When the next warning or the breach is to be raised; null when there is none. What a tick looks up by index. */
  readonly nextAlarmAt: number | null;
  /** Shares of the target whose alarm has been raised (1 is the breach), or was skipped for a late arrival. */
  readonly alarmsRaised: readonly number[];
  /** Whether it stands in the statistics and raises alarms. A person turns it off and on. */
  readonly counts: boolean;
  readonly policyVersion: string | null;
  readonly calendarVersion: string | null;
}

/** Still to be answered: the states that a change of policy or calendar recomputes. */
export function isOpen(deadline: Deadline): boolean {
  return deadline.state === 'running' || deadline.state === 'paused';
}

/** Overdue at `now`: strictly after the due time, while running. */
export function isBreached(deadline: Deadline, now: number): boolean {
  return deadline.state === 'running' && deadline.dueAt !== null && now > deadline.dueAt;
}

/** Whether a stopped deadline was met; null while nothing has stopped it. */
export function stoppedInTime(deadline: Deadline): boolean | null {
  const { stoppedAt, dueAt } = deadline;
  return stoppedAt === null || dueAt === null ? null : stoppedAt <= dueAt;
}
