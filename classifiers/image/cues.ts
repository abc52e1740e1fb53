/**
 * Cues in a text that a picture may show a minor, or that the text itself speaks of sexual abuse of children. They
 * lead to care (no fetch, no view, a person), never to a verdict. All languages at once: the lists are short.
 */

/**
 * The list files' texts. A line is a cue: words in lower case, `#` an age of 0 to 17, `*` any letters or none, a space also
 * a hyphen or a dot. Under `[points]` stand cues that are enough alone, under `[minor]` those of a minor.
 */
export type CueLists = readonly string[];

export interface MinorCues {
  /** The text itself points to sexual abuse of children. */
  points(text: string): boolean;
  /** The text speaks of somebody under age. */
  minor(text: string): boolean;
}

const escaped = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\/]/gu, '\\$&');
const AGE = '(?:1[0-7]|[0-9])';

function pattern(line: string): string {
  const body = escaped(line)
    .replaceAll('*', String.raw`[\p{L}\p{N}]*`)
    .replaceAll('#', AGE)
    .replaceAll(' ', String.raw`[\s\-_.]{1,3}`);
  return String.raw`(?<![\p{L}\p{N}])${body}(?![\p{L}\p{N}])`;
}

function section(lists: CueLists, name: string): RegExp {
  const found = lists.flatMap((text) => {
    let current = '';
    return text.split('\n').flatMap((raw) => {
      const line = raw.trim();
      if (line.startsWith('[')) current = line.slice(1, -1);
      return line === '' || line.startsWith('[') || line.startsWith('//') || current !== name ? [] : [line];
    });
  });
  return new RegExp(found.length === 0 ? '(?!)' : [...new Set(found)].map(pattern).join('|'), 'u');
}

const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', '@': 'a', $: 's' };

/** As written and, since codes are the habit there, with digits read as letters and spaced-out letters joined. */
function readings(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toLowerCase()
    .slice(0, 20_000);
  const letters = plain.replaceAll(/[01345@$]/gu, (sign) => LEET[sign] ?? sign);
  const joined = letters.replaceAll(/(?<=(?<!\p{L})\p{L})[\s.\-_*]+(?=\p{L}(?!\p{L}))/gu, '');
  return [...new Set([plain, letters, joined])];
}

export function createMinorCues(lists: CueLists): MinorCues {
  const points = section(lists, 'points');
  const minor = section(lists, 'minor');
  return {
    points: (text) => readings(text).some((reading) => points.test(reading)),
    minor: (text) => readings(text).some((reading) => minor.test(reading)),
  };
}
