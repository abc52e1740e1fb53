import type { Handshake, WebhookSecrets } from '../../../core/actions/connector.ts';
import { textOf } from '../read.ts';
import { isOneOf } from '../signature.ts';

/**
 * Meta asks for its challenge (platforms.md 1.1). Some frameworks turn the dots of `hub.mode` into underscores. The
 * challenge goes back as it came, as text.
 */
export function handshake(query: Readonly<Record<string, unknown>>, secrets: WebhookSecrets): Handshake {
  const parameter = (name: string): string | null =>
    textOf(query[`hub.${name}`]) ?? textOf(query[`hub_${name}`]);
  const challenge = parameter('challenge');
  const known = isOneOf(parameter('verify_token') ?? '', secrets.verifyTokens);
  if (!known || challenge === null || parameter('mode') !== 'subscribe') return { ok: false };
  return { ok: true, body: challenge, contentType: 'text/plain; charset=utf-8' };
}
