/**
 * XML 1.0 as bytes. The library escapes what must be escaped; what XML cannot hold at all it would write as it is, so
 * such characters are given a visible stand-in first. The exact characters are in the sealed files beside it.
 */
import { create } from 'xmlbuilder2';

type Content = string | number | boolean | readonly (XmlElement | null)[];
type Attributes = Readonly<Record<string, string | number | boolean | null>>;

export interface XmlElement {
  readonly name: string;
  readonly content: Content;
  readonly attributes: Attributes;
}

/** An attribute or a child that is null is left out. */
export function element(name: string, content: Content = [], attributes: Attributes = {}): XmlElement {
  return { name, content, attributes };
}

/** Left out as a whole where there is nothing to say. */
export function optional(name: string, text: string | null, attributes: Attributes = {}): XmlElement | null {
  return text === null || text === '' ? null : element(name, text, attributes);
}

/** Of each control character the picture that Unicode has for it; of those without one, their number. */
function picture(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (sign === '\t' || sign === '\n') return sign;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '\u2421' : `[U+00${code.toString(16).toUpperCase()}]`;
}

/** ␀ and its like for control characters, U+FFFD for what is no character; line ends as XML reads them back. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/\p{Cc}/gu, picture)
    .replace(/[\ufffe\uffff]/gu, '\ufffd');
}

/**
 * The library leaves `&` alone where it looks like the start of an entity, so that a commenter's `&#0;` would become a
 * character that ends the reading. Every `&` goes in escaped: that, too, it leaves alone.
 */
const escaped = (text: string): string => xmlText(text).replaceAll('&', '&amp;');

type Builder = ReturnType<typeof create>;

function append(parent: Builder, { name, content, attributes }: XmlElement): void {
  const given = Object.entries(attributes).filter(([, value]) => value !== null);
  // A reader makes spaces of line ends in attributes; so they are written.
  const written = given.map(([key, value]) => [key, escaped(String(value)).replace(/[\n\t]/gu, ' ')]);
  const added = parent.ele(name, Object.fromEntries(written));
  if (typeof content !== 'object') added.txt(escaped(String(content)));
  else for (const child of content) if (child !== null) append(added, child);
}

/** UTF-8, indented by two spaces, with a line feed at its end: the same value gives the same bytes. */
export function xmlBytes(root: XmlElement): Uint8Array {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  append(document, root);
  return new TextEncoder().encode(`${document.end({ prettyPrint: true })}\n`);
}
