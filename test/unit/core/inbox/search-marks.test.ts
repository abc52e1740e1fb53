import { describe, expect, test } from '@jest/globals';
import { cutByMarks, marksIn, marksInName } from '../../../../core/inbox/search-marks.ts';
import { readQuery } from '../../../../core/inbox/search-query.ts';

const marked = (text: string, typed: string): string[] =>
  marksIn(text, readQuery(typed)).map(({ start, end }) => text.slice(start, end));

describe('the marks of a search', () => {
  test('A word is marked whole as it is written, where it stands, is inflected, or begins a longer one', () => {
    expect(marked('Lamporna, lampskärmen och LAMPAN: alla lamm', 'lampa')).toEqual(['Lamporna', 'LAMPAN']);
    expect(marked('Lamporna, lampskärmen', 'lamp')).toEqual(['Lamporna', 'lampskärmen']);
  });

  test('Folded spellings are marked in their own letters, and å is no a', () => {
    expect(marked('En i\u00ADdé till', 'ide')).toEqual(['i\u00ADdé']);
    expect(marked('Mal, mål, ma\u030Al', 'mål')).toEqual(['mål', 'ma\u030Al']);
  });

  test('The words of a phrase are marked only where it stands whole', () => {
    expect(marked('Ny väg, en ny och smal väg', '"ny väg"')).toEqual(['Ny', 'väg']);
  });

  test('What must not be there and who wrote it mark nothing in the text, and the name is marked by both', () => {
    expect(marked('Anna på skolan', '-skola author:anna')).toEqual([]);
    expect(marksInName('Anna Berg', readQuery('berg author:an'))).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 9 },
    ]);
  });

  test('A text is cut without losing a sign', () => {
    const text = 'en lampa och 🤷‍♀️ lampor';
    const pieces = cutByMarks(text, marksIn(text, readQuery('lampa')));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.marked)).toHaveLength(2);
  });
});
