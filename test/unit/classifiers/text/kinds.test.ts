/** What was judged wrongly once, by its kind. */
import { describe, expect, test } from '@jest/globals';
import { KINDS } from './kinds.ts';
import { flagged } from './support.ts';

describe.each(KINDS)('$kind', ({ innocent, innocentOf, abusive }) => {
  test.each(innocent)('An innocent text is not flagged: %s', (text) => {
    const found = flagged(text).filter((category) => innocentOf?.includes(category) ?? true);
    expect(found).toEqual([]);
  });
  if (abusive)
    test.each(abusive.map(([text, ...categories]) => ({ text, categories })))(
      'Its contrast is flagged: $text',
      ({ text, categories }) => {
        const found = flagged(text);
        expect(found.some((category) => categories.includes(category))).toBe(true);
      },
    );
});
