import { describe, expect, test } from '@jest/globals';
import { cutByMarks, excerptStart, marksIn, marksInName } from '../../../../core/inbox/search-marks.ts';
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

  test('A row begins at a blank or a new line shortly before its first hit, and never behind it', () => {
    const long = 'x'.repeat(200);
    const started = (text: string) => text.slice(excerptStart(text, text.indexOf('lampa')));
    expect(started(`kort ${'x'.repeat(50)} lampa`)).toMatch(/^kort/);
    expect(started(`${long} en trasig lampa och mer`)).toBe('en trasig lampa och mer');
    expect(started(`${long}\nen\nlampa\noch mer`)).toBe('en\nlampa\noch mer');
    expect(started(`https://exempel.example/${long}/lampa/${long} slut`)).toMatch(/^x{39}\/lampa\//);
  });

  test('A row that begins within a word cuts no sign in two', () => {
    const text = `${'😀'.repeat(100)}lampa`;
    expect(text.slice(excerptStart(text, 200))).toMatch(/^(?:😀)+lampa$/u);
    const odd = `x${text}`;
    expect(odd.slice(excerptStart(odd, 201))).toMatch(/^(?:😀)+lampa$/u);
  });
});
