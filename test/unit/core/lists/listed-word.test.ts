import {
  cleanTerm,
  commonHits,
  contradictionOf,
  isShort,
  isTooCommonToBan,
  phrasePattern,
  swallows,
  termPattern,
} from '../../../../core/lists/listed-word.ts';

const hits = (term: string, word: string): boolean => new RegExp(termPattern(term), 'u').test(word);

test('A listed term is up to four words in lower case, with a star at an open end', () => {
  expect(cleanTerm('  Fjant ')).toBe('fjant');
  expect(cleanTerm('*fjant*')).toBe('*fjant*');
  expect(cleanTerm(' Rivna  Ladan*\ti å ')).toBe('rivna ladan* i å');
  for (const none of [
    '',
    'a',
    'ett två tre fyra fem',
    'två o*d',
    'två a*',
    'två, ord',
    'x '.repeat(2) + 'o'.repeat(41),
    'x*y',
    '=fjant',
    'a,b',
    '**',
    'o'.repeat(41),
  ])
    expect([none, cleanTerm(none)]).toEqual([none, null]);
});

test('Inflections are the word, and compounds only where a side is open', () => {
  expect(hits('fjant', 'fjantarna')).toBe(true);
  expect(hits('fjant', 'fjantig')).toBe(true);
  expect(hits('fjant', 'fjantkommun')).toBe(false);
  expect(hits('fjant*', 'fjantkommun')).toBe(true);
  expect(hits('fjant', 'superfjant')).toBe(false);
  expect(hits('*fjant', 'superfjanten')).toBe(true);
});

test('Very common words and short ones are warned of', () => {
  expect(commonHits('kommun')).toEqual(expect.arrayContaining(['kommun', 'kommunen', 'kommunens']));
  expect(commonHits('*and*')).toContain('and');
  expect(commonHits('fjant')).toEqual([]);
  expect(isShort('*ab*')).toBe(true);
  expect(isShort('abc')).toBe(false);
});

test('A phrase stands in one sentence, each word with its inflections', () => {
  const found = (term: string, text: string): boolean => new RegExp(phrasePattern(term), 'iu').test(text);
  expect(found('grön båt', 'Vilka GRÖNA – båtar')).toBe(true);
  expect(found('grön båt', 'båtar, gröna')).toBe(false);
  expect(found('grön lada', 'den gröna\nladan')).toBe(true);
  expect(found('grön lada', 'Allt är grönt. Ladan rivs')).toBe(false);
  expect(found('grön lada', 'grönladan')).toBe(false);
  expect(found('grön lada*', 'grön ladugård')).toBe(false);
  expect(found('grön lad*', 'grön ladugård')).toBe(true);
  expect(commonHits('och det')).toEqual([]);
  expect(isShort('i å')).toBe(true);
});

test('An exempt term swallows a listed one of which it leaves nothing to be found', () => {
  const all = [
    ['fjant', 'fjant', true],
    ['fjant*', 'fjant', true],
    ['*fjant*', 'fjant*', true],
    ['fjant', 'fjant*', false],
    ['fjantgatan', 'fjant*', false],
    ['grön lada', 'grön lada', true],
    ['grön lada*', 'grön lada', true],
    ['grön', 'grön lada', false],
  ] as const;
  for (const [exempt, listed, is] of all)
    expect([exempt, listed, swallows(exempt, listed)]).toEqual([exempt, listed, is]);
});

test('What is exempt and what is listed contradict each other, whichever comes second', () => {
  const words = [
    { kind: 'banned', term: 'fjant' },
    { kind: 'exempt', term: 'torsk*' },
  ] as const;
  expect(contradictionOf({ kind: 'exempt', term: 'fjant*' }, words)).toBe(words[0]);
  expect(contradictionOf({ kind: 'suspect', term: 'torsk' }, words)).toBe(words[1]);
  expect(contradictionOf({ kind: 'suspect', term: 'fjant' }, words)).toBeNull();
  expect(contradictionOf({ kind: 'exempt', term: 'torsk' }, words)).toBeNull();
});

test('A word is too common to be banned by one person in more than one of 200 comments, or by its nature', () => {
  const use = (hits: number, comments: number, common: string[] = []) => ({ hits, comments, common });
  expect(isTooCommonToBan(use(2, 400))).toBe(false);
  expect(isTooCommonToBan(use(3, 400))).toBe(true);
  expect(isTooCommonToBan(use(0, 0))).toBe(false);
  expect(isTooCommonToBan(use(0, 0, ['och']))).toBe(true);
});
