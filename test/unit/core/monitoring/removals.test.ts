/** The removal clock: since when, until when, in time or not, and whose doing it was. */
import { describe, expect, test } from '@jest/globals';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import { defaultPolicy } from '../../../../core/deadlines/deadline-policy.ts';
import type { ModerationEvent, NewEvent } from '../../../../core/inbox/event.ts';
import type { Item } from '../../../../core/inbox/item.ts';
import { reduceHandling } from '../../../../core/inbox/projection/handling.ts';
import { reduceRemoval } from '../../../../core/inbox/projection/removal.ts';
import type { Actor } from '../../../../core/kernel/roles.ts';
import {
  DEFAULT_TARGETS,
  isJudged,
  removalDueAt,
  removalOutcome,
  removalState,
  targetFor,
} from '../../../../core/moderation/removal-targets.ts';

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
  const stoodBehind = { type: 'removal.confirmed', data: {} } as NewEvent;
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
    // Stood behind without a reason: our hide, and still nobody has said what it is.
    [
      'hidden',
      false,
      [flaggedAt10, askedBy(MACHINE, 'hide'), event(done('hide', 12), 12), event(stoodBehind, 13, PERSON)],
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
