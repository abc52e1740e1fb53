/** Corrections as they stand, and the labels that follow from how an item was handled. */
import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../../core/inbox/item.ts';
import { withShares } from '../../../../core/learning/accuracy.ts';
import { afterCorrection, type Correction, labelsOf } from '../../../../core/learning/correction.ts';
import { earlierLabels, labelsFor } from '../../../../core/learning/learning.ts';
import { wilson } from '../../../../core/learning/wilson.ts';
import type { Category, Level } from '../../../../core/moderation/verdict.ts';

const correction = (
  category: Category,
  as: Correction['as'],
  more: Partial<Correction> = {},
): Correction => ({
  category,
  as,
  other: null,
  by: { kind: 'person', id: 'eva' },
  at: new Date(0),
  classifier: 'text-1',
  revision: 1,
  score: 0.9,
  level: 'strong',
  ...more,
});
const verdict = (category: Category, level: Level) =>
  ({ category, level, score: 0.5, kind: null, spans: [], version: 'text-1' }) as const;
const item = (some: Partial<Item>): Item =>
  ({
    status: 'closed',
    handling: { first: 'eva', solver: 'eva' },
    revision: 1,
    corrections: [],
    verdicts: [verdict('insult', 'suspect'), verdict('ads', 'none')],
    ...some,
  }) as unknown as Item;
const kinds = (of: Item) => labelsFor(of).map(({ category, is, kind }) => `${category} ${is} ${kind}`);

describe('corrections', () => {
  test('The newest correction of a category stands, and taking it back leaves none', () => {
    const one = afterCorrection([], correction('insult', 'wrong'));
    const two = afterCorrection(one, correction('insult', 'other', { other: 'hate' }));
    expect(two).toMatchObject([{ as: 'other', other: 'hate' }]);
    expect([...labelsOf(two, 1)]).toEqual([
      ['insult', false],
      ['hate', true],
    ]);
    expect(afterCorrection(two, { ...correction('insult', 'wrong'), as: 'withdrawn' })).toEqual([]);
  });
  test('A correction of an earlier text says nothing of this one', () => {
    expect(labelsOf([correction('insult', 'wrong')], 2).size).toBe(0);
    expect(labelsOf([correction('insult', 'wrong', { revision: null })], 2).size).toBe(1);
  });
});

describe('labels', () => {
  test('Labels are of the words, so no text is labelled for what its picture shows', () => {
    const seen = { ...verdict('porn', 'strong'), version: 'image-1' };
    const verdicts = [verdict('porn', 'none'), seen];
    expect(kinds(item({ verdicts }))).toEqual(['porn false unremarked']);
    const removal = { reason: 'porn', axis: 'houseRule' } as NonNullable<Item['removal']>;
    expect(kinds(item({ verdicts, removal }))).toEqual(['porn false unremarked']);
    // Removed for what neither had found: the words were missed, as before.
    const missed = [verdict('porn', 'none'), { ...seen, level: 'none' as const }];
    expect(kinds(item({ verdicts: missed, removal }))).toEqual(['porn true removed']);
  });

  test('A correction comes first, then what was finished without objection', () => {
    expect(kinds(item({}))).toEqual(['insult true agreed', 'ads false unremarked']);
    expect(kinds(item({ corrections: [correction('insult', 'wrong')] }))).toEqual([
      'insult false corrected',
      'ads false unremarked',
    ]);
  });
  test('An item that is open or that nobody solved says nothing', () => {
    expect(kinds(item({ status: 'open' }))).toEqual([]);
    expect(kinds(item({ handling: { first: 'eva', solver: null } }))).toEqual([]);
  });
  test('A removal for a reason of the category is more than silence, also where nothing was found', () => {
    const removal = { axis: 'houseRule', reason: 'insult' } as unknown as NonNullable<Item['removal']>;
    expect(kinds(item({ removal }))).toEqual(['insult true removed', 'ads false unremarked']);
    expect(kinds(item({ removal: { ...removal, reason: 'ads' } }))).toEqual([
      'insult true agreed',
      'ads true removed',
    ]);
    expect(kinds(item({ removal: { ...removal, axis: null } }))[0]).toBe('insult true agreed');
  });
  test('Corrections of an earlier text label that text', () => {
    const edited = item({ revision: 2, corrections: [correction('insult', 'wrong')] });
    expect([...earlierLabels(edited)]).toEqual([[1, [{ category: 'insult', is: false, kind: 'corrected' }]]]);
    expect(kinds(edited)[0]).toBe('insult true agreed');
  });
});

test('Wilson’s interval gives the published examples, and no nonsense at the ends', () => {
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
  const low = (hits: number, of: number) =>
    [wilson(hits, of)?.low, wilson(hits, of)?.high].map((x) => x?.toFixed(4));
  expect(low(81, 263)).toEqual(['0.2553', '0.3662']);
  expect(low(15, 148)).toEqual(['0.0624', '0.1605']);
  expect(low(0, 20)).toEqual(['0.0000', '0.1611']);
  expect(low(1, 29)).toEqual(['0.0061', '0.1718']);
  expect(wilson(0, 0)).toBeNull();
});

test('A share is given from the thirtieth that somebody judged by more than silence, with its range', () => {
  const counts = { flagged: 400, judged: 29, wrong: 20, removed: 9, missing: 0 };
  expect(withShares(counts)).toMatchObject({ judged: 29, precision: null, recall: null });
  const { precision, recall } = withShares({ ...counts, judged: 30, removed: 10 });
  expect(precision).toEqual(wilson(380, 400));
  expect(recall?.share).toBe(1);
  // what was missed is said by somebody too
  expect(withShares({ ...counts, missing: 1 })).toMatchObject({ precision: null, recall: wilson(380, 381) });
});
