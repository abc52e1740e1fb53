import { describe, expect, test } from '@jest/globals';
import { asksForWords, readQuery, withoutFilters } from '../../../../core/inbox/search-query.ts';

describe('what is typed into the search field', () => {
  test('Words, phrases and what must not be there are told apart', () => {
    expect(readQuery('Lampa lampa "trasig  Lampa" -skola -"ny väg" e-post')).toMatchObject({
      words: ['lampa', 'e', 'post'],
      phrases: [['trasig', 'lampa']],
      without: [['skola'], ['ny', 'väg']],
      filters: [],
    });
  });

  test('A phone’s curly quotes and long minus mean the same, and a quote that is left open ends with the text', () => {
    expect(readQuery('”trasig lampa” −skola')).toMatchObject({
      phrases: [['trasig', 'lampa']],
      without: [['skola']],
    });
    expect(readQuery('"trasig lampa')).toMatchObject({ phrases: [['trasig', 'lampa']], words: [] });
  });

  test('An author is asked for in three languages', () => {
    for (const typed of [
      'författare:anna',
      'avsändare:Anna',
      'forfatter:anna',
      'avsender:anna',
      'Author:anna',
    ])
      expect(readQuery(typed)).toMatchObject({ author: ['anna'], words: [] });
    expect(readQuery('avsändare:"Anna Berg"').author).toEqual(['anna', 'berg']);
    expect(readQuery('-author:anna').withoutAuthor).toEqual(['anna']);
  });

  test('Filters are told with their place, so that they can be taken out of the text', () => {
    const typed = 'lampa konto:"Norra kommunen" från:2026-01-01 trasig';
    const { filters, words } = readQuery(typed);
    expect(filters).toEqual([
      { name: 'account', value: 'Norra kommunen', start: 6, end: 28 },
      { name: 'from', value: '2026-01-01', start: 29, end: 44 },
    ]);
    expect(words).toEqual(['lampa', 'trasig']);
    expect(withoutFilters(typed, filters)).toBe('lampa trasig');
  });

  test('Other words before a colon are words, and an address is its words', () => {
    expect(readQuery('klockan:tolv').words).toEqual(['klockan', 'tolv']);
    expect(readQuery('https://exempel.se/a').words).toEqual(['https', 'exempel', 'se', 'a']);
  });

  test('Signs, and what must not be there alone, look for nothing', () => {
    for (const typed of ['', '?!', '-', '""', '-skola', 'konto:a', '" "'])
      expect([typed, asksForWords(readQuery(typed))]).toEqual([typed, false]);
  });

  test('A bare minus and a word with a minus within are not without', () => {
    expect(readQuery('a - b')).toMatchObject({ words: ['a', 'b'], without: [] });
  });
});
