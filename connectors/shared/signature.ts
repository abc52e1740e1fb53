import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

const PREFIXED_HEX = /^sha256=([0-9a-f]{64})$/;

/**
 * The one value of a header, its name compared without case; null when it is absent or came twice, since two
 * values leave open which of them was meant.
 */
export function singleHeader(headers: Headers, name: string): string | null {
  const values: string[] = [];
  for (const [key, value] of Object.entries(headers)) {
    if (value !== undefined && key.toLowerCase() === name) values.push(...[value].flat());
  }
  return values.length === 1 ? (values[0] ?? null) : null;
}

const hexOf = (headers: Headers): string | undefined =>
  PREFIXED_HEX.exec(singleHeader(headers, 'x-hub-signature-256') ?? '')?.[1];

/** Whether there is one well-formed `X-Hub-Signature-256`. */
export const hasHubSignature = (headers: Headers): boolean => hexOf(headers) !== undefined;

/**
 * Meta's `X-Hub-Signature-256`: `sha256=` and lower-case hex of HMAC-SHA256 over the raw bytes (platforms.md 0.2).
 * True if any secret made it. Every secret is tried, so the time tells nothing of which one fitted; an empty
 * secret is no secret. Never throws.
 */
export function verifyHubSignature(body: Uint8Array, headers: Headers, secrets: readonly string[]): boolean {
  const hex = hexOf(headers);
  if (hex === undefined) return false;
  return isHmacOf(body, Buffer.from(hex, 'hex'), { secrets });
}

/** Whether any secret made this HMAC of the bytes; `before`: what stands before them in what was signed. */
export function isHmacOf(
  body: Uint8Array,
  claimed: Uint8Array,
  {
    secrets,
    algorithm = 'sha256',
    before = '',
  }: { secrets: readonly string[]; algorithm?: 'sha1' | 'sha256'; before?: string },
): boolean {
  let verified = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const expected = createHmac(algorithm, secret).update(before).update(body).digest();
    if (expected.length === claimed.length && timingSafeEqual(expected, claimed)) verified = true;
  }
  return verified;
}

/** Whether `given` is one of `known`, in a time that depends on neither. An empty text is never one of them. */
export function isOneOf(candidate: string, known: readonly string[]): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const wanted = digest(candidate);
  let found = false;
  for (const candidate of known) {
    if (timingSafeEqual(digest(candidate), wanted) && candidate !== '') found = true;
  }
  return found;
}
