/** What LinkedIn sends as text beside a list of attributes, or as its "little text", as the text that a person sees. Pure. */
import { isRecord, type Json, linkOf, textOf } from '../shared/read.ts';

export interface Told {
  readonly text: string;
  /** Those whom the text names. */
  readonly mentions: readonly string[];
}

const NAMED = /^urn:li:(?:person|member|organization|organizationBrand|company|school):/u;
/** `@[Name](urn:li:organization:1)` shows the name; `{hashtag|\#|word}` shows the word with its sign. */
const LITTLE_MENTION = /@\[((?:\\.|[^\]\\])*)\]\((urn:li:[^\s()]+)\)/gsu;
const LITTLE_HASHTAG = /\{hashtag\|\\?([#＃])\|([^{}|]*)\}/gu;
/** What little text escapes with a backslash. */
const ESCAPED = /\\([|{}@[\]()<>#\\*_~])/gu;

const written = (address: string): string =>
  address.replace(/^https?:\/\/(?:www\.)?/iu, '').replace(/\/$/u, '');

/** `value` is a union whose key says which: `{"com.linkedin.common.MemberAttributedEntity":{"member":"urn:…"}}`. */
function targetOf(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return NAMED.test(value) ? value : linkOf(value);
  if (!isRecord(value) || depth > 3) return null;
  for (const below of Object.values(value)) {
    const target = targetOf(below, depth + 1);
    if (target !== null) return target;
  }
  return null;
}

/** A link whose label says something else than where it leads is followed by its target. */
function withTarget(text: string, { start, length }: Json, target: string): string {
  const isInside = Number.isSafeInteger(start) && Number.isSafeInteger(length);
  const [from, end] = [Number(start), Number(start) + Number(length)];
  if (!isInside || from < 0 || end <= from || end > text.length) return text;
  const label = text.slice(from, end).trim();
  return written(label) === written(target) ? text : `${text.slice(0, end)} (${target})${text.slice(end)}`;
}

function withAttributes(text: string, attributes: readonly Json[]): Told {
  const mentions: string[] = [];
  let shown = text;
  // From the end, so that the places before stay right.
  for (const attribute of attributes.toSorted((a, b) => Number(b.start) - Number(a.start))) {
    const target = targetOf(attribute.value);
    if (target === null) continue;
    if (NAMED.test(target)) mentions.unshift(target);
    else shown = withTarget(shown, attribute, target);
  }
  return { text: shown, mentions };
}

/** Mentions and hashtags in their template form, which no person types. */
function withoutTemplates({ text, mentions }: Told): Told {
  const named = [...mentions];
  const shown = text
    .replace(LITTLE_MENTION, (_whole, name: string, urn: string) => {
      named.push(urn);
      return name.replace(ESCAPED, '$1');
    })
    .replace(LITTLE_HASHTAG, '$1$2');
  return { text: shown, mentions: [...new Set(named)] };
}

/**
 * A text, or `{text, attributes}`. Null where none was sent; undefined where something other than text stands in its
 * place, since dropping it silently would lose what was written.
 */
export function toldOf(value: unknown, attributes: unknown = null): Told | null | undefined {
  if (value === undefined || value === null) return null;
  if (isRecord(value)) return toldOf(value.text, value.attributes);
  const text = textOf(value);
  if (text === null) return undefined;
  const list = Array.isArray(attributes) ? attributes.filter(isRecord) : [];
  return withoutTemplates(withAttributes(text, list));
}

/** A post's `commentary`, which is little text throughout: its signs are escaped. */
export function textOfCommentary(value: unknown): string {
  return (toldOf(value)?.text ?? '').replace(ESCAPED, '$1');
}
