/** The violations that models are measured on once: labelled by our names, every category in both languages, never trained on. */
import { expect, test } from '@jest/globals';
import { CATEGORIES } from '../../../core/moderation/verdict.ts';
import { nearCopies } from '../../../ops/train/near-copies.ts';
import { readLate, readOwn } from '../../../ops/train/own-data.ts';

const late = readLate();
const own = readOwn();

test.each(['sv', 'nb'])('The late comments in %s hold at least 36 violations of every category', (lang) => {
  const rows = late.filter((row) => row.lang === lang);
  const few = CATEGORIES.filter(
    (category) => rows.filter(({ categories }) => categories.includes(category)).length < 36,
  );
  expect(few).toEqual([]);
});

test('No late comment is by an author or hand that something was trained on, or a near-copy', () => {
  const trained = new Set(own.flatMap(({ author, hand }) => [author, hand]));
  expect(late.filter(({ author, hand }) => trained.has(author) || trained.has(hand))).toEqual([]);
  const copies = nearCopies([...own, ...late].map(({ text }) => text)).filter(
    ([first, second]) => first < own.length && second >= own.length,
  );
  expect(copies).toEqual([]);
});
