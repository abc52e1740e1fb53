/** Finding one of many by typing the beginnings of its words. Pure. */

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  /** Said beside it: what kind of thing it is. */
  readonly detail?: string;
}

/** Marks fall away, so that "Jan" finds "Ján" and a name can be typed on any keyboard. */
const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ø', 'o').replaceAll('æ', 'ae');
const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}@]+/u)
    .filter(Boolean);

/** Accounts are written with an @ that nobody types. */
const isBegun = (word: string, begins: string): boolean =>
  word.startsWith(begins) || word.startsWith(`@${begins}`);

/** Those of whose words each typed one begins some; first those that begin as it was typed. All of them for nothing typed. */
export function matching<T>(choices: readonly Choice<T>[], typed: string): readonly Choice<T>[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return choices;
  const found = choices.filter(({ label, detail = '' }) => {
    const words = wordsOf(`${label} ${detail}`);
    return wanted.every((begins) => words.some((word) => isBegun(word, begins)));
  });
  const begins = ({ label }: Choice<T>): boolean => folded(label).startsWith(folded(typed.trim()));
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}

/** The letters of one word in another, in their order and from its first: "tildl" is "tilldela". */
function isSketchOf(typed: string, word: string): boolean {
  if (typed.length < 3 || typed[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === typed[at]) at += 1;
  return at === typed.length;
}

/** Those that match, and behind them those that were typed carelessly. */
export function roughly<T>(choices: readonly Choice<T>[], typed: string): readonly Choice<T>[] {
  const found = matching(choices, typed);
  const wanted = wordsOf(typed);
  const sketched = choices.filter((choice) => {
    const words = wordsOf(`${choice.label} ${choice.detail ?? ''}`);
    return wanted.every((begins) => words.some((word) => isBegun(word, begins) || isSketchOf(begins, word)));
  });
  return [...found, ...sketched.filter((choice) => !found.includes(choice))];
}

/** Which is pointed at after a key; null: none. Nothing is pointed at by itself before anything was typed. */
export function pointed(at: number | null, key: string, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return at === null ? 0 : (at + 1) % count;
  if (key === 'ArrowUp') return at === null ? count - 1 : (at + count - 1) % count;
  return at;
}
