import { describe, expect, test } from '@jest/globals';
import type { NewEvent } from '../../../../core/inbox/event.ts';
import { isGraver, wakingEvents } from '../../../../core/inbox/graver.ts';
import type { Item } from '../../../../core/inbox/item.ts';
import type { Category, Level } from '../../../../core/moderation/verdict.ts';

const found = (...verdicts: [Category, Level][]) =>
  verdicts.map(([category, level]) => ({ category, level })) as unknown as Item['verdicts'];
const graded = (verdicts: Item['verdicts'], severity: number, decision: Item['decision'] = 'flag') => ({
  verdicts,
  severity,
  decision,
});

describe('an item that is measured again', () => {
  test.each([
    ['another kind of abuse', graded(found(['insult', 'suspect'], ['threat', 'suspect']), 2), true],
    ['the same kind, surer', graded(found(['insult', 'strong']), 3), true],
    ['the same again', graded(found(['insult', 'suspect']), 2), false],
    ['what is no abuse', graded(found(['insult', 'suspect'], ['ads', 'strong']), 2), false],
    ['less than what is shown', graded(found(['insult', 'suspect'], ['hate', 'none']), 2), false],
    ['words that are held back', graded(found(['insult', 'suspect']), 2, 'hold'), true],
  ])('It is graver or not, where it shows %s', (_what, after, graver) => {
    expect(isGraver(graded(found(['insult', 'suspect']), 2), after)).toBe(graver);
  });
});

describe('a machine that finds something later', () => {
  const item = (more: object) =>
    ({
      ...{ _id: 'i', tenantId: 't', accountId: 'a', seq: 3, version: 2, policyVersion: 'p', revision: 1 },
      ...{ updatedAt: new Date(0), closeReason: null, media: null, captures: [], actions: [] },
      ...graded(found(), 0, 'none'),
      status: 'snoozed',
      ...more,
    }) as unknown as Item;
  const opinion = (...categories: Category[]): NewEvent[] => [
    {
      type: 'second-opinion.given',
      data: {
        ...{ name: 'other', version: '1', revision: 1 },
        categories: categories.map((category) => ({ category, score: 0.9 })),
      },
    },
  ];
  const wake = (of: Item, newEvents: NewEvent[]) =>
    wakingEvents(of, { newEvents, actor: { kind: 'machine', id: 'm' }, at: new Date(1000) });

  test('A category that nobody had named wakes what sleeps, with the reason', () => {
    expect(wake(item({}), opinion('threat'))).toEqual([
      { type: 'item.reopened', data: { reason: 'second-opinion' } },
    ]);
  });
  test('What our own verdicts say already wakes nobody, nor does silence', () => {
    expect(wake(item({ verdicts: found(['threat', 'suspect']) }), opinion('threat'))).toEqual([]);
    expect(wake(item({}), opinion())).toEqual([]);
  });
  test('Only what sleeps is woken', () => {
    for (const status of ['open', 'waiting', 'closed'])
      expect(wake(item({ status }), opinion('threat'))).toEqual([]);
    expect(wake(item({ closeReason: 'duplicate' }), opinion('threat'))).toEqual([]);
  });
});
