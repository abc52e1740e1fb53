/**
 * A text as paper can show it. PURE. What has no sign in the fonts, or no shape at all, is named in brackets, so that
 * nothing disappears: `[U+0007]`, `[tumme upp U+1F44D]`. PDF/A allows no missing glyph, and a court no missing character.
 */

/** Stands in `text` where a name, or a part of a long one, stands on paper, and is neutral to reading order as an emoji is. */
export const NAMED = '\ufffc';

export interface Readable {
  /** One paragraph: no line break. */
  readonly text: string;
  /** What each `NAMED` reads, in order. */
  readonly names: readonly string[];
}

export interface Signs {
  readonly has: (codePoint: number) => boolean;
  /** What people call a sign, an emoji for instance; null: it has no name that we know. */
  readonly nameOf: (sign: string) => string | null;
}

/**
 * Has no shape of its own, whatever a font says; a tab is handled before. Nor have the joined Latin letters: the fonts
 * draw `f` and `i` with the same sign, and who takes the text out again gets the one for the other.
 */
const SHAPELESS =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffc\ufb00-\ufb06]/u;
/** Between letters that join, these two only say whether they do; Persian has one in every other word. */
const JOINERS = /[\u200c\u200d]/gu;
const JOINED_SCRIPT = /\p{Script=Arabic}/u;
export const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
const TAB = '    ';
/** Several code points that people see as one picture; of others the letters stay. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
/** A sign of more code points is named by each of them. */
const LONGEST_SIGN = 10;
const LONGEST_CHUNK = 30;

const hex = (codePoint: number): string => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
const codes = (sign: string): number[] => Array.from(sign, (each) => each.codePointAt(0) ?? 0);

function named(sign: string, nameOf: Signs['nameOf']): string {
  const name = nameOf(sign);
  return `[${name === null ? '' : `${name} `}${codes(sign).map(hex).join(' ')}]`;
}

/** A long name may go on on the next line. */
function chunksOf(name: string): string[] {
  const chunks: string[] = [];
  for (const word of name.split(' ')) {
    const last = chunks.at(-1);
    if (last === undefined || last.length + word.length > LONGEST_CHUNK) chunks.push(word);
    else chunks[chunks.length - 1] = `${last} ${word}`;
  }
  return chunks;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

function paragraph(line: string, { has, nameOf }: Signs): Readable {
  let text = '';
  const names: string[] = [];
  const drawn = (sign: string): boolean => !SHAPELESS.test(sign) && codes(sign).every(has);
  for (const { segment } of graphemes.segment(line.replaceAll('\t', TAB))) {
    const bare = JOINED_SCRIPT.test(segment) ? segment.replaceAll(JOINERS, '') : segment;
    const one = drawn(bare) || (PICTURE.test(segment) && codes(segment).length <= LONGEST_SIGN);
    const parts = one ? [segment] : Array.from(segment);
    for (const part of parts) {
      const shown = drawn(parts.length === 1 ? bare : part);
      if (shown) text += part;
      else {
        const name = chunksOf(named(part, nameOf));
        text += name.map(() => NAMED).join(' ');
        names.push(...name);
      }
    }
  }
  return { text, names };
}

/** A paragraph per line of the text; an empty line is an empty paragraph. */
export const readable = (text: string, signs: Signs): Readable[] =>
  text.split(LINE_BREAK).map((line) => paragraph(line, signs));
