/** A source of the municipality's own pushes to `/webhooks/generic/<source>`, signed with its own secret. Pure. */
import type { WebhookConnector } from '../../core/actions/connector.ts';
import { isSigned, isTimely, verify } from './signature.ts';

export const webhook: WebhookConnector = {
  contentTypes: ['application/json'],
  handshake: () => ({ ok: false }),
  isSigned,
  verify,
  isTimely,
  perSource: true,
};
