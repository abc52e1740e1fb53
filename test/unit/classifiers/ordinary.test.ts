/** The ordinary comments that points are set by and false alarms counted on: harmless, and never trained on. */
import { expect, test } from '@jest/globals';
import { CATEGORIES, INTENTS, REGISTRATIONS } from '../../../core/moderation/verdict.ts';
import { nearCopies } from '../../../ops/train/near-copies.ts';
import { readOrdinary, readOwn, readTranslations } from '../../../ops/train/own-data.ts';

const ordinary = readOrdinary();
const own = readOwn();

test('Every ordinary comment is harmless, labelled by our names, with an author and an id of its own', () => {
  const wrong = ordinary.filter(
    ({ author, hand, categories, hardNegativeFor, intent, registration }) =>
      !author ||
      !hand ||
      categories.length > 0 ||
      !hardNegativeFor.every((name) => (CATEGORIES as readonly string[]).includes(name)) ||
      !(INTENTS as readonly string[]).includes(intent) ||
      !(REGISTRATIONS as readonly string[]).includes(registration),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(new Set(ordinary.map(({ id }) => id)).size).toBe(ordinary.length);
});

test('No author or hand of the ordinary comments is one that something was trained on', () => {
  const trained = new Set(own.flatMap(({ author, hand }) => [author, hand]));
  const known = ordinary.filter(({ author, hand }) => trained.has(author) || trained.has(hand));
  expect(known.map(({ id }) => id)).toEqual([]);
});

test('No longer ordinary comment is a near-copy of a labelled one', () => {
  const rows = [...own, ...ordinary];
  const copies = nearCopies(rows.map(({ text }) => text)).filter(
    ([a, b]) => a < own.length && b >= own.length && (rows[b]?.text.length ?? 0) > 30,
  );
  expect(copies.map(([a, b]) => `${rows[a]?.id} ${rows[b]?.id}`)).toEqual([]);
});

test('Every translation is of a labelled comment, into another language', () => {
  const langOf = new Map(own.map(({ id, lang }) => [id, lang]));
  const wrong = readTranslations().filter(({ id, lang }) => !langOf.has(id) || langOf.get(id) === lang);
  expect(wrong).toEqual([]);
});
