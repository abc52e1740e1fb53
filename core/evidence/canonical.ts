/**
 * Canonical JSON by RFC 8785, as its author's own package writes it: two parties that canonicalise the same value get
 * the same bytes, and so the same hash.
 */
import canonicalize from 'canonicalize';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** UTF-8 text without a final line feed. Throws a TypeError on what JSON cannot hold (NaN, half a surrogate pair). */
export function canonicalJson(value: Json): string {
  const text = written(value);
  if (text === undefined) throw new TypeError(`Canonical JSON cannot hold a ${typeof value}.`);
  return text;
}

function written(value: Json): string | undefined {
  try {
    return canonicalize(value);
  } catch (cause) {
    throw new TypeError('Canonical JSON cannot hold this value.', { cause });
  }
}

/** How JSON.stringify escapes half a surrogate pair (or the same six signs behind an escaped backslash). */
const HALF_PAIR = /\\ud[89a-f]/u;

/**
 * Any value that JSON.stringify accepts (dates become ISO strings) as plain JSON. Half a surrogate pair, which
 * platforms do send and RFC 8785 refuses, becomes U+FFFD as it does in UTF-8: a capture must not fail for it.
 */
export function toJson(value: unknown): Json {
  const text = JSON.stringify(value ?? null);
  return JSON.parse(text, HALF_PAIR.test(text) ? wellFormed : undefined) as Json;
}

function wellFormed(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), member]));
}
