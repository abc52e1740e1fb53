import { describe, expect, test } from '@jest/globals';
import { raiseAlarms } from '../../../../core/deadlines/alarm-instants.ts';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import { defaultPolicy } from '../../../../core/deadlines/deadline-policy.ts';
import {
  type Arrival,
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
import { type Deadline, isBreached, stoppedInTime } from '../../../../core/deadlines/state.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clock = clockFor(defaultPolicy('SE'));
/** Monday to Friday of an ordinary week. */
const monday = Date.parse('2026-11-23T00:00:00+01:00');
const friday = monday + 4 * DAY;
const nine = monday + 9 * HOUR;

function arrival(changes: Partial<Arrival> = {}): Arrival {
  return {
    by: 'visitor',
    via: 'webhook',
    publishedAt: nine,
    fetchedAt: nine + 500,
    connectedAt: 0,
    ...changes,
  };
}
const started = startDeadline(arrival(), clock);
const answeredAt = (at: number) => ({ reason: 'answered', at }) as const;

describe('which items get a deadline', () => {
  test('A visitor’s item runs from its publication', () => {
    expect(started).toMatchObject({
      state: 'running',
      startedAt: nine,
      dueAt: nine + DAY,
      startAssumed: false,
      lateArrival: false,
      counts: true,
      nextAlarmAt: nine + 12 * HOUR,
      policyVersion: 'default-SE-1',
      calendarVersion: 'SE-1',
    });
  });

  test('An item that the account wrote has no deadline', () => {
    expect(startDeadline(arrival({ by: 'account' }), clock)).toMatchObject({
      state: 'none',
      dueAt: null,
      counts: false,
    });
  });

  test('A backfill from before the connection is backlog, and a webhook always starts a clock', () => {
    const old = { publishedAt: nine, connectedAt: nine + 1 };
    expect(startDeadline(arrival({ ...old, via: 'backfill' }), clock)).toMatchObject({
      state: 'backlog',
      nextAlarmAt: null,
    });
    expect(startDeadline(arrival({ ...old, via: 'webhook' }), clock).state).toBe('running');
    expect(startDeadline(arrival({ via: 'backfill', connectedAt: nine }), clock).state).toBe('running');
  });

  test.each([
    ['missing', null],
    ['in the future', nine + 501],
    ['in no calendar', 0],
    ['no number', Number.NaN],
  ])('A publication time that is %s gives way to the fetch time, marked as assumed', (_, publishedAt) => {
    expect(startDeadline(arrival({ publishedAt }), clock)).toMatchObject({
      startedAt: nine + 500,
      startAssumed: true,
    });
  });

  test('An item that arrives after it was due raises one breach, marked as late', () => {
    const late = startDeadline(arrival({ fetchedAt: nine + DAY + 1 }), clock);
    expect(late).toMatchObject({ lateArrival: true, nextAlarmAt: nine + DAY + 1 });
    expect(raiseAlarms(late, nine + 3 * DAY, clock).alarms.map((alarm) => alarm.kind)).toEqual(['breach']);
    expect(startDeadline(arrival({ fetchedAt: nine + DAY }), clock).lateArrival).toBe(false);
  });
});

describe('breached', () => {
  test('A deadline is breached strictly after its due time', () => {
    expect(isBreached(started, nine + DAY)).toBe(false);
    expect(isBreached(started, nine + DAY + 1)).toBe(true);
  });

  test('An answer on the due time is in time', () => {
    expect(stoppedInTime(stopDeadline(started, answeredAt(nine + DAY), clock))).toBe(true);
    expect(stoppedInTime(stopDeadline(started, answeredAt(nine + DAY + 1), clock))).toBe(false);
    expect(stoppedInTime(started)).toBeNull();
  });
});

describe('pausing and resuming', () => {
  const paused = pauseDeadline(started, nine + 2 * HOUR, clock);

  test('The time of a pause never counts', () => {
    expect(paused).toMatchObject({
      state: 'paused',
      dueAt: nine + DAY,
      consumedMs: 2 * HOUR,
      nextAlarmAt: null,
    });
    expect(consumedMsAt(paused, friday, clock)).toBe(2 * HOUR);
    const resumed = resumeDeadline(paused, nine + 50 * HOUR, clock);
    expect(resumed).toMatchObject({ state: 'running', dueAt: nine + 72 * HOUR, pausedAt: null });
    expect(remainingMsAt(resumed, nine + 51 * HOUR, clock)).toBe(21 * HOUR);
  });

  test('An answer during a long wait is in time', () => {
    const answered = stopDeadline(paused, answeredAt(nine + 72 * HOUR), clock);
    expect(answered).toMatchObject({ state: 'answered', consumedMs: 2 * HOUR, pausedAt: null });
    expect(stoppedInTime(answered)).toBe(true);
  });

  test('A wait does not undo a breach', () => {
    const overdue = pauseDeadline(started, nine + 30 * HOUR, clock);
    expect(isBreached(overdue, nine + 40 * HOUR)).toBe(false);
    expect(isBreached(resumeDeadline(overdue, nine + 40 * HOUR, clock), nine + 40 * HOUR)).toBe(true);
  });

  test('A deadline with nothing left is due on resuming', () => {
    const empty = pauseDeadline(started, nine + DAY, clock);
    expect(resumeDeadline(empty, nine + 40 * HOUR, clock).dueAt).toBe(nine + 40 * HOUR);
  });
});

describe('stopping', () => {
  test('The earliest answer wins, in any order', () => {
    const late = stopDeadline(started, answeredAt(nine + 5 * HOUR), clock);
    const both = stopDeadline(late, answeredAt(nine + 3 * HOUR), clock);
    expect(both).toMatchObject({ stoppedAt: nine + 3 * HOUR, consumedMs: 3 * HOUR });
    expect(stopDeadline(both, answeredAt(nine + 5 * HOUR), clock)).toBe(both);
  });

  test('An answer from before a wait, found after it, counts from its own time', () => {
    const resumed = resumeDeadline(pauseDeadline(started, nine + 2 * HOUR, clock), nine + 9 * HOUR, clock);
    expect(stopDeadline(resumed, answeredAt(nine + HOUR), clock)).toMatchObject({
      stoppedAt: nine + HOUR,
      consumedMs: HOUR,
    });
  });

  test('A removal closes a deadline, and an answer before the start stops it at the start', () => {
    const removed = stopDeadline(started, { reason: 'removed', at: nine + HOUR }, clock);
    expect(removed).toMatchObject({ state: 'closed', stopReason: 'removed' });
    expect(stopDeadline(started, answeredAt(nine - HOUR), clock)).toMatchObject({
      stoppedAt: nine,
      consumedMs: 0,
    });
  });

  test('A deadline without a clock cannot be stopped', () => {
    const none = startDeadline(arrival({ by: 'account' }), clock);
    expect(stopDeadline(none, answeredAt(nine), clock)).toBe(none);
  });
});

describe('reopening', () => {
  const answered = stopDeadline(started, answeredAt(nine + 4 * HOUR), clock);
  const reopened = reopenDeadline(answered, nine + 48 * HOUR, clock);

  test('A reopened deadline goes on with what is left', () => {
    expect(reopened).toMatchObject({
      state: 'running',
      dueAt: nine + 68 * HOUR,
      stoppedAt: null,
      stopReason: null,
    });
  });

  test('The old answer, delivered again, does not stop a reopened deadline', () => {
    expect(stopDeadline(reopened, answeredAt(nine + 4 * HOUR), clock)).toBe(reopened);
    expect(stopDeadline(reopened, answeredAt(nine + 49 * HOUR), clock).state).toBe('answered');
  });

  test('Reopening ends a wait for the citizen, and does nothing to a running clock', () => {
    const paused = pauseDeadline(started, nine + HOUR, clock);
    expect(reopenDeadline(paused, nine + 3 * HOUR, clock)).toMatchObject({
      state: 'running',
      dueAt: nine + 26 * HOUR,
    });
    expect(reopenDeadline(started, nine, clock)).toBe(started);
  });
});

describe('a changed policy', () => {
  const eight = clockFor(defaultPolicy('SE', { version: '8h', targetMs: 8 * HOUR }));
  const longer = clockFor(defaultPolicy('SE', { version: '48h', targetMs: 48 * HOUR }));

  test('A changed policy is applied from the start and keeps the old due time', () => {
    const recomputed = recomputeDeadline(started, nine + HOUR, eight);
    expect(recomputed).toMatchObject({
      dueAt: nine + 8 * HOUR,
      previousDueAt: nine + DAY,
      policyVersion: '8h',
    });
    expect(recomputeDeadline(recomputed, nine + 2 * HOUR, eight)).toBe(recomputed);
  });

  test('A breach within an earlier run is found there under a changed policy', () => {
    const paused = pauseDeadline(started, nine + 10 * HOUR, clock);
    expect(recomputeDeadline(paused, nine + 11 * HOUR, eight).dueAt).toBe(nine + 8 * HOUR);
  });

  test('A changed policy takes back a breach that is none any more, and raises it again in its time', () => {
    const { deadline: breached } = raiseAlarms(started, nine + 25 * HOUR, clock);
    const recomputed: Deadline = recomputeDeadline(breached, nine + 25 * HOUR, longer);
    expect(recomputed.alarmsRaised).toEqual([0.5]);
    expect(raiseAlarms(recomputed, nine + 49 * HOUR, longer).alarms.map(({ level }) => level)).toEqual([
      0.75, 0.9, 1,
    ]);
  });

  test('A changed policy measures the alarms of a paused deadline by its pause', () => {
    const { deadline: warned } = raiseAlarms(started, nine + 12 * HOUR, clock);
    const paused = pauseDeadline(warned, nine + 13 * HOUR, clock);
    const recomputed = recomputeDeadline(paused, nine + 60 * HOUR, longer);
    expect(recomputed).toMatchObject({ state: 'paused', alarmsRaised: [], previousDueAt: nine + DAY });
  });

  test('A changed policy leaves stopped deadlines alone', () => {
    const answered = stopDeadline(started, answeredAt(nine + 9 * HOUR), clock);
    expect(recomputeDeadline(answered, nine + DAY, eight)).toBe(answered);
    const earlier = stopDeadline(answered, answeredAt(nine + 8.5 * HOUR), eight);
    expect(earlier).toMatchObject({
      dueAt: nine + DAY,
      consumedMs: 8.5 * HOUR,
      policyVersion: 'default-SE-1',
    });
  });
});

describe('alarms', () => {
  test('Alarms come in order, each at its time', () => {
    let { deadline, alarms } = raiseAlarms(started, nine + 12 * HOUR, clock);
    expect(alarms).toEqual([{ kind: 'warning', level: 0.5, at: nine + 12 * HOUR }]);
    expect(deadline.nextAlarmAt).toBe(nine + 18 * HOUR);
    ({ deadline, alarms } = raiseAlarms(deadline, nine + DAY, clock));
    expect(alarms.map((alarm) => alarm.level)).toEqual([0.75, 0.9]);
    ({ deadline, alarms } = raiseAlarms(deadline, nine + DAY + 1, clock));
    expect(alarms).toEqual([{ kind: 'breach', level: 1, at: nine + DAY + 1 }]);
    expect(deadline.nextAlarmAt).toBeNull();
  });

  test('Alarms are all raised once after days of downtime', () => {
    const { deadline, alarms } = raiseAlarms(started, nine + 3 * DAY, clock);
    expect(alarms.map((alarm) => alarm.level)).toEqual([0.5, 0.75, 0.9, 1]);
    expect(raiseAlarms(deadline, nine + 4 * DAY, clock)).toEqual({ deadline, alarms: [] });
  });

  test('Alarms are not raised at night by a weekday clock that stands still', () => {
    const late = startDeadline(
      arrival({ publishedAt: friday + 23 * HOUR, fetchedAt: friday + 23 * HOUR }),
      clock,
    );
    expect(late.nextAlarmAt).toBe(monday + 7 * DAY + 11 * HOUR);
  });

  test('Alarms are silent for what does not count, and come back with it', () => {
    const uncounted = setCounted(started, false, clock);
    expect(uncounted).toMatchObject({
      counts: false,
      nextAlarmAt: null,
      dueAt: started.dueAt,
      state: 'running',
    });
    expect(raiseAlarms(uncounted, friday, clock).alarms).toEqual([]);
    expect(setCounted(uncounted, true, clock)).toEqual(started);
  });
});
