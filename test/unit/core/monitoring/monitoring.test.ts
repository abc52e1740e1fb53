/** The arithmetic behind the monitoring page, the causes of breaches, the removal clock and the CSV. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import { defaultPolicy } from '../../../../core/deadlines/deadline-policy.ts';
import type { ModerationEvent, NewEvent } from '../../../../core/inbox/event.ts';
import type { Item } from '../../../../core/inbox/item.ts';
import { reduceHandling } from '../../../../core/inbox/projection/handling.ts';
import { reduceRemoval } from '../../../../core/inbox/projection/removal.ts';
import { toCsv } from '../../../../core/kernel/csv.ts';
import type { Actor } from '../../../../core/kernel/roles.ts';
import {
  DEFAULT_TARGETS,
  isJudged,
  removalDueAt,
  removalOutcome,
  removalState,
  targetFor,
} from '../../../../core/moderation/removal-targets.ts';
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
const flag = (categories: string[], decision = 'flag') =>
  ({ type: 'comment.received', data: { decision, categories } }) as unknown as NewEvent;

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
const done = (type: 'hide' | 'delete' | 'unhide', at: number): NewEvent =>
  ({
    type: 'action.finished',
    data: { actionId: '1', type, state: 'done', cause: null, at: new Date(at).toISOString() },
  }) as unknown as NewEvent;
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

describe('the removal clock', () => {
  test('The removal clock starts with the machine’s flag, at the reason that may be a duty', () => {
    expect(itemAfter(event(flag(['profanity', 'hate']), 10)).removal).toMatchObject({
      knownAt: 10,
      flaggedAt: 10,
      reason: 'hate',
      axis: null,
    });
    expect(itemAfter(event(flag(['hate'], 'none'), 10)).removal).toBeUndefined();
  });
  test('The removal clock starts with the first human sight where a person found it', () => {
    const { removal } = itemAfter(
      event(seen, 5, PERSON),
      event(asked('hide', 'threat', 'legalDuty'), 9, PERSON),
    );
    expect(removal).toMatchObject({ knownAt: 5, flaggedAt: null, reason: 'threat', axis: 'legalDuty' });
  });
  test('Hiding ends the removal clock for a house rule, and only removal for a legal duty', () => {
    const hidden = (reason: string, axis: string) =>
      itemAfter(
        event(flag(['insult']), 10),
        event(asked('hide', reason, axis), 11, PERSON),
        event(done('hide', 12), 13),
      ).removal;
    const house = hidden('insult', 'houseRule');
    const law = hidden('threat', 'legalDuty');
    if (!house || !law) throw new Error('no clock');
    expect(removalState(house, 20, 15)).toBe('removed');
    expect(removalState(house, 11, 15)).toBe('removed-late');
    expect(removalState(law, 20, 15)).toBe('running');
    expect(removalState(law, 20, 21)).toBe('breached');
    expect(removalState({ ...law, removedAt: 18 }, 20, 21)).toBe('removed');
  });
  test('A person who lets a comment stand stops the removal clock, and a new flag starts it anew', () => {
    const closed = { type: 'item.closed', data: { reason: 'no-answer-needed' } } as NewEvent;
    const kept = itemAfter(event(flag(['insult']), 10), event(closed, 12, PERSON));
    expect(kept.removal?.keptAt).toBe(12);
    const edited = { ...flag(['threat']), type: 'comment.edited' } as NewEvent;
    expect(reduceRemoval(kept, event(edited, 20)).removal).toMatchObject({
      knownAt: 20,
      keptAt: null,
      reason: 'threat',
    });
  });
  const PLATFORM: Actor = { kind: 'platform', id: 'webhook' };
  const gone = (by: string, at: number) =>
    event(
      { type: 'comment.removed', data: { deliveryId: 'd', by, at: new Date(at).toISOString() } } as NewEvent,
      99,
      PLATFORM,
    );
  const hidden = event({ type: 'comment.hidden', data: { deliveryId: 'd' } }, 12, PLATFORM);
  const flaggedAt10 = event(flag(['threat']), 10);
  const outcomeOf = (...events: ModerationEvent[]) => {
    const { removal } = itemAfter(...events);
    if (removal === undefined) throw new Error('no clock');
    return [removalOutcome(removal), isJudged(removal)];
  };
  const askedBy = (actor: Actor, type: 'hide' | 'delete') =>
    event(asked(type, 'threat', 'legalDuty'), 11, actor);
  const confirmed = { type: 'removal.confirmed', data: { reason: 'threat', axis: 'legalDuty' } } as NewEvent;
  const corrected = (as: string, category = 'threat') =>
    event(
      { type: 'verdict.corrected', data: { category, as, other: null, classifier: 'c' } } as NewEvent,
      13,
      PERSON,
    );
  test.each<[string, boolean, ModerationEvent[]]>([
    ['waiting', false, [flaggedAt10]],
    ['waiting', true, [flaggedAt10, corrected('missing')]],
    ['waiting', false, [flaggedAt10, corrected('missing', 'ads')]],
    ['kept', false, [flaggedAt10, event({ type: 'item.closed', data: { reason: 'answered' } }, 12, PERSON)]],
    [
      'kept',
      false,
      [
        flaggedAt10,
        event(
          { type: 'verdict.corrected', data: { category: 'threat', as: 'wrong' } } as NewEvent,
          12,
          PERSON,
        ),
      ],
    ],
    ['hidden', true, [flaggedAt10, askedBy(PERSON, 'hide'), event(done('hide', 12), 12, PERSON)]],
    ['deleted', true, [flaggedAt10, askedBy(PERSON, 'delete'), event(done('delete', 12), 12, PERSON)]],
    // The webhook of our own removal is quicker than its end.
    [
      'deleted',
      true,
      [flaggedAt10, askedBy(PERSON, 'delete'), gone('unknown', 12), event(done('delete', 12), 13, PERSON)],
    ],
    ['hidden-by-machine', false, [flaggedAt10, askedBy(MACHINE, 'hide'), event(done('hide', 12), 12)]],
    [
      'hidden',
      true,
      [flaggedAt10, askedBy(MACHINE, 'hide'), event(done('hide', 12), 12), event(confirmed, 13, PERSON)],
    ],
    ['hidden-elsewhere', false, [flaggedAt10, hidden]],
    ['removed-by-author', false, [flaggedAt10, gone('author', 12)]],
    ['removed-by-page', false, [flaggedAt10, gone('page', 12)]],
    ['removed-by-platform', false, [flaggedAt10, gone('platform', 12)]],
    ['removed-elsewhere', false, [flaggedAt10, gone('unknown', 12)]],
    // What somebody does on the platform afterwards does not make our removal theirs.
    [
      'deleted',
      true,
      [flaggedAt10, askedBy(PERSON, 'delete'), event(done('delete', 12), 12, PERSON), gone('author', 13)],
    ],
  ])('What happened is told as %s, judged: %s', (outcome, judged, events) =>
    expect(outcomeOf(...events)).toEqual([outcome, judged]));
  test('A removal counts from when it happened, not from when we heard of it, and never from before we knew', () => {
    expect(itemAfter(flaggedAt10, gone('author', 50)).removal?.removedAt).toBe(50);
    expect(itemAfter(flaggedAt10, gone('author', 5)).removal?.removedAt).toBe(10);
  });
  test('A duty has four hours of the wall clock, also at Christmas; a house rule has working hours', () => {
    const clock = clockFor(defaultPolicy('SE'));
    const knownAt = Date.parse('2026-12-24T22:00:00Z');
    const due = (reason: 'threat' | 'insult', axis: 'legalDuty' | 'houseRule' | null) =>
      new Date(removalDueAt({ knownAt, reason, axis }, DEFAULT_TARGETS, clock)).toISOString();
    expect(due('threat', null)).toBe('2026-12-25T02:00:00.000Z');
    expect(due('insult', 'houseRule')).toBe('2026-12-28T23:00:00.000Z');
  });
  test('Four hours are four hours when summer time begins', () => {
    const knownAt = Date.parse('2026-03-29T00:00:00Z');
    const due = removalDueAt(
      { knownAt, reason: 'hate', axis: 'legalDuty' },
      DEFAULT_TARGETS,
      clockFor(defaultPolicy('NO')),
    );
    expect(due - knownAt).toBe(4 * 3_600_000);
  });
  test('A target for a reason goes before that of its axis', () => {
    const own = { hours: 1, clock: 'wall' as const };
    const targets = { ...DEFAULT_TARGETS, removal: { ...DEFAULT_TARGETS.removal, byReason: { ads: own } } };
    expect(targetFor(targets, 'ads', 'houseRule')).toEqual(own);
    expect(targetFor(targets, 'insult', null).clock).toBe('weekdays');
  });
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
