/** The forms in which a lexicon word may be written: other spellings of it, and Nordic inflections after it. */
import { INFLECTIONS } from '../../../core/lists/inflections.ts';
import { NOT_FOUND, UnitIndex } from './unit-index.ts';

const ASCII: Readonly<Record<string, string>> = { å: 'a', ä: 'a', ö: 'o', æ: 'a', ø: 'o' };
const LONG: Readonly<Record<string, string>> = { å: 'aa', ä: 'ae', ö: 'oe', æ: 'ae', ø: 'oe' };
const NEIGHBOUR: Readonly<Record<string, string>> = { ä: 'æ', ö: 'ø', æ: 'ä', ø: 'ö', å: 'å' };

const swap = (text: string, table: Readonly<Record<string, string>>): string =>
  text.replace(/[åäöæø]/g, (letter) => table[letter] ?? letter);

/** The word itself first. ASCII forms are left out where `ascii` is false (they would be another, innocent word). */
export function spellings(text: string, ascii: boolean): readonly string[] {
  if (!/[åäöæø]/.test(text)) return [text];
  const forms = [text, swap(text, NEIGHBOUR)];
  if (ascii) forms.push(swap(text, ASCII), swap(text, LONG));
  return [...new Set(forms)];
}

const inflections = new UnitIndex([...INFLECTIONS]);

/** May `rest` (what follows the term up to the word's end) be an inflection of it? */
export const isInflectionText = (rest: string): boolean => rest.length === 0 || INFLECTIONS.has(rest);

/** The same of the units `from` to `to` (exclusive). */
export const isInflection = (units: Uint16Array, from: number, to: number): boolean =>
  from === to || inflections.numberOf(units, from, to) !== NOT_FOUND;
