/** The comments that nothing is trained on: well-formed, and none of them among those that are. */
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { CATEGORIES, INTENTS, REGISTRATIONS } from '../../../core/moderation/verdict.ts';
import { readOwn } from '../../../ops/train/own-data.ts';

const unseen = readOwn(path.join(import.meta.dirname, '../../../classifiers/unseen'));

test('Every unseen comment has labels of ours, an id of its own and a text that no model was trained on', () => {
  expect(unseen.length).toBeGreaterThan(11_000);
  const wrong = unseen.filter(
    ({ categories, hardNegativeFor, intent, registration }) =>
      ![...categories, ...hardNegativeFor].every((name) =>
        (CATEGORIES as readonly string[]).includes(name),
      ) ||
      !(INTENTS as readonly string[]).includes(intent) ||
      !(REGISTRATIONS as readonly string[]).includes(registration),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(new Set(unseen.map(({ id }) => id)).size).toBe(unseen.length);
  const known = new Set(readOwn().map(({ text }) => text));
  expect(unseen.filter(({ text }) => text.length > 30 && known.has(text)).map(({ id }) => id)).toEqual([]);
});
