/** What was judged wrongly once, by its kind. */
import { describe, expect, test } from '@jest/globals';
import { KINDS, WAITING_FOR_TRAINING } from './kinds.ts';
import { MORE_ABUSIVE, MORE_INNOCENT } from './kinds-more.ts';
import { classifier, flagged } from './support.ts';

describe.each(KINDS)('$kind', ({ innocent, innocentOf, abusive }) => {
  test.each(innocent)('An innocent text is not flagged: %s', (text) => {
    const found = flagged(text).filter((category) => innocentOf?.includes(category) ?? true);
    expect(found).toEqual([]);
  });
  if (abusive)
    test.each(
      abusive.map(([text, ...categories]) => ({ text, categories })),
    )('Its contrast is flagged: $text', ({ text, categories }) => {
      const found = flagged(text);
      expect(found.some((category) => categories.includes(category))).toBe(true);
    });
});

test('What waits for training is flagged by the weights alone: no word, pattern or link is to blame', () => {
  const blamed = WAITING_FOR_TRAINING.flatMap((text) =>
    classifier
      .analyse(text, {})
      .findings.filter(({ strength }) => strength !== 'none')
      .map(({ reason }) => [text, reason]),
  );
  expect(blamed).toEqual([]);
});

describe('more of the same kinds', () => {
  test.each(MORE_INNOCENT)('A harmless text of these kinds is not flagged: %s', (text) => {
    expect(flagged(text)).toEqual([]);
  });
  test.each(
    MORE_ABUSIVE.map(([text, ...categories]) => ({ text, categories })),
  )('What only looks like them is flagged: $text', ({ text, categories }) => {
    expect(flagged(text).some((category) => categories.includes(category))).toBe(true);
  });
});
