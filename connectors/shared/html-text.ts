/**
 * What a platform sends as HTML (Mastodon, YouTube, LinkedIn) as the text that a person reads there: what is judged,
 * stored and shown is text, and no HTML of others reaches a page of ours. Pure.
 */
import sanitizeHtml from 'sanitize-html';

/** Elements with an empty line around them, and those with lines of their own. */
const PARAGRAPHS = ['p', 'blockquote', 'pre', 'ul', 'ol', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr'];
const LINES = ['div', 'li', 'tr', 'section', 'article', 'figure', 'figcaption'];

/** All other elements go and leave their text; scripts, styles and forms leave nothing. */
const CLOSED: sanitizeHtml.IOptions = {
  allowedTags: ['a', 'br', 'img', ...PARAGRAPHS, ...LINES],
  allowedAttributes: { a: ['href'], img: ['alt'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
};

/** What sanitize-html escapes; it has turned every other entity into its sign. */
const ESCAPED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const decode = (escaped: string): string => escaped.replace(/&\w+;/gu, (entity) => ESCAPED[entity] ?? entity);

/** White space of HTML is one space, so line feed, return and form feed are free to stand for breaks. */
const BR = '\n';
const LINE = '\r';
const PARAGRAPH = '\f';

const withoutScheme = (target: string): string => target.replace(/^mailto:/iu, '');

/** An address as people write it: without scheme, `www.` and the last slash. */
const written = (address: string): string =>
  address
    .replace(/^(?:https?:\/\/|mailto:)?(?:www\.)?/iu, '')
    .replace(/\/$/u, '')
    .toLowerCase();

/** `@name`, `@name@host` or `#tag` on an address that ends in that name: it says itself where it leads. */
function namesTarget(label: string, target: string): boolean {
  const name = /^[@#]([^\s@#/]+)(?:@[^\s@/]+)?$/u.exec(label)?.[1]?.toLowerCase();
  const end = written(target).split('/').at(-1) ?? '';
  return name !== undefined && [name, `@${name}`, encodeURIComponent(name).toLowerCase()].includes(end);
}

/** The label and its true target, since a label may name another address than it leads to. Both are escaped. */
function linkText(label: string, target: string): string {
  const [shown, address] = [decode(label).trim(), decode(target)];
  if (!/^(?:https?:\/\/|mailto:)./iu.test(address) || namesTarget(shown, address)) return label;
  if (shown === '' || written(shown) === written(address)) return withoutScheme(target);
  return `${label} (${withoutScheme(target)})`;
}

const LINK = /<a(?: href="([^"]*)")?[^>]*>(.*?)<\/a>/gsu;
const TAG = /<(\/?)(\w+)(?: alt="([^"]*)")?[^>]*>/gu;

/** Writes the tags that are left as breaks, dots and numbers. */
function writeTags(html: string): string {
  /** Per open list the number of its next item; null: dots. */
  const lists: (number | null)[] = [];
  const item = (): string => {
    const number = lists.at(-1) ?? null;
    if (number === null) return `${LINE}• `;
    lists[lists.length - 1] = number + 1;
    return `${LINE}${number}. `;
  };
  const list = (name: string, closes: boolean): string => {
    if (closes) lists.pop();
    const breaks = lists.length === 0 ? PARAGRAPH : LINE;
    if (!closes) lists.push(name === 'ol' ? 1 : null);
    return breaks;
  };
  // biome-ignore lint/complexity/useMaxParams: String.replace hands the groups on one by one.
  return html.replace(TAG, (_tag, slash: string, name: string, alt = '') => {
    const closes = slash === '/';
    if (name === 'br') return BR;
    if (name === 'img') return alt;
    if (name === 'ul' || name === 'ol') return list(name, closes);
    if (name === 'li' && !closes) return item();
    return PARAGRAPHS.includes(name) && lists.length === 0 ? PARAGRAPH : LINE;
  });
}

function breaksOf(space: string): string {
  const own = space.split(BR).length - 1;
  const around = space.includes(PARAGRAPH) ? 2 : space.includes(LINE) ? 1 : 0;
  return BR.repeat(Math.max(own, around)) || ' ';
}

/** Plain text with line feeds; entities are their signs, and a link is followed by its target where its label hides it. */
export function textOfHtml(html: string): string {
  const closed = sanitizeHtml(html, CLOSED).replace(/[ \t\r\n\f]+/gu, ' ');
  const linked = closed.replace(LINK, (_link, target = '', label: string) =>
    linkText(label.replace(/<(?!img )[^>]*>/gu, ' '), target),
  );
  return decode(writeTags(linked).replace(/[ \n\r\f]+/gu, breaksOf)).trim();
}
