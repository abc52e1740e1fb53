import { describe, expect, test } from '@jest/globals';
import { foldWords, searchedOf, wordsInPlace, wordsOfItem } from '../../../../core/inbox/search-words.ts';
import { areForms, stemsOf } from '../../../../core/inbox/stems.ts';

describe('search words', () => {
  test('A long comment is found by its author and by its last word', () => {
    const text = Array.from({ length: 1500 }, (_, number) => `ord${number}`).join(' ');
    const words = wordsOfItem({ text, author: { name: 'Åsa Öberg' } });
    expect(words.slice(0, 4)).toEqual(['@åsa', '@öberg', 'åsa', 'öberg']);
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

  test('An item has the stems of its words, by the Swedish and by the Norwegian rules', () => {
    const words = wordsOfItem({ text: 'Gatlyktorna slocknade, husene', author: null });
    expect(words).toEqual(expect.arrayContaining(['gatlyktorna', '~gatlyk', 'slocknade', '~slockn', '~hus']));
  });

  test('The order of the words keeps those that stand twice, masks numbers, and parts the name from the text', () => {
    const { wordOrder } = searchedOf({
      text: 'Då och då 19121212-1212',
      author: { name: 'Eva' },
      recordsReference: 'KS 1',
    });
    expect(wordOrder).toBe(' ks 1 | eva | då och då ');
  });

  test('A word is found where it is written, with its accents and the unseen in it', () => {
    const text = 'En i\u00ADde\u0301, tack';
    const [, idea] = wordsInPlace(text);
    expect(idea?.words).toEqual(['ide']);
    expect(text.slice(idea?.start, idea?.end)).toBe('i\u00ADde\u0301');
  });
});

describe('stems', () => {
  test('Swedish neuters are forms of one word also with the vowels that Norwegian has not', () => {
    for (const [word, other] of [
      ['träd', 'trädet'],
      ['mötet', 'möten'],
      ['köket', 'köken'],
      ['räcke', 'räcket'],
      ['huset', 'hus'],
    ] as const)
      expect([word, other, areForms(word, other)]).toEqual([word, other, true]);
    expect(stemsOf('trädet')).toEqual(['träd']);
  });

  test('Each stem is a beginning of its word and another word, and numbers have none', () => {
    for (const word of ['lamporna', 'kommunernas', 'fullt', 'løst', 'ærlighet', 'möjligheten', 'barn'])
      for (const stem of stemsOf(word)) {
        expect(word.startsWith(stem)).toBe(true);
        expect(stem).not.toBe(word);
      }
    expect(stemsOf('2026')).toEqual([]);
    expect(stemsOf('as')).toEqual([]);
  });

  test('The forms of a Swedish and of a Norwegian word meet, and other words do not', () => {
    for (const [one, other] of [
      ['lampa', 'lamporna'],
      ['skolan', 'skolor'],
      ['kommunen', 'kommuner'],
      ['veiene', 'veien'],
      ['barnehagen', 'barnehager'],
    ] as const)
      expect([one, other, areForms(one, other)]).toEqual([one, other, true]);
    expect(areForms('lampa', 'lamm')).toBe(false);
    expect(areForms('mål', 'mal')).toBe(false);
  });
});
