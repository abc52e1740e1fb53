/** Other spellings of a lexicon word: without å ä ö, and with the neighbour language's letters. */

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
