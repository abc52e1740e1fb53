import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLexicon } from '../../../../classifiers/text/match/lexicon-file.ts';
import { ElementBuilder } from '../../../../classifiers/text/match/pattern-elements.ts';
import { NOT_FOUND, UnitIndex } from '../../../../classifiers/text/match/unit-index.ts';
import {
  BEGINS,
  beginsAt,
  functionWordOf,
  hashOf,
  Vocabulary,
  type WordFacts,
} from '../../../../classifiers/text/match/vocabulary.ts';
import { WordElements } from '../../../../classifiers/text/match/word-elements.ts';
import { Normaliser } from '../../../../classifiers/text/normalise/normalise.ts';
import { classifier } from './support.ts';

const unitsOf = (text: string): Uint16Array =>
  Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

describe('the index of words by their units', () => {
  test('The index finds every word at its number, and no other', () => {
    const word = fc.string({ minLength: 1, maxLength: 8, unit: 'binary' });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, (words, other) => {
        const index = new UnitIndex(words);
        for (const [number, known] of words.entries()) {
          const text = `x${known}y`;
          expect(index.numberOf(unitsOf(text), 1, text.length - 1)).toBe(number);
        }
        expect(index.numberOf(unitsOf(other), 0, other.length)).toBe(
          words.includes(other) ? words.indexOf(other) : NOT_FOUND,
        );
      }),
    );
  });

  test('An empty index finds nothing', () => {
    expect(new UnitIndex([]).numberOf(unitsOf('a'), 0, 1)).toBe(NOT_FOUND);
  });
});

test('A word is an element by its whole, its beginning or its ending, which is less than the word', () => {
  const elements = new ElementBuilder();
  const text = 'hus ... hus*|båt\n*hus båt*\nx *båt';
  const file = parseLexicon({ language: 'sv', name: 'insult', text, asPatterns: true });
  for (const entry of file.patterns) elements.patternsOf(entry, file);
  const words = new WordElements(elements);
  const idsOf = (word: string): readonly number[] => words.of(unitsOf(` ${word} `), 1, word.length + 1);
  // 1 hus, 2 hus*|båt, 3 *hus, 4 båt*, 5 x, 6 *båt
  expect([...idsOf('hus')].sort()).toEqual([1, 2]);
  expect([...idsOf('husbil')].sort()).toEqual([2]);
  expect([...idsOf('växthus')].sort()).toEqual([3]);
  expect([...idsOf('båt')].sort()).toEqual([2, 4]);
  expect([...idsOf('husbåt')].sort()).toEqual([2, 6]);
  expect(idsOf('bil')).toEqual([]);
});

describe('the vocabulary', () => {
  const NOTHING: WordFacts = {
    functionWord: NOT_FOUND,
    swedish: 0,
    danish: 0,
    hasTerm: false,
    elements: [],
    begins: [],
    slots: [],
  };
  /** Facts that tell words apart, and how often they were asked for. */
  function counting(): { vocabulary: Vocabulary; asked: () => number } {
    let asked = 0;
    const vocabulary = new Vocabulary((units, from, to) => {
      asked += 1;
      return { ...NOTHING, functionWord: to - from, begins: [units[from] ?? 0], hasTerm: to - from === 4 };
    });
    return { vocabulary, asked: () => asked };
  }
  const normaliser = new Normaliser();

  test('The vocabulary finds out about a word once', () => {
    const { vocabulary, asked } = counting();
    const words = vocabulary.wordsOf(normaliser.normalise('Hej du, hej du där'));
    expect(asked()).toBe(3);
    expect(words).toMatchObject({ count: 5, hasTerm: false });
    expect([0, 1, 2, 3, 4].map((at) => functionWordOf(words, at))).toEqual([3, 2, 3, 2, 3]);
    expect(hashOf(words, 0)).toBe(hashOf(words, 2));
    expect(hashOf(words, 0)).not.toBe(hashOf(words, 1));
    const offset = words.factOffsets[1] ?? 0;
    expect(words.facts[offset + BEGINS]).toBe(1);
    expect(words.facts[beginsAt(words.facts, offset)]).toBe('d'.charCodeAt(0));
    expect(vocabulary.wordsOf(normaliser.normalise('DU HAR')).hasTerm).toBe(false);
    expect(vocabulary.wordsOf(normaliser.normalise('du ÄGER')).hasTerm).toBe(true);
    expect(asked()).toBe(5);
  });

  test('Very long words are read every time, and right', () => {
    const { vocabulary, asked } = counting();
    const words = vocabulary.wordsOf(normaliser.normalise(`${'ab'.repeat(500)} ${'ab'.repeat(500)} hej`));
    expect([0, 1, 2].map((at) => functionWordOf(words, at))).toEqual([1000, 1000, 3]);
    expect(asked()).toBe(3);
  });

  test('The vocabulary forgets when it is full, also by one text, and goes on', () => {
    const { vocabulary } = counting();
    const many = (from: number): string =>
      Array.from({ length: 20_000 }, (_, i) => `ord${(from + i).toString(36)}x`).join(' ');
    for (const text of [many(0), many(20_000), many(0), 'hej du']) {
      const normal = normaliser.normalise(text);
      const words = vocabulary.wordsOf(normal);
      const wrong = normal.tokens.filter(({ from, to }, at) => functionWordOf(words, at) !== to - from);
      expect(wrong).toEqual([]);
    }
  });

  test('The vocabulary refuses numbers that it cannot keep', () => {
    const vocabulary = new Vocabulary(() => ({ ...NOTHING, begins: [0x10000] }));
    expect(() => vocabulary.wordsOf(normaliser.normalise('hej'))).toThrow(RangeError);
  });

  test('What was read before changes no answer', () => {
    const texts = [
      'Din jävla idiot, flytta hem!',
      'När öppnar simhallen på Storgatan?',
      'Vaccinet ger autism.',
    ];
    const before = texts.map((text) => classifier.classify(text));
    classifier.classify(Array.from({ length: 17_000 }, (_, i) => `fyllnad${i.toString(36)}`).join(' '));
    expect(texts.map((text) => classifier.classify(text))).toEqual(before);
  });
});
