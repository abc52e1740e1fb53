import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { headline } from '../../../../client/src/inbox/item/headline.ts';
import { linkOf, textOf } from '../../../../connectors/shared/read.ts';
import { beginningOf, oneForm } from '../../../../core/inbox/text-form.ts';
import { sha256 } from '../../../../core/kernel/ids.ts';

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});
const throughUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

test('A text has one form: it survives UTF-8, is not changed twice, and is hashed as it is stored', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const form = oneForm(text);
      expect(throughUtf8(form)).toBe(form);
      expect(oneForm(form)).toBe(form);
      expect(form).not.toContain('\0');
      expect(sha256(form)).toBe(sha256(throughUtf8(form)));
    }),
  );
});

test('A platform’s half characters and NUL are replaced where its text is read', () =>
  expect(textOf('Bra jobbat \ud83d, a\0b')).toBe('Bra jobbat \uFFFD, a\uFFFDb'));

const CHARACTERS = new Intl.Segmenter('sv', { granularity: 'grapheme' });
const charactersOf = (text: string): string[] => [...CHARACTERS.segment(text)].map(({ segment }) => segment);

describe('the beginning of a text', () => {
  test('It is never cut inside a character, and no shorter than it must be', () => {
    const signs = [
      'a',
      'å',
      'e\u0301',
      '👍🏽',
      '👨‍👩‍👧',
      '🇸🇪',
      '🇳🇴',
      '\r\n',
      ' ',
      '\u0301',
      '각',
      'नि',
      '😀',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 30 }), fc.nat(60), (drawn, most) => {
        const text = drawn.join('');
        const cut = beginningOf(text, most);
        const whole = charactersOf(text);
        const kept = charactersOf(cut);
        expect(kept).toEqual(whole.slice(0, kept.length));
        const next = whole[kept.length];
        if (next !== undefined && next.length <= 64) expect(cut.length + next.length).toBeGreaterThan(most);
      }),
      { numRuns: 500 },
    );
  });

  test('Of any text at all it is well formed, and a beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
        const cut = beginningOf(text, most);
        expect(cut.isWellFormed()).toBe(true);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  test.each([
    ['👨‍👩‍👧 hej', 4, ''],
    ['hej 👨‍👩‍👧', 8, 'hej '],
    ['e\u0301e\u0301', 3, 'e\u0301'],
    ['🇸🇪🇳🇴', 6, '🇸🇪'],
    [`z${'\u0335'.repeat(5000)}`, 300, `z${'\u0335'.repeat(299)}`],
  ])('The text %j, at most %i long, begins with %j', (text, most, cut) => {
    expect(beginningOf(text, most)).toBe(cut);
  });

  test('A text of millions of characters is cut at once', () => {
    const text = 'å'.repeat(4_000_000);
    const began = performance.now();
    for (let n = 0; n < 200; n++) beginningOf(text, 300);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

test('A link that holds what no address can is none', () => {
  expect(linkOf('https://exempel.se/a\0b')).toBeNull();
  expect(linkOf('https://exempel.se/a')).toBe('https://exempel.se/a');
});

test('The headline of a post is cut between words, or between characters', () => {
  expect(headline(`${'ord '.repeat(30)}`)).toBe(`${'ord '.repeat(19)}ord…`);
  const families = headline('👨‍👩‍👧'.repeat(20));
  expect(charactersOf(families.slice(0, -1)).every((character) => character === '👨‍👩‍👧')).toBe(true);
});
