/** Every term, pattern and domain rule meets ordinary language before it may flag anything. */
import { expect, test } from '@jest/globals';
import {
  countMet,
  domainEntries,
  ENOUGH,
  type Entry,
  lexiconEntries,
} from '../../../../ops/train/everyday.ts';
import { readOwn } from '../../../../ops/train/own-data.ts';

const entries = [...lexiconEntries(), ...domainEntries()];
const lacking = [...countMet(entries, readOwn())].filter(([, met]) => met < ENOUGH).map(([entry]) => entry);

test('Every term, pattern and domain rule has met two harmless sentences, or is marked as having none', () => {
  expect(lacking.map(({ file, line, source }) => `${file}:${line} ${source}`)).toEqual([]);
});

test('A harmless sentence counts only in the language, for the category and with all words of the entry', () => {
  const row = (text: string, more: object = {}) => ({
    id: 'x',
    text,
    lang: 'sv',
    author: 'a',
    hand: 'h',
    theme: 'x',
    categories: [],
    kinds: {},
    hardNegativeFor: ['porn'],
    intent: 'neutral',
    flags: [],
    registration: 'minor',
    needsAnswer: false,
    ...more,
  });
  const tent: Entry = {
    language: 'sv',
    file: 'lexicons/sv/porn.txt',
    line: 1,
    category: 'porn',
    severity: 2,
    kind: 'pattern',
    source: 'kåta ... fjäll*',
    needs: [
      [{ text: 'kåta', openLeft: false, openRight: false }],
      [{ text: 'fjäll', openLeft: false, openRight: true }],
    ],
  };
  const metBy = (...rows: ReturnType<typeof row>[]) => countMet([tent], rows).get(tent);
  expect(metBy(row('Vi sov i kåta under fjällveckan.'), row('I fjällen finns en kåta.'))).toBe(2);
  expect(metBy(row('Vi sov i kåta.'))).toBe(0);
  expect(metBy(row('Vi sov i kåta i fjällen.', { lang: 'nb' }))).toBe(0);
  expect(metBy(row('Vi sov i kåta i fjällen.', { hardNegativeFor: ['threat'] }))).toBe(0);
  expect(metBy(row('Vi sov i kåta i fjällen.', { categories: ['porn'] }))).toBe(0);
});
