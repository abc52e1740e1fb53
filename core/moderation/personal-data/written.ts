/**
 * A text as numbers are read in it: every digit, dash, space and full stop of Unicode as the plain one, and nothing that
 * nobody sees. Places lead back to what was written.
 */

export interface Written {
  readonly plain: string;
  /** The range of the original, in UTF-16 units, that a range of `plain` stands for. */
  readonly rangeOf: (start: number, end: number) => { start: number; end: number };
}

/** Whatever beyond ASCII is written otherwise here; most texts have none of it. */
const SPECIAL =
  /(?!\p{ASCII})[\p{Nd}\p{Dash}\p{Zs}\p{Default_Ignorable_Code_Point}\p{Cf}\uff01-\uff5e\u00b7\u2024\u2027\u30fb]|\t/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
const DIGIT = /\p{Nd}/u;
const DASH = /\p{Dash}/u;
const SPACE = /[\p{Zs}\t]/u;
const DOTS = '\u00b7\u2024\u2027\u30fb';

const isDigit = (code: number): boolean => DIGIT.test(String.fromCodePoint(code));

/** The digits of a script stand in a row from zero to nine. */
function digitOf(sign: string): string {
  const compatible = sign.normalize('NFKC');
  if (/^\d$/.test(compatible)) return compatible;
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && isDigit(zero - 1)) zero -= 1;
  return String(code - zero);
}

function plainOf(sign: string): string {
  if (sign !== '\t' && sign <= '\x7f') return sign;
  if (INVISIBLE.test(sign)) return '';
  if (DIGIT.test(sign)) return digitOf(sign);
  if (DASH.test(sign)) return '-';
  if (SPACE.test(sign)) return ' ';
  if (DOTS.includes(sign)) return '.';
  // letters and signs that are drawn twice as wide
  const code = sign.codePointAt(0) ?? 0;
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : sign;
}

export function readWritten(text: string): Written {
  if (!SPECIAL.test(text)) return { plain: text, rangeOf: (start, end) => ({ start, end }) };
  const from: number[] = [];
  const to: number[] = [];
  let plain = '';
  let at = 0;
  for (const sign of text) {
    const written = plainOf(sign);
    // a pair that stands for itself is two units here too
    for (let i = 0; i < written.length; i += 1) {
      from.push(at);
      to.push(at + sign.length);
    }
    plain += written;
    at += sign.length;
  }
  return { plain, rangeOf: (start, end) => ({ start: from[start] ?? at, end: to[end - 1] ?? at }) };
}
