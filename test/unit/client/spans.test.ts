import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { reasonKey, splitText } from '../../../client/src/inbox/item/spans.ts';

/** What the classifiers say behind the dot of a reason code, `<category>.<what>`. */
const REASON_PARTS = [
  'word',
  'phrase',
  'slur',
  'call',
  'health',
  'social',
  'address',
  'protected-identity',
  'emoji',
  'model',
  'learned',
  'claim',
  'link-piracy',
  'link-gambling',
  'link-adult',
  'link-scam',
  'link-shortener',
  'link-impostor',
  'link',
  'phone',
  'price',
  'flood',
  'personnummer',
  'samordningsnummer',
  'fodselsnummer',
  'd-number',
  'cpr',
  'hetu',
  'reserve-number',
  'bank-account',
  'iban',
  'email',
  'street',
  'banned',
  'suspect',
] as const;

const span = (start: number, end: number, category: 'insult' | 'profanity' = 'insult') => ({
  start,
  end,
  category,
  kind: 'lexicon' as const,
  reason: `${category}.word`,
});
const shape = (text: string, spans: ReturnType<typeof span>[]) =>
  splitText(text, spans).map(({ text: part, marks }) => [part, marks.length]);

describe('splitText', () => {
  it('The text is marked where it is matched, and the rest is left', () => {
    expect(shape('du är en idiot', [span(9, 14)])).toEqual([
      ['du är en ', 0],
      ['idiot', 1],
    ]);
  });
  it('Overlapping spans are cut at their borders and keep both reasons', () => {
    expect(shape('jävla idiot', [span(0, 11), span(0, 5, 'profanity')])).toEqual([
      ['jävla', 2],
      [' idiot', 1],
    ]);
  });
  it('The same reason is told once where two spans of it overlap', () => {
    expect(shape('abcdef', [span(0, 4), span(2, 6)])).toEqual([
      ['ab', 1],
      ['cd', 1],
      ['ef', 1],
    ]);
  });
  it('An emoji is never torn', () => {
    expect(shape('a🤬b', [span(0, 2)])).toEqual([
      ['a🤬', 1],
      ['b', 0],
    ]);
    expect(shape('a🤬b', [span(2, 4)])).toEqual([
      ['a', 0],
      ['🤬b', 1],
    ]);
  });
  it('Offsets outside the text do no harm', () => {
    expect(shape('abc', [span(-5, 2), span(2, 99), span(7, 9), span(2, 1)])).toEqual([
      ['ab', 1],
      ['c', 1],
    ]);
  });
  it('The segments give the text back whole, whatever the spans', () => {
    const anySpan = fc
      .tuple(fc.integer({ min: -3, max: 40 }), fc.integer({ min: -3, max: 40 }))
      .map(([a, b]) => span(a, b));
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.array(anySpan, { maxLength: 6 }),
        (text, spans) => {
          const parts = splitText(text, spans);
          expect(parts.map((part) => part.text).join('')).toBe(text);
          for (const part of parts) expect(part.text.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

describe('reasonKey', () => {
  test('A reason finds exact words for the part behind the dot, and leaves an id out', () => {
    const known = (key: string) => key === 'reason.word' || key === 'reason.claim';
    expect(reasonKey({ kind: 'lexicon', reason: 'insult.word' }, known)).toBe('reason.word');
    expect(reasonKey({ kind: 'register', reason: 'disinformation.claim:17' }, known)).toBe('reason.claim');
  });

  test('A reason without words of its own says which layer it was', () => {
    expect(reasonKey({ kind: 'model', reason: 'insult.unheard-of' }, () => false)).toBe('reasonKind.model');
    expect(reasonKey({ kind: 'link', reason: 'anything' }, () => true)).toBe('reasonKind.link');
  });

  test('Every reason that the classifiers give has its words in every language', () => {
    for (const language of ['sv', 'nb', 'en']) {
      const url = new URL(`../../../client/src/shared/i18n/${language}.json`, import.meta.url);
      const words = JSON.parse(readFileSync(url, 'utf8')) as { reason: Record<string, string> };
      for (const part of REASON_PARTS) expect([language, part, words.reason[part]]).not.toContain(undefined);
    }
  });
});
