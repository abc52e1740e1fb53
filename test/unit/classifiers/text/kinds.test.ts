/** What was judged wrongly once, by its kind. */
import { describe, expect, test } from '@jest/globals';
import { KINDS } from './kinds.ts';
import { MORE_ABUSIVE, MORE_INNOCENT } from './kinds-more.ts';
import { flagged } from './support.ts';

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
