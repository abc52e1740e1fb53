/** The hub that tells of the channel's videos (WebSub, platforms.md 4.1). Comments are never pushed: they are polled. */
import type { Handshake, WebhookConnector, WebhookSecrets } from '../../core/actions/connector.ts';
import { textOf } from '../shared/read.ts';
import { type Headers, isHmacOf, singleHeader } from '../shared/signature.ts';

export const webhook: WebhookConnector = {
  contentTypes: ['application/atom+xml', 'application/xml', 'text/xml'],
  handshake,
  isSigned: (headers) => signatureOf(headers) !== null,
  verify(body, headers, secrets) {
    const hex = signatureOf(headers);
    if (hex === null) return false;
    return isHmacOf(body, Buffer.from(hex, 'hex'), { secrets: secrets.signing, algorithm: 'sha1' });
  },
};

/** Both addresses of a channel's feed are in use. */
const TOPIC = /^https:\/\/www\.youtube\.com\/(?:xml\/)?feeds\/videos\.xml\?channel_id=[\w-]{1,64}$/;

const signatureOf = (headers: Headers): string | null =>
  /^sha1=([0-9a-f]{40})$/.exec(singleHeader(headers, 'x-hub-signature') ?? '')?.[1] ?? null;

/**
 * The hub asks whether we want the feed, and again at every renewal. Only a subscription to a channel's feed is
 * confirmed: an unsubscription that a stranger asked for is refused. Without a secret no push could be verified.
 */
function handshake(query: Readonly<Record<string, unknown>>, secrets: WebhookSecrets): Handshake {
  const parameter = (name: string): string | null =>
    textOf(query[`hub.${name}`]) ?? textOf(query[`hub_${name}`]);
  const challenge = parameter('challenge');
  const isWanted = parameter('mode') === 'subscribe' && TOPIC.test(parameter('topic') ?? '');
  const canVerify = secrets.signing.some((secret) => secret !== '');
  if (!isWanted || !canVerify || challenge === null || challenge === '') return { ok: false };
  return { ok: true, body: challenge, contentType: 'text/plain; charset=utf-8' };
}
