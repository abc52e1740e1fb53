/** LinkedIn's webhook (platforms.md 3.2, 3.3): the challenge, and who sent. Pure. */
import { createHmac } from 'node:crypto';
import type { Handshake, WebhookConnector, WebhookSecrets } from '../../core/actions/connector.ts';
import { idOf } from '../shared/read.ts';
import { type Headers, isHmacOf, singleHeader } from '../shared/signature.ts';

/** Documented without the prefix; some have seen it on the wire. */
const SIGNATURE = /^(?:hmacsha256=)?([0-9a-f]{64})$/u;
/** Stands before the body in what is signed. */
const BEFORE = 'hmacsha256=';

const hexOf = (headers: Headers): string | undefined =>
  SIGNATURE.exec(singleHeader(headers, 'x-li-signature') ?? '')?.[1];

export const webhook: WebhookConnector = {
  contentTypes: ['application/json'],
  handshake,
  isSigned: (headers) => hexOf(headers) !== undefined,
  verify(body, headers, { signing }) {
    const hex = hexOf(headers);
    return hex !== undefined && isHmacOf(body, Buffer.from(hex, 'hex'), { secrets: signing, before: BEFORE });
  },
};

/** Asked every two hours. One answer is all there is: while secrets are changed, the first that is named gives it. */
function handshake(query: Readonly<Record<string, unknown>>, { signing }: WebhookSecrets): Handshake {
  const challengeCode = typeof query.challengeCode === 'string' ? idOf(query.challengeCode) : null;
  const secret = signing.find((candidate) => candidate !== '');
  if (challengeCode === null || secret === undefined) return { ok: false };
  const challengeResponse = createHmac('sha256', secret).update(challengeCode).digest('hex');
  return {
    ok: true,
    body: JSON.stringify({ challengeCode, challengeResponse }),
    contentType: 'application/json',
  };
}
