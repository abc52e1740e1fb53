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

/** Control characters but tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/** By its number, since few fonts have a sign for it. */
function visible(sign: string): string {
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `<span class="control">U+${code}</span>`;
}

export const escaped = (text: string): string => text.replace(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? sign);

/** As it is shown: escaped, without half characters, with a sign in place of what has none. */
export const shown = (text: string): string =>
  escaped(text.replaceAll('\r\n', '\n').toWellFormed()).replace(CONTROLS, visible);

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
