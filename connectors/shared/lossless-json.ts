/** JSON in which ids beyond 2^53 keep their digits (platforms.md 11.4). */

/** A number of 16 digits or more can only stand after one of these; a hit inside a text costs time, nothing else. */
const LONG_NUMBER = /[:[,]\s*-?\d{16}/;
const INTEGER = /^-?\d+$/;
const BYTE_ORDER_MARK = '\uFEFF';

/** UTF-8 to text without a byte order mark; a broken sequence becomes U+FFFD and costs no more than itself. */
export function decodeUtf8(body: Uint8Array): string {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/**
 * As JSON.parse, but an integer that a double cannot hold comes out as its digits in a string.
 * Throws SyntaxError as JSON.parse does, and nothing that JSON.parse would not throw.
 */
export function parseLossless(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  try {
    return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
  } catch (error) {
    // A reviver recurses, JSON.parse does not: what is nested too deep for it is read without.
    if (error instanceof RangeError) return JSON.parse(text);
    throw error;
  }
}

/** TypeScript's library does not know the reviver's third argument yet (ECMAScript 2026, Node 22 and later). */
function keepDigits(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const { source } = context;
  return source !== undefined && INTEGER.test(source) ? source : value;
}
