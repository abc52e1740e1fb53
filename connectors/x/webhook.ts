/** Who sends: X's challenge and its signature (platforms.md 5.2, 0.2). Pure: no clock, no I/O. */
import { createHmac } from 'node:crypto';
import type { Handshake, WebhookConnector, WebhookSecrets } from '../../core/actions/connector.ts';
import { textOf } from '../shared/read.ts';
import { type Headers, isHmacOf, singleHeader } from '../shared/signature.ts';

export const webhook: WebhookConnector = {
  contentTypes: ['application/json'],
  handshake,
  isSigned: (headers) => signatureIn(headers) !== null,
  verify,
};

const HEADER = 'x-twitter-webhooks-signature';
/** 32 bytes in base64, of which the last sign before the filling holds two bits that must be empty. */
const SIGNATURE = /^sha256=([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/;
const LONGEST_TOKEN = 1_000;

const signatureIn = (headers: Headers): string | null =>
  SIGNATURE.exec(singleHeader(headers, HEADER) ?? '')?.[1] ?? null;

function verify(body: Uint8Array, headers: Headers, secrets: WebhookSecrets): boolean {
  const signature = signatureIn(headers);
  if (signature === null) return false;
  return isHmacOf(body, Buffer.from(signature, 'base64'), { secrets: secrets.signing });
}

/**
 * The challenge-response check: no token of ours is asked for, the answer itself proves that the secret is known. It
 * holds one answer only, so while secrets rotate the first one counts: X signs with the newest at once.
 */
function handshake(query: Readonly<Record<string, unknown>>, secrets: WebhookSecrets): Handshake {
  const token = textOf(Object.hasOwn(query, 'crc_token') ? query.crc_token : null) ?? '';
  const secret = secrets.signing.find((candidate) => candidate !== '');
  if (token === '' || token.length > LONGEST_TOKEN || secret === undefined) return { ok: false };
  const response_token = `sha256=${createHmac('sha256', secret).update(token).digest('base64')}`;
  return {
    ok: true,
    body: JSON.stringify({ response_token }),
    contentType: 'application/json; charset=utf-8',
  };
}
