/** The one form of every text that comes from outside: what MongoDB, UTF-8, a hash and a seal all write the same. */

/** Half a character and NUL, which no database and no platform keeps alike, become U+FFFD. */
export const oneForm = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

export const isInOneForm = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Characters as people count them: a letter with its accents, a family of emoji, a flag. */
const CHARACTERS = new Intl.Segmenter('sv', { granularity: 'grapheme' });
/** Longer ones, in UTF-16 units, are no character that anybody reads: hundreds of accents on one letter. */
const LONGEST = 64;

const endsInHalf = (text: string): boolean => /[\uD800-\uDBFF]$/.test(text);

/** The beginning of a text, at most so many UTF-16 units, never with a part of a character at its end. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  // What follows decides whether a character ends here; a pair more of it is enough.
  const { index = most } = CHARACTERS.segment(text.slice(0, most + 2)).containing(most) ?? {};
  if (most - index <= LONGEST) return text.slice(0, index);
  const cut = text.slice(0, most);
  return endsInHalf(cut) ? cut.slice(0, -1) : cut;
}
