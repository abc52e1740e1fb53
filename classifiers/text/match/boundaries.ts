/** Where a lexicon term may stand in a word: Nordic inflections after it, compounds before or after where the term allows it. */

const INFLECTIONS = new Set(
  (
    'a an ana ar ara are aren arna arnas arne arnes as at ast aste ad ade ande ' +
    'e en ena enas ene enes ens er era eran ere eren erer ern erna ernas erne ernes ers es et ets els ' +
    'ing ingen ingar ig iga igt igaste ' +
    'n na nas ne nes ns or orna ornas orne r rna rnas rne rnes rs s t te ts de dde d dd y i'
  ).split(' '),
);

/** Longest inflection in the set above, in letters. */
const LONGEST = 6;

/** May `rest` (what follows the term up to the word's end) be an inflection of it? */
export function isInflection(rest: string): boolean {
  if (rest.length === 0) return true;
  return rest.length <= LONGEST && INFLECTIONS.has(rest);
}
