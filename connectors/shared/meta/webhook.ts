import type { WebhookConnector } from '../../../core/actions/connector.ts';
import { hasHubSignature, verifyHubSignature } from '../signature.ts';
import { handshake } from './handshake.ts';

/** What knows a sender is the same for all of Meta's products; only the app secret differs (platforms.md 0.2). */
export const metaWebhook: WebhookConnector = {
  contentTypes: ['application/json'],
  handshake,
  isSigned: hasHubSignature,
  verify: (body, headers, secrets) => verifyHubSignature(body, headers, secrets.signing),
};
