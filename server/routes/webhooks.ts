/**
 * Hop 1: raw bytes in; the platform's connector verifies them; they are stored before they are acknowledged. Redis
 * down is still 200; the store down is 503, and the platform sends again.
 */
import { Router, raw } from 'express';
import type { WebhookConnector } from '../../core/actions/connector.ts';
import { deliveryHints, type Incoming, storeDeliveries } from '../../core/inbox/deliveries.store.ts';
import { createCoalescer } from '../../core/kernel/coalesce.ts';
import { UppsiktError, unavailable } from '../../core/kernel/errors.ts';
import { deliveryId } from '../../core/kernel/ids.ts';
import type { ServerDeps } from '../deps.ts';

const MAX_BYTES = '4mb';
const MAX_BATCH = 500;
/** Two lanes: one batch is on its way to disk while the next is sent. */
const LANES = 2;

function createReceiver(deps: ServerDeps) {
  const batches = createCoalescer<Incoming, void>({
    maxBatch: MAX_BATCH,
    lanes: LANES,
    async run(incoming) {
      const fresh = new Set(await storeDeliveries(deps.db, incoming));
      const readable = incoming
        .filter((delivery) => delivery.readable)
        .map(({ platform, body }) => deliveryId(platform, body));
      const hints = [...new Set(readable)].filter((id) => fresh.has(id));
      // Not awaited: what is stored is acknowledged, whether or not a worker has heard of it.
      void deps.queues.hint('ingest-delivery', deliveryHints(hints));
      return incoming.map(() => undefined);
    },
  });
  return (incoming: Incoming) =>
    batches.add(incoming).catch((error: unknown) => {
      throw unavailable('The store', error);
    });
}

function connectorOf(deps: ServerDeps, platform: string): WebhookConnector {
  const connector = [...deps.connectors.values()].find((candidate) => candidate.platform === platform);
  if (connector === undefined)
    throw new UppsiktError({ code: 'unknown_platform', status: 404, message: 'No such platform.' });
  return connector.webhook;
}

const badSignature = (): UppsiktError =>
  new UppsiktError({ code: 'bad_signature', status: 401, message: 'The signature does not fit the body.' });

export function webhookRoutes(deps: ServerDeps): Router {
  const receive = createReceiver(deps);
  const router = Router();
  const body = raw({ type: () => true, limit: MAX_BYTES });

  router.get('/webhooks/:platform', (req, res) => {
    const connector = connectorOf(deps, req.params.platform);
    const answer = connector.handshake(req.query, deps.secrets[connector.platform]);
    if (!answer.ok)
      throw new UppsiktError({ code: 'handshake_failed', status: 403, message: 'Wrong verify token.' });
    // What the caller sent comes back: no browser may take it for a page.
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.status(200).type(answer.contentType).send(answer.body);
  });

  router.post('/webhooks/:platform', body, async (req, res) => {
    const receivedAt = deps.now();
    const connector = connectorOf(deps, String(req.params.platform));
    if (!req.is([...connector.contentTypes]))
      throw new UppsiktError({
        code: 'unsupported_media_type',
        status: 415,
        message: 'Unsupported content.',
      });
    const bytes: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    if (!connector.verify(bytes, req.headers, deps.secrets[connector.platform])) {
      await deps.limits.badSignature.take(req.ip ?? 'unknown');
      throw badSignature();
    }
    const readable = connector.isReadable(bytes);
    await receive({ platform: connector.platform, body: bytes, receivedAt, readable });
    if (!readable)
      throw new UppsiktError({
        code: 'unreadable',
        status: 400,
        message: 'Signed, but not readable. It is kept.',
      });
    res.status(200).type('text/plain').send('ok');
  });
  return router;
}
