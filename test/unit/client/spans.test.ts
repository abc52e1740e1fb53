import fc from 'fast-check';
import { reasonKey } from '../../../client/src/inbox/data/reason-key.ts';
import { splitText } from '../../../client/src/inbox/data/spans.ts';

const span = (start: number, end: number, category: 'insult' | 'profanity' = 'insult') => ({
  start,
  end,
  category,
  kind: 'lexicon' as const,
  reason: `lexicon:${category}:sv`,
});
const shape = (text: string, spans: ReturnType<typeof span>[]) =>
  splitText(text, spans).map(({ text: part, marks }) => [part, marks.length]);

describe('splitText', () => {
  it('marks what is matched and leaves the rest', () => {
    expect(shape('du är en idiot', [span(9, 14)])).toEqual([
      ['du är en ', 0],
      ['idiot', 1],
    ]);
  });
  it('cuts overlapping spans at their borders and keeps both reasons', () => {
    expect(shape('jävla idiot', [span(0, 11), span(0, 5, 'profanity')])).toEqual([
      ['jävla', 2],
      [' idiot', 1],
    ]);
  });
  it('tells the same reason once where two spans of it overlap', () => {
    expect(shape('abcdef', [span(0, 4), span(2, 6)])).toEqual([
      ['ab', 1],
      ['cd', 1],
      ['ef', 1],
    ]);
  });
  it('never tears an emoji', () => {
    expect(shape('a🤬b', [span(0, 2)])).toEqual([
      ['a🤬', 1],
      ['b', 0],
    ]);
    expect(shape('a🤬b', [span(2, 4)])).toEqual([
      ['a', 0],
      ['🤬b', 1],
    ]);
  });
  it('bears offsets outside the text', () => {
    expect(shape('abc', [span(-5, 2), span(2, 99), span(7, 9), span(2, 1)])).toEqual([
      ['ab', 1],
      ['c', 1],
    ]);
  });
  it('gives the text back whole, whatever the spans', () => {
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
  it('prefers exact words and falls back on the layer', () => {
    expect(reasonKey({ kind: 'lexicon', reason: 'lexicon:insult:sv' }, () => true)).toEqual({
      key: 'reason.lexicon-insult',
      language: 'sv',
    });
    expect(reasonKey({ kind: 'lexicon', reason: 'lexicon:ads:nb' }, () => false)).toEqual({
      key: 'reasonKind.lexiconIn',
      language: 'nb',
    });
    expect(reasonKey({ kind: 'model', reason: 'anything' }, () => false)).toEqual({
      key: 'reasonKind.model',
      language: null,
    });
  });
});
