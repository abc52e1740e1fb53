/** The labelled comments: enough of them, every label known, and no near-duplicates. */
import { describe, expect, test } from '@jest/globals';
import { CATEGORIES, INTENT_FLAGS, INTENTS, REGISTRATIONS } from '../../../core/moderation/verdict.ts';
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

/** Share of words that two texts have in common (Jaccard), above which one is a copy of the other. */
const COPY = 0.75;

test('No comment is a near-duplicate of another', () => {
  const words = rows.map(({ text }) => new Set(text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []));
  const holders = new Map<string, number[]>();
  const copies: string[] = [];
  words.forEach((set, i) => {
    // texts that share a long word are compared; copies always do
    const near = new Set<number>();
    for (const word of set) {
      if (word.length < 5) continue;
      for (const other of holders.get(word) ?? []) near.add(other);
      holders.set(word, [...(holders.get(word) ?? []), i]);
    }
    for (const other of near) {
      const rest = words[other] ?? new Set<string>();
      if (Math.min(set.size, rest.size) < 4) continue;
      const shared = [...set].filter((word) => rest.has(word)).length;
      if (shared / (set.size + rest.size - shared) > COPY) copies.push(`${rows[other]?.id} ${rows[i]?.id}`);
    }
  });
  expect(copies).toEqual([]);
}, 60_000);
