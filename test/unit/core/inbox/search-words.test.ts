import { describe, expect, test } from '@jest/globals';
import { foldWords, wordsOfItem } from '../../../../core/inbox/search-words.ts';

describe('search words', () => {
  test('A long comment is found by its author and by its last word', () => {
    const text = Array.from({ length: 1500 }, (_, number) => `ord${number}`).join(' ');
    const words = wordsOfItem({ text, author: { name: 'Åsa Öberg' } });
    expect(words.slice(0, 2)).toEqual(['åsa', 'öberg']);
    expect(words).toContain('ord1499');
  });

  test('Accents that are none of our letters, case, width and what no eye sees make no other word', () => {
    expect(foldWords('IDÉ', 'ide', 'i\u00ADdé', 'ｉｄｅ')).toEqual(['ide']);
    expect(foldWords('Åsa Ängö Ærø')).toEqual(['åsa', 'ängö', 'ærø']);
    expect(foldWords('A\u030Asa')).toEqual(['åsa']);
  });

  test('Signs alone are no words', () => {
    for (const text of ['[', '%', '\u200B', '?!', '👍']) expect(foldWords(text)).toEqual([]);
  });
});
