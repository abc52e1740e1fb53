/** What the dialogs propose: only what a finding and the law support. */
import { closeReasonFor, outcomeFor } from '../../../client/src/inbox/dialogs/closing-choice.ts';
import { matching, pointed } from '../../../client/src/shared/picking.ts';
import { snoozeTimes } from '../../../client/src/shared/snooze-times.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { itemWith } from './item-fixture.ts';

const intent = (value: ItemShape['intent']['class']): Partial<ItemShape> => ({
  intent: { class: value, score: 0.9, flags: [] },
});
const insulted: Partial<ItemShape> = {
  verdicts: itemWith('x').verdicts.map((verdict) =>
    verdict.category === 'insult' ? { ...verdict, level: 'suspect' as const } : verdict,
  ),
};
const registered = (value: ItemShape['registration']['class']): Partial<ItemShape> => ({
  registration: { class: value, score: 0.9, reasons: [], caseNumber: null },
});

describe('what closing proposes', () => {
  it.each([
    ['a question', intent('question'), null],
    ['a fault report', intent('fault_report'), null],
    ['what needs an answer', { needsAnswer: { value: true, score: 0.8 } }, null],
    ['what is abusive', insulted, null],
    ['what the machine has not judged', { classified: false }, null],
    ['praise', intent('praise'), 'no-answer-needed'],
    [
      'what was answered',
      { deadline: { ...itemWith('x').deadline, state: 'answered' as const } },
      'answered',
    ],
  ])('Closing %s proposes what stands on it', (_what, change, reason) => {
    expect(closeReasonFor(itemWith('a', change))).toBe(reason);
  });
});

describe('what registering proposes', () => {
  it('Registering never proposes what may be purged', () => {
    expect(outcomeFor(itemWith('a', registered('minor')))).toBeNull();
    expect(outcomeFor(itemWith('a', registered('case')))).toBe('registered');
    expect(outcomeFor(itemWith('a', insulted))).toBe('registered');
    expect(outcomeFor(itemWith('a', { recordsOutcome: 'minor' }))).toBe('minor');
  });
});

describe('when a resting item comes back', () => {
  const keysAt = (now: string, due: string | null = null) =>
    snoozeTimes(new Date(now), due === null ? null : new Date(due));
  it('Rest until an hour before the answer is due is proposed first, and what is later says so', () => {
    const times = keysAt('2026-11-23T15:00:00.000Z', '2026-11-24T00:35:00.000Z');
    expect(times.map(({ key, afterDue }) => [key, afterDue])).toEqual([
      ['beforeDue', false],
      ['hours', false],
      ['tomorrow', true],
      ['nextWeek', true],
    ]);
    expect(times[0]?.at.toISOString()).toBe('2026-11-23T23:35:00.000Z');
  });
  it('Rest proposes nothing of the past, and every time is too late where the answer is', () => {
    const times = keysAt('2026-11-23T15:00:00.000Z', '2026-11-23T15:30:00.000Z');
    expect(times.map(({ key }) => key)).not.toContain('beforeDue');
    expect(times.every(({ afterDue }) => afterDue)).toBe(true);
  });
  it.each([
    ['Friday', '2026-11-20T14:00:00.000Z', ['hours', 'nextWeek']],
    ['Saturday', '2026-11-21T14:00:00.000Z', ['hours', 'nextWeek']],
    ['Sunday', '2026-11-22T14:00:00.000Z', ['hours', 'tomorrow']],
    ['Monday', '2026-11-23T14:00:00.000Z', ['hours', 'tomorrow', 'nextWeek']],
  ])('Rest on a %s ends on a day on which somebody works', (_day, now, keys) => {
    const times = keysAt(now);
    expect(times.map(({ key }) => key)).toEqual(keys);
    for (const { key, at } of times) if (key !== 'hours') expect([1, 2, 3, 4, 5]).toContain(at.getUTCDay());
  });
});

describe('finding by typing', () => {
  const people = ['Mats Kallio', 'Ida Nordmann', 'Ève Matsson'].map((label) => ({ value: label, label }));
  const found = (typed: string) => matching(people, typed).map(({ label }) => label);
  it('Typing finds the beginnings of words, whatever marks they have, and first what begins so', () => {
    expect(found('ma')).toEqual(['Mats Kallio', 'Ève Matsson']);
    expect(found('eve')).toEqual(['Ève Matsson']);
    expect(found('kal ma')).toEqual(['Mats Kallio']);
    expect(found('x')).toEqual([]);
    expect(found(' ')).toHaveLength(3);
  });
  it('Typing nothing points at nothing, and the arrows go round', () => {
    expect([pointed(null, 'a', 3), pointed(null, 'ArrowDown', 3), pointed(null, 'ArrowUp', 3)]).toEqual([
      null,
      0,
      2,
    ]);
    expect([pointed(2, 'ArrowDown', 3), pointed(0, 'ArrowUp', 3), pointed(null, 'ArrowDown', 0)]).toEqual([
      0,
      2,
      null,
    ]);
  });
});
