import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { figuresOf, linkOf } from '../../../client/src/alarms/alarm-words.ts';
import { eventWords } from '../../../client/src/inbox/item/event-words.ts';
import { atMostEvery } from '../../../client/src/shared/throttle.ts';
import type { EventShape } from '../../../core/inbox/items.contract.ts';

describe('an alarm', () => {
  const none = { overdue: 0, soon: 0, unseen: 0, blocked: 0, evidence: 0, late: 0 };
  it('An alarm says what there is, and only that', () => {
    expect(figuresOf({ ...none, kind: 'breach', overdue: 2, unseen: 9 })).toEqual([
      { key: 'overdue', count: 2 },
    ]);
    expect(figuresOf({ ...none, kind: 'unseen', overdue: 2, unseen: 9, late: 1 })).toEqual([
      { key: 'unseen', count: 9 },
      { key: 'late', count: 1 },
    ]);
    expect(figuresOf({ ...none, kind: 'blocked', overdue: 2, blocked: 1 })).toEqual([
      { key: 'blocked', count: 1 },
    ]);
    expect(figuresOf({ ...none, kind: 'evidence', overdue: 2, evidence: 1 })).toEqual([
      { key: 'evidence', count: 1 },
    ]);
  });
  it('An alarm of which nothing was left when it went out says so', () => {
    for (const kind of ['evidence', 'blocked', 'unseen', 'breach', 'warning'] as const)
      expect(figuresOf({ ...none, kind })).toEqual([{ key: 'settled', count: 0 }]);
  });
  it('An alarm leads to a path of ours', () => {
    expect(linkOf({ link: '/inbox/all?accountId=a', accountId: 'a' })).toBe('/inbox/all?accountId=a');
    for (const link of ['https://x.example', '//x.example', ''])
      expect(linkOf({ link, accountId: 'a b' })).toBe('/inbox/breached?accountId=a%20b');
  });
});

describe('asking again', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  it('A call is made at once, then at most once in a while, and the last one is not lost', () => {
    const run = jest.fn();
    const { call, cancel } = atMostEvery(10_000, run);
    call();
    call();
    call();
    expect(run).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(10_000);
    expect(run).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(60_000);
    expect(run).toHaveBeenCalledTimes(2);
    call();
    call();
    cancel();
    jest.advanceTimersByTime(60_000);
    expect(run).toHaveBeenCalledTimes(3);
  });
});

describe('an event as a sentence', () => {
  const sv = JSON.parse(
    readFileSync(new URL('../../../client/src/shared/i18n/sv.json', import.meta.url), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const find = (key: string): string | undefined => {
    const [group = '', name = ''] = key.split('.');
    return sv[group]?.[name];
  };
  const say = (type: string, data: EventShape['data']): string =>
    eventWords(
      {
        id: '1',
        seq: 1,
        type,
        actor: { kind: 'machine', id: 'x', name: null },
        at: '2026-11-21T11:00:00.000Z',
        data,
        schemaVersion: 1,
        ruleVersion: 'default-1',
      },
      {
        t: (key, values = {}) =>
          (find(key) ?? key).replace(/\{\{(\w+)\}\}/gu, (_, name: string) => String(values[name] ?? '')),
        has: (key) => find(key) !== undefined,
        when: (at) => new Date(at).toISOString().slice(5, 16),
      },
    );
  const dueAt = Date.parse('2026-11-24T08:00:00.000Z');
  it.each([
    [
      'deadline.started',
      { reason: 'published', deadline: { dueAt } },
      'Svarstiden började löpa. Svara senast 11-24T08:00',
    ],
    [
      'deadline.recomputed',
      { reason: 'policy', deadline: { dueAt, previousDueAt: dueAt - 3_600_000 } },
      'Svarstiden räknades om efter nya regler. Svara senast 11-24T08:00, tidigare 11-24T07:00',
    ],
    [
      'deadline.warned',
      { level: 0.75, at: dueAt, late: false },
      'Varning: 75 procent av svarstiden hade gått 11-24T08:00',
    ],
    [
      'deadline.breached',
      { level: 1, at: dueAt, late: true },
      'Svarstiden gick ut 11-24T08:00 utan svar. Det upptäcktes i efterhand.',
    ],
    [
      'deadline.counted',
      { reason: 'left-out', counts: false, deadline: { dueAt } },
      'Statistik: räknas inte med i statistiken',
    ],
    ['item.reopened', { reason: 'citizen-returned' }, 'Öppnat igen: avsändaren skrev igen'],
    [
      'item.closed',
      { reason: 'answered', answeredWith: 'i1' },
      'Avslutat: Besvarat. Besvarat med svaret på ett annat inlägg.',
    ],
    ['new.kind', {}, 'new.kind'],
  ])('The event %s with %j reads as a sentence', (type, data, words) => {
    expect(say(type, data)).toBe(words);
  });
});
