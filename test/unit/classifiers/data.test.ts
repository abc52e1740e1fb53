/** The labelled comments: enough of them, every label known, and no near-duplicates. */
import { describe, expect, test } from '@jest/globals';
import { CATEGORIES, INTENT_FLAGS, INTENTS, REGISTRATIONS } from '../../../core/moderation/verdict.ts';
import { nearCopies } from '../../../ops/train/near-copies.ts';
import { readOwn } from '../../../ops/train/own-data.ts';

const rows = readOwn();
const inLanguage = (lang: string) => rows.filter((row) => row.lang === lang);

test.each([
  ['sv', 1000],
  ['nb', 1000],
  ['nn', 200],
  ['en', 300],
])('The language %s has at least %i comments', (lang, least) => {
  expect(inLanguage(lang).length).toBeGreaterThanOrEqual(least);
});

describe.each(['sv', 'nb'])('The language %s', (lang) => {
  test.each([...CATEGORIES])('The language has 40 positives and 40 hard negatives for %s', (category) => {
    const own = inLanguage(lang);
    expect(own.filter((row) => row.categories.includes(category)).length).toBeGreaterThanOrEqual(40);
    expect(own.filter((row) => row.hardNegativeFor.includes(category)).length).toBeGreaterThanOrEqual(40);
  });
});

test('Every label is one of ours, and ids are unique', () => {
  const known = (names: readonly string[], allowed: readonly string[]): boolean =>
    names.every((name) => allowed.includes(name));
  const wrong = rows.filter(
    (row) =>
      !known(row.categories, CATEGORIES) ||
      !known(row.hardNegativeFor, CATEGORIES) ||
      !known(row.flags, INTENT_FLAGS) ||
      !known([row.intent], INTENTS) ||
      !known([row.registration], REGISTRATIONS),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

const sharesOf = (key: 'author' | 'hand'): Map<string, number> =>
  new Map([...Map.groupBy(rows, (row) => row[key])].map(([name, own]) => [name, own.length / rows.length]));

test('The comments come from at least forty authors, none of whom wrote more than 4 in 100', () => {
  const shares = sharesOf('author');
  expect(shares.size).toBeGreaterThanOrEqual(40);
  expect([...shares].filter(([, share]) => share > 0.04)).toEqual([]);
});

test('Every comment names its author and hand, and an author has one hand', () => {
  expect(rows.filter(({ author, hand }) => !author || !hand).map(({ id }) => id)).toEqual([]);
  const handsOf = Map.groupBy(rows, ({ author }) => author);
  const split = [...handsOf].filter(([, own]) => new Set(own.map(({ hand }) => hand)).size > 1);
  expect(split.map(([author]) => author)).toEqual([]);
  expect(sharesOf('hand').size).toBeGreaterThanOrEqual(5);
});

test('There are at least 23,000 comments and none is a near-duplicate of another', () => {
  expect(rows.length).toBeGreaterThanOrEqual(23_000);
  const copies = nearCopies(rows.map(({ text }) => text));
  expect(copies.map(([a, b]) => `${rows[a]?.id} ${rows[b]?.id}`)).toEqual([]);
});
