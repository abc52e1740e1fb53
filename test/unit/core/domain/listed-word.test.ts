import { cleanTerm, commonHits, isShort, termPattern } from '../../../../core/domain/listed-word.ts';

const hits = (term: string, word: string): boolean => new RegExp(termPattern(term), 'u').test(word);

test('one word, lower case, a star at an open end', () => {
  expect(cleanTerm('  Fjant ')).toBe('fjant');
  expect(cleanTerm('*fjant*')).toBe('*fjant*');
  for (const none of ['', 'a', 'två ord', 'x*y', '=fjant', 'a,b', '**', 'o'.repeat(41)])
    expect([none, cleanTerm(none)]).toEqual([none, null]);
});

test('inflections are the word, compounds only where a side is open', () => {
  expect(hits('fjant', 'fjantarna')).toBe(true);
  expect(hits('fjant', 'fjantig')).toBe(true);
  expect(hits('fjant', 'fjantkommun')).toBe(false);
  expect(hits('fjant*', 'fjantkommun')).toBe(true);
  expect(hits('fjant', 'superfjant')).toBe(false);
  expect(hits('*fjant', 'superfjanten')).toBe(true);
});

test('warns of very common words and of short ones', () => {
  expect(commonHits('kommun')).toEqual(expect.arrayContaining(['kommun', 'kommunen', 'kommunens']));
  expect(commonHits('*and*')).toContain('and');
  expect(commonHits('fjant')).toEqual([]);
  expect(isShort('*ab*')).toBe(true);
  expect(isShort('abc')).toBe(false);
});
