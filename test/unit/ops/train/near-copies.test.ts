import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COPY, nearCopies } from '../../../../ops/train/near-copies.ts';

const COMMENT = 'När öppnar badhuset i Norrvik igen efter jul och nyår';

test('A comment with one word changed is a near-copy, one with other words is not', () => {
  const texts = [
    COMMENT,
    COMMENT.replace('jul', 'påsk'),
    'Plogbilen har inte kommit till Storgatan än i dag',
  ];
  expect(nearCopies(texts)).toEqual([[0, 1]]);
});

test('Comments under four words are never near-copies', () => {
  expect(nearCopies(['Tack så mycket', 'Tack så mycket'])).toEqual([]);
});

test('Near-copies are the same pairs as when every text is compared with every other', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const sets = texts.map((one) => new Set(one.split(' ').filter(Boolean)));
      const all = texts.flatMap((_, at) =>
        texts.slice(0, at).flatMap((__, other) => {
          const a = sets[at] ?? new Set();
          const b = sets[other] ?? new Set();
          const shared = a.intersection(b).size;
          const isCopy = Math.min(a.size, b.size) >= 4 && shared / (a.size + b.size - shared) > COPY;
          return isCopy ? [`${other} ${at}`] : [];
        }),
      );
      expect(
        nearCopies(texts)
          .map(([a, b]) => `${a} ${b}`)
          .sort(),
      ).toEqual(all.sort());
    }),
  );
});
