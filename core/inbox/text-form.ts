/** The one form of every text that comes from outside: what MongoDB, UTF-8, a hash and a seal all write the same. */

/** Half a character and NUL, which no database and no platform keeps alike, become U+FFFD. */
export const oneForm = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** The beginning of a text, never with half a character at its end. */
export function beginningOf(text: string, most: number): string {
  const cut = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
