/** Where a lexicon term may stand in a word: Nordic inflections after it, compounds before or after where the term allows it. */
import { INFLECTIONS } from '../../../core/domain/inflections.ts';

/** Longest inflection in the set above, in letters. */
const LONGEST = 6;

/** May `rest` (what follows the term up to the word's end) be an inflection of it? */
export function isInflection(rest: string): boolean {
  if (rest.length === 0) return true;
  return rest.length <= LONGEST && INFLECTIONS.has(rest);
}
