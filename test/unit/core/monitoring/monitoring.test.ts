/** The arithmetic behind the monitoring page, the causes of breaches and the CSV. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ModerationEvent, NewEvent } from '../../../../core/inbox/event.ts';
import type { Item } from '../../../../core/inbox/item.ts';
import { reduceHandling } from '../../../../core/inbox/projection/handling.ts';
import { reduceRemoval } from '../../../../core/inbox/projection/removal.ts';
import { toCsv } from '../../../../core/kernel/csv.ts';
import type { Actor } from '../../../../core/kernel/roles.ts';
import { breachCause } from '../../../../core/monitoring/breach-cause.ts';
import {
  attained,
  type EndedAlike,
  nearestRank,
  percentile,
  sumBy,
  weekGrid,
} from '../../../../core/monitoring/statistics.ts';

const PERSON: Actor = { kind: 'person', id: 'eva' };
const MACHINE: Actor = { kind: 'machine', id: 'act' };
const event = (newEvent: NewEvent, at: number, actor: Actor = MACHINE) =>
  ({ ...newEvent, at: new Date(at), actor }) as unknown as ModerationEvent;
const blank = { firstSeenAt: null } as unknown as Item;
/** The item after these, as far as the two projections go. */
function itemAfter(...events: ModerationEvent[]): Item {
  let item = blank;
  for (const one of events) {
    const seenAt = one.type === 'item.seen' ? { firstSeenAt: item.firstSeenAt ?? one.at } : {};
    item = { ...item, ...seenAt, ...reduceRemoval(item, one), ...reduceHandling(item, one) };
  }
  return item;
}
const asked = (type: 'hide' | 'delete' | 'reply', reason?: string, axis?: string): NewEvent =>
  ({ type: 'action.requested', data: { actionId: '1', type, reason, axis } }) as unknown as NewEvent;
const seen: NewEvent = { type: 'item.seen', data: {} };

describe('shares and ranks', () => {
  const ended = (stopReason: EndedAlike['stopReason'], inTime: boolean, count: number, board = 'a') => ({
    ...{ stopReason, inTime, count, board },
  });
  test('The share of nothing owed is none, also where all of it needed no answer', () => {
    expect(attained([]).share).toBeNull();
    expect(attained([ended('closed', true, 3), ended('removed', false, 2)])).toEqual({
      ...{ fellDue: 5, due: 0, met: 0, answeredLate: 0, unanswered: 0 },
      ...{ closed: 3, removed: 2, endedLate: 2, share: null },
    });
  });
  test('Only what was answered counts as answered; the rest stands apart, and the parts add up', () => {
    const stops = ['answered', 'closed', 'removed', null] as const;
    const row = fc.record({
      stopReason: fc.constantFrom(...stops),
      inTime: fc.boolean(),
      count: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(row), (made) => {
        // Nothing that still waits was in time.
        const rows = made.map((one) => (one.stopReason === null ? { ...one, inTime: false } : one));
        const one = attained(rows);
        let [all, answered, inTime] = [0, 0, 0];
        for (const { stopReason, inTime: early, count } of rows)
          for (let index = 0; index < count; index++) {
            all += 1;
            if (stopReason === 'answered') answered += 1;
            if (stopReason === 'answered' && early) inTime += 1;
          }
        expect([one.fellDue, one.met, one.met + one.answeredLate]).toEqual([all, inTime, answered]);
        expect(one.due + one.closed + one.removed).toBe(one.fellDue);
        expect(one.met + one.answeredLate + one.unanswered).toBe(one.due);
      }),
    );
  });
  test('A sum of shares is a share of sums', () => {
    const rows = [
      ended('answered', true, 1),
      ended('answered', true, 4),
      ended(null, false, 5),
      ended(null, false, 2, 'b'),
    ];
    expect(
      [...sumBy(rows, ({ board }) => board)].map(([board, { due, met, share }]) => [board, due, met, share]),
    ).toEqual([
      ['a', 10, 5, 0.5],
      ['b', 2, 0, 0],
    ]);
  });
  test('The nearest rank gives a value that occurred', () => {
    expect(nearestRank([], 0.5)).toBeNull();
    expect(nearestRank([9], 0.9)).toBe(9);
    expect(nearestRank([4, 1, 3, 2], 0.5)).toBe(2);
    expect(nearestRank([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9)).toBe(9);
  });
  test('The percentile of counted values is that of the values themselves', () => {
    const values = [4, 1, 3, 2, 2, 2, 9];
    const counts = [4, 1, 3, 2, 9].map((value) => ({ value, count: value === 2 ? 3 : 1 }));
    for (const share of [0, 0.1, 0.5, 0.9, 1])
      expect(percentile(counts, share)).toBe(nearestRank(values, share));
  });
  test('The grid has Monday first and drops what is outside it', () => {
    const grid = weekGrid([
      { weekday: 1, hour: 0, count: 2 },
      { weekday: 7, hour: 23, count: 1 },
      { weekday: 8, hour: 1, count: 5 },
    ]);
    expect([grid.length, grid[0]?.length, grid[0]?.[0], grid[6]?.[23]]).toEqual([7, 24, 2, 1]);
    expect(grid.flat().reduce((a, b) => a + b, 0)).toBe(3);
  });
});

describe('the cause of a breach', () => {
  const item = (more: object) =>
    ({
      deadline: { lateArrival: false, stoppedAt: null, dueAt: 100 },
      actions: [],
      firstSeenAt: null,
      ...more,
    }) as unknown as Item;
  const stopped = { lateArrival: false, stoppedAt: 150, dueAt: 100, stopReason: 'answered' };
  const failed = [{ id: '1', type: 'reply', state: 'blocked', cause: 'no-token' }];
  test.each([
    ['late-arrival', { deadline: { lateArrival: true, stoppedAt: null, dueAt: 1 }, actions: failed }],
    ['action-failed', { actions: failed }],
    ['not-seen', {}],
    ['not-seen', { firstSeenAt: new Date(101), deadline: stopped }],
    ['answered-late', { firstSeenAt: new Date(50), deadline: stopped }],
    ['answered-late', { deadline: stopped }],
    ['ended-late', { deadline: { ...stopped, stopReason: 'closed' } }],
    ['ended-late', { firstSeenAt: new Date(50), deadline: { ...stopped, stopReason: 'removed' } }],
    ['not-answered', { firstSeenAt: new Date(50) }],
  ])('The cause of a breach is %s for an item with %j', (cause, more) =>
    expect(breachCause(item(more))).toBe(cause));
});

describe('the first handler', () => {
  const bo: Actor = { kind: 'person', id: 'bo' };
  const tag = { type: 'item.tagged', data: { tagSha256: 'x' } } as NewEvent;
  test('The first handler is who acted first, not who looked first', () => {
    const { handling } = itemAfter(event(seen, 1, bo), event(asked('reply'), 2, PERSON));
    expect(handling).toEqual({ first: 'eva', solver: 'eva' });
  });
  test('The first handler did not solve what another answered', () => {
    expect(itemAfter(event(tag, 1, bo), event(asked('reply'), 2, PERSON)).handling).toEqual({
      first: 'bo',
      solver: 'eva',
    });
  });
  test('A machine is never the first handler', () => {
    expect(itemAfter(event(asked('hide', 'hate', 'legalDuty'), 1)).handling).toBeUndefined();
  });
});

describe('CSV', () => {
  test('Quotes, separators, decimals and line ends follow the language', () => {
    const rows = [['a;b', 'c,d', 'say "hi"', 'two\nlines', 0.25, null, true]];
    expect(toCsv(rows, 'sv')).toBe('\uFEFF"a;b";c,d;"say ""hi""";"two\nlines";0,25;;true\r\n');
    expect(toCsv(rows, 'en')).toBe('\uFEFFa;b,"c,d","say ""hi""","two\nlines",0.25,,true\r\n');
  });
  test.each(['=1+1', '+46', '-2', '@x', '\tx', '\rx'])('A spreadsheet never runs the cell %j', (text) => {
    expect(
      toCsv([[text]], 'en')
        .replace('"', '')
        .startsWith("\uFEFF'"),
    ).toBe(true);
  });
  test.each([
    'Kultur;=1+1',
    'Kultur,=1+1',
    ' =1+1',
    '\u00A0=1+1',
    '\u200B=1+1',
    '\n=1+1',
    'a\n=1+1',
    'a\t@x',
    '＝1+1',
    '＋46',
    'x; ＠y',
    '-12,5',
    '+46 70 000 00 00',
  ])('No spreadsheet of either separator begins a cell of %j with a formula', (text) => {
    for (const language of ['sv', 'en'] as const) {
      const file = toCsv([['a', text, 'b']], language).slice(1);
      const cells = file.split(/[;,\t\r\n]/u).map((cell) => cell.replace(/^[\s\u200B"]+/u, ''));
      expect(cells.filter((cell) => /^[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
    }
  });
  test('A negative number stays a number', () => expect(toCsv([[-2]], 'en')).toBe('\uFEFF-2\r\n'));
});
