import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alarmsDue } from '../../../../core/alarms/alarms-due.ts';
import { nextAlarm } from '../../../../core/deadlines/alarm-instants.ts';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import {
  citizenReturned,
  confirmHide,
  countItem,
  waitForCitizen,
} from '../../../../core/deadlines/clock-commands.ts';
import { defaultPolicy } from '../../../../core/deadlines/deadline-policy.ts';
import { reopenDeadline, startDeadline, stopDeadline } from '../../../../core/deadlines/life.ts';
import { applyNewEvents } from '../../../../core/inbox/apply-new-events.ts';
import type { ModerationEvent, NewEvent } from '../../../../core/inbox/event.ts';
import type { Item } from '../../../../core/inbox/item.ts';
import { applyEvent } from '../../../../core/inbox/projection/apply-event.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-30T07:00:00Z');
const CLOCKS = [8, 24, 48].map((hours, index) =>
  clockFor(defaultPolicy('SE', { version: `v${index}`, targetMs: hours * HOUR })),
);
const ACTOR = { kind: 'machine', id: 'test' } as const;

const arrival = {
  by: 'visitor',
  via: 'webhook',
  publishedAt: START,
  fetchedAt: START,
  connectedAt: 0,
} as const;
const bare = (clock: (typeof CLOCKS)[number]): Item =>
  ({
    _id: 'item',
    tenantId: 't',
    accountId: 'a',
    status: 'open',
    visibility: 'public',
    version: 1,
    seq: 0,
    policyVersion: 'p',
    updatedAt: new Date(START),
    deadline: startDeadline(arrival, clock),
  }) as unknown as Item;

const kinds = [
  'tick',
  'tick',
  'wait',
  'return',
  'close',
  'reopen',
  'confirm',
  'count',
  'leave',
  'rules',
] as const;
const script = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    wait: fc.nat({ max: 30 * HOUR }),
    clock: fc.nat({ max: CLOCKS.length - 1 }),
  }),
  { maxLength: 25 },
);

/** What a step does, or nothing where the command is refused. */
function happen(
  item: Item,
  kind: (typeof kinds)[number],
  now: number,
  clock: (typeof CLOCKS)[number],
): readonly NewEvent[] {
  const at = { now: new Date(now), clock };
  try {
    if (kind === 'tick') return alarmsDue(item.deadline, now, clock).newEvents;
    if (kind === 'wait') return waitForCitizen(item, at);
    if (kind === 'return') return citizenReturned(item, now, clock);
    if (kind === 'confirm') return confirmHide({ ...item, visibility: 'hidden' }, {}, at);
    if (kind === 'count' || kind === 'leave') return countItem(item, kind === 'count', clock);
  } catch {
    return [];
  }
  if (kind === 'close' && item.status !== 'closed')
    return [
      { type: 'item.closed', data: { reason: 'no-answer-needed' } },
      {
        type: 'deadline.stopped',
        data: {
          reason: 'closed',
          deadline: stopDeadline(item.deadline, { reason: 'closed', at: now }, clock),
        },
      },
    ];
  if (kind === 'reopen' && item.status !== 'open')
    return [
      { type: 'item.reopened', data: { reason: 'person' } },
      {
        type: 'deadline.resumed',
        data: { reason: 'reopened', deadline: reopenDeadline(item.deadline, now, clock) },
      },
    ];
  return [];
}

describe('any life under one policy', () => {
  test('No alarm comes twice, nor while it waits, is stopped or left out, and events rebuild the item', () => {
    fc.assert(
      fc.property(script, fc.nat({ max: 2 }), (steps, which) => {
        const clock = CLOCKS[which] as (typeof CLOCKS)[number];
        const first = bare(clock);
        let item = first;
        let now = START;
        const all: ModerationEvent[] = [];
        for (const { kind, wait } of steps) {
          now += wait;
          const before = item;
          const applied = applyNewEvents(item, happen(item, kind, now, clock), {
            actor: ACTOR,
            at: new Date(now),
          });
          item = applied.item;
          all.push(...applied.events);
          const alarms = applied.events.filter(({ type }) => /warned|breached/u.test(type));
          if (before.deadline.state !== 'running' || !before.deadline.counts) expect(alarms).toEqual([]);
          expect(item.deadline.nextAlarmAt).toBe(nextAlarm(item.deadline, clock)?.at ?? null);
          if (item.status === 'waiting') expect(item.deadline.nextAlarmAt).toBeNull();
          if (kind === 'tick') expect(alarmsDue(item.deadline, now, clock).newEvents).toEqual([]);
        }
        const levels = all.flatMap(({ data }) => ('level' in data ? [data.level] : []));
        expect(levels).toEqual([...new Set(levels)].sort((a, b) => a - b));
        expect(all.reduce(applyEvent, first)).toEqual(item);
      }),
    );
  });
});

describe('any life under changing policies', () => {
  test('The events rebuild the item, and a tick leaves nothing due behind it', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const first = bare(CLOCKS[0] as (typeof CLOCKS)[number]);
        let item = first;
        let now = START;
        const all: ModerationEvent[] = [];
        for (const { kind, wait, clock: which } of steps) {
          now += wait;
          const clock = CLOCKS[which] as (typeof CLOCKS)[number];
          const applied = applyNewEvents(item, happen(item, kind, now, clock), {
            actor: ACTOR,
            at: new Date(now),
          });
          item = applied.item;
          all.push(...applied.events);
          const due = item.deadline.nextAlarmAt;
          if (kind === 'tick' && due !== null) expect(due).toBeGreaterThan(now);
        }
        expect(all.reduce(applyEvent, first)).toEqual(item);
      }),
    );
  });
});
