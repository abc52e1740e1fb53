/** Text from outside as HTML: nothing in it is markup, and what cannot be seen is shown by a sign. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** More of one text than this stands in the record only. In UTF-16 units. */
export const SHOWN_TEXT = 20_000;
/** Of one text of somebody beside the matter: it must not drown the item. In UTF-16 units. */
export const SHOWN_BESIDE = 2_000;

/** Control characters but tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/** Turns letters round, or is a letter that nobody sees; a flag of a part of a country is spelt with the latter. */
const MISLEADING =
  /(?<flag>\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|[\u202a-\u202e\u{e0001}\u{e0020}-\u{e007f}]/gu;

/** Ends what was turned round: its own number must not be turned. */
const END = '\u202c';

/** By its number, since few fonts have a sign for it. */
function visible(sign: string): string {
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `<span class="control">U+${code}</span>`;
}

export const escaped = (text: string): string => text.replace(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? sign);

/** As it is shown: escaped, without half characters, with a sign in place of what has none. */
export const shown = (text: string): string =>
  escaped(text.replaceAll('\r\n', '\n').toWellFormed())
    .replace(CONTROLS, visible)
    // The sign stays: the picture shows what readers saw, and why.
    .replace(
      MISLEADING,
      (sign, flag?: string) => flag ?? (sign === END ? sign + visible(sign) : visible(sign) + sign),
    );

const TAGS = /(<[^>]*>)/u;
const NOT_ASCII = /[^\0-\u007f]/gu;

/** HTML of ours, whose texts are escaped: what no font has would be a box, and every box looks like every other. */
export const withoutBoxes = (html: string, has: (codePoint: number) => boolean): string =>
  html
    .split(TAGS)
    .map((part) =>
      part.startsWith('<')
        ? part
        : part.replace(NOT_ASCII, (sign) => (has(sign.codePointAt(0) ?? 0) ? sign : visible(sign))),
    )
    .join('');
