/** Where a lexicon term may stand in a word: Nordic inflections after it, compounds before or after where the term allows it. */
import { INFLECTIONS } from '../../../core/lists/inflections.ts';
import { NOT_FOUND, UnitIndex } from './unit-index.ts';

const index = new UnitIndex([...INFLECTIONS]);

/** May `rest` (what follows the term up to the word's end) be an inflection of it? */
export const isInflectionText = (rest: string): boolean => rest.length === 0 || INFLECTIONS.has(rest);

/** The same of the units `from` to `to` (exclusive). */
export const isInflection = (units: Uint16Array, from: number, to: number): boolean =>
  from === to || index.numberOf(units, from, to) !== NOT_FOUND;
