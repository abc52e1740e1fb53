import { describe, expect, test } from '@jest/globals';
import { besides, fitFilter, fitsOf, termsOf } from '../../../../core/inbox/search-filter.ts';
import { readQuery } from '../../../../core/inbox/search-query.ts';
import { COUNTED, rarestFirst, wayOf } from '../../../../core/inbox/search-way.ts';

const terms = (typed: string) => termsOf(readQuery(typed));

describe('a search for the index of words', () => {
  test('What fits worse leaves out what fits better, so that nothing comes twice', () => {
    expect(fitFilter(terms('lampan'), 'written')).toEqual([{ words: 'lampan' }]);
    expect(fitFilter(terms('lampan'), 'inflected')).toEqual([
      { words: { $in: ['lampan', 'lamp', '~lampan', '~lamp'] } },
      { $nor: [{ $and: [{ words: 'lampan' }] }] },
    ]);
    expect(fitFilter(terms('lampan'), 'begun')).toEqual([
      { words: { $in: ['lamp', '~lampan', '~lamp', /^lampan/] } },
      { $nor: [{ $and: [{ words: { $in: ['lampan', 'lamp', '~lampan', '~lamp'] } }] }] },
    ]);
  });

  test('A number has no other form, and a phrase is only what it is', () => {
    expect(fitsOf(terms('2026'))).toEqual(['written', 'begun']);
    expect(fitsOf(terms('"trasig lampa"'))).toEqual(['written']);
    expect(besides(readQuery('"trasig lampa"'))).toEqual([{ wordOrder: { $regex: ' trasig lampa ' } }]);
  });

  test('What must not be there is left out in all its forms, and not longer words', () => {
    expect(besides(readQuery('a -skolan -"ny väg" -author:anna'))).toEqual([
      { words: { $nin: ['skolan', 'skol', '~skolan', '~skol'] } },
      { wordOrder: { $not: { $regex: ' ny väg ' } } },
      { words: { $not: { $regex: /^@anna/ } } },
    ]);
  });
});

describe('the way of a search', () => {
  const items = 1_000_000;
  test('A rare word goes by its index, a common one along the order, and one that is nowhere nowhere', () => {
    expect(wayOf({ counts: [900], items, wanted: 51 })).toBe('words');
    expect(wayOf({ counts: [COUNTED], items, wanted: 51 })).toBe('order');
    expect(wayOf({ counts: [900, 0], items, wanted: 51 })).toBe('none');
  });

  test('Two words that are in one of a hundred items each go by the index: along the order hardly any has both', () => {
    expect(wayOf({ counts: [10_000, 10_000], items, wanted: 51 })).toBe('words');
    expect(wayOf({ counts: [10_000], items, wanted: 51 })).toBe('order');
  });

  test('The rarest comes first, since the index is asked for the first', () => {
    expect(rarestFirst(['a', 'b', 'c'], [3, 1, 2])).toEqual(['b', 'c', 'a']);
  });
});
