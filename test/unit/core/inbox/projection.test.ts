import { describe, expect, test } from '@jest/globals';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import { defaultPolicy } from '../../../../core/deadlines/deadline-policy.ts';
import { startDeadline } from '../../../../core/deadlines/life.ts';
import { applyNewClockEvents, applyNewEvents } from '../../../../core/inbox/apply-new-events.ts';
import {
  CLOCK_EVENT_TYPES,
  type ModerationEvent,
  type NewClockEvent,
  type NewEvent,
} from '../../../../core/inbox/event.ts';
import type { ClockItem, Item } from '../../../../core/inbox/item.ts';
import { REDUCERS } from '../../../../core/inbox/projection/apply-event.ts';
import type { Actor } from '../../../../core/kernel/roles.ts';

const AT = new Date('2026-03-02T09:00:00Z');
const MACHINE = { kind: 'machine', id: 'test' } as const;
const PERSON = { kind: 'person', id: 'eva' } as const;

const arrival = {
  by: 'visitor',
  via: 'webhook',
  publishedAt: AT.getTime(),
  fetchedAt: AT.getTime(),
  connectedAt: 0,
} as const;
const deadline = startDeadline(arrival, clockFor(defaultPolicy('SE')));
const clockItem: ClockItem = {
  _id: 'item',
  tenantId: 't',
  accountId: 'a',
  version: 3,
  seq: 7,
  policyVersion: 'p',
  updatedAt: AT,
  deadline,
};
/** With all that any reducer may take into account. */
const item = {
  ...clockItem,
  text: 'Hej',
  attachments: [],
  revision: 2,
  verdicts: [],
  decision: 'flag',
  severity: 1,
  status: 'open',
  visibility: 'hidden',
  actions: [],
  captures: [],
  corrections: [],
  tags: [],
  firstSeenAt: null,
  media: { revision: 2, looks: [] },
  removal: {
    knownAt: 1,
    flaggedAt: 1,
    reason: 'threat',
    axis: null,
    hiddenAt: null,
    removedAt: null,
    keptAt: null,
  },
  handling: { first: 'adam', solver: null },
  machineHide: {
    actionId: 'act',
    policy: 'p',
    decision: 'hide',
    categories: [],
    revision: 2,
    state: 'hidden',
  },
} as unknown as Item;

const alarm = { level: 0.5, at: AT.getTime(), late: false, nextAlarmAt: AT.getTime() + 1 };
const clockEvents: readonly NewClockEvent[] = [
  { type: 'deadline.recomputed', data: { reason: 'policy-changed', deadline: { ...deadline, dueAt: 1 } } },
  { type: 'deadline.warned', data: alarm },
  { type: 'deadline.breached', data: { ...alarm, level: 1, nextAlarmAt: null } },
];
const later = new Date(AT.getTime() + 1000);

describe('the clock of an item', () => {
  test('What a machine does to a clock changes a whole item by no more than the fields that a clock needs', () => {
    expect(clockEvents.map(({ type }) => type)).toEqual([...CLOCK_EVENT_TYPES]);
    const whole = applyNewEvents(item, clockEvents, { actor: MACHINE, at: later });
    const clock = applyNewClockEvents(clockItem, clockEvents, { actor: MACHINE, at: later });
    expect(clock.events).toEqual(whole.events);
    expect(whole.item).toEqual({ ...item, ...clock.item });
    expect(clock.item).toMatchObject({ seq: 10, version: 4, updatedAt: later });
    expect(clock.item.deadline).toMatchObject({ dueAt: 1, alarmsRaised: [0.5, 1], nextAlarmAt: null });
  });
});

describe('the reducers', () => {
  const cited = { reason: 'csam', axis: 'legalDuty', rulesVersion: 1 } as const;
  const busy: readonly [NewEvent, Actor][] = [
    [{ type: 'action.requested', data: { actionId: 'act', type: 'hide', ...cited } }, PERSON],
    [
      {
        type: 'action.finished',
        data: { actionId: 'act', type: 'hide', state: 'done', cause: null, remoteId: null, at: null },
      },
      MACHINE,
    ],
    [{ type: 'records.decided', data: { outcome: 'no-capture', referenceSha256: null } }, PERSON],
    [{ type: 'item.closed', data: { reason: 'removed' } }, PERSON],
    [{ type: 'comment.unhidden', data: { deliveryId: 'd' } }, MACHINE],
    [
      {
        type: 'verdict.corrected',
        data: { category: 'threat', as: 'wrong', other: null, classifier: 'text-1' },
      },
      PERSON,
    ],
    [
      { type: 'second-opinion.failed', data: { name: 'o', version: '1', revision: 2, cause: 'timeout' } },
      MACHINE,
    ],
    ...clockEvents.map((event): [NewEvent, Actor] => [event, MACHINE]),
  ];

  const cases = busy.map(([newEvent, actor]) => ({ type: newEvent.type, newEvent, actor }));
  test.each(cases)('No field of the item is changed by two reducers at $type', ({ newEvent, actor }) => {
    const [event] = applyNewEvents(item, [newEvent], { actor, at: later }).events as [ModerationEvent];
    const fields = REDUCERS.flatMap((reduce) => Object.keys(reduce(item, event)));
    expect(fields).toEqual([...new Set(fields)]);
  });
});
