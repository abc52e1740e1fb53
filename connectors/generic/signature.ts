/**
 * `X-Uppsikt-Signature: t=<seconds since 1970>,v1=<hex>`, HMAC-SHA256 of `<t>.<body>` with the source's secret: on what a
 * source sends us and on what we send back. The time is signed, so that a delivery that was listened in on grows old.
 */
import { createHmac } from 'node:crypto';
import { type Headers, isHmacOf, singleHeader } from '../shared/signature.ts';

export const SIGNATURE_HEADER = 'x-uppsikt-signature';
/** How far the clocks of the two may differ. */
export const TOLERANCE_MS = 300_000;

const FORM = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/u;

interface Claimed {
  readonly seconds: string;
  readonly hex: string;
}

function claimed(headers: Headers): Claimed | null {
  const [, seconds, hex] = FORM.exec(singleHeader(headers, SIGNATURE_HEADER) ?? '') ?? [];
  return seconds === undefined || hex === undefined ? null : { seconds, hex };
}

export const isSigned = (headers: Headers): boolean => claimed(headers) !== null;

export function verify(
  body: Uint8Array,
  headers: Headers,
  { signing }: { signing: readonly string[] },
): boolean {
  const claim = claimed(headers);
  if (claim === null) return false;
  return isHmacOf(body, Buffer.from(claim.hex, 'hex'), { secrets: signing, before: `${claim.seconds}.` });
}

export function isTimely(headers: Headers, now: Date): boolean {
  const claim = claimed(headers);
  return claim !== null && Math.abs(Number(claim.seconds) * 1000 - now.getTime()) <= TOLERANCE_MS;
}

/** The header's value for exactly this body. */
export function signatureOf(body: string | Uint8Array, { secret, at }: { secret: string; at: Date }): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const hex = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
  return `t=${seconds},v1=${hex}`;
}
