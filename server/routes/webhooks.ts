/**
 * Hop 1: raw bytes in; the platform's connector verifies them; they are stored before they are acknowledged. Redis
 * down is still 200; the store down is 503, and the platform sends again.
 */
import { type Request, type RequestHandler, type Response, Router, raw } from 'express';
import { accountByExternalId } from '../../core/accounts/accounts.store.ts';
import type { Connector, WebhookConnector, WebhookSecrets } from '../../core/actions/connector.ts';
import { deliveryHints, type Incoming, storeDeliveries } from '../../core/inbox/deliveries.store.ts';
import { createCoalescer } from '../../core/kernel/coalesce.ts';
import { UppsiktError, unavailable } from '../../core/kernel/errors.ts';
import { deliveryId } from '../../core/kernel/ids.ts';
import type { ServerDeps } from '../deps.ts';

const MAX_BYTES = '4mb';
/** What is still read and verified of an address that sent too many wrong signatures: the platform may share it. */
const SPARED_BYTES = 256 * 1024;
const MAX_BATCH = 500;
/** Two lanes: one batch is on its way to disk while the next is sent. */
const LANES = 2;

function createReceiver(deps: ServerDeps) {
  const batches = createCoalescer<Incoming, void>({
    maxBatch: MAX_BATCH,
    lanes: LANES,
    async run(incoming) {
      const fresh = await storeDeliveries(deps.db, incoming);
      const unreadable = new Set(
        incoming.filter(({ readable }) => !readable).map(({ platform, body }) => deliveryId(platform, body)),
      );
      const hints = fresh.filter((id) => !unreadable.has(id));
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

type Pushing = Connector & { readonly webhook: WebhookConnector };

/** `source`: the address names one, and only then has it a secret of its own. */
function connectorOf(deps: ServerDeps, platform: string, source: string | null): Pushing {
  const connector = [...deps.connectors.values()].find((candidate) => candidate.platform === platform);
  if (!connector?.webhook || (connector.webhook.perSource === true) !== (source !== null))
    throw new UppsiktError({ code: 'unknown_platform', status: 404, message: 'No such platform.' });
  return connector as Pushing;
}

const badSignature = (): UppsiktError =>
  new UppsiktError({ code: 'bad_signature', status: 401, message: 'The signature does not fit the body.' });

const addressOf = (req: Request): string => req.ip ?? 'unknown';
const bodyOf = (limit: string | number): RequestHandler => raw({ type: () => true, limit });
const wholeBody = bodyOf(MAX_BYTES);
const sparedBody = bodyOf(SPARED_BYTES);

function read(reader: RequestHandler, req: Request, res: Response): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    reader(req, res, (error?: unknown) => {
      if (error) reject(error);
      else resolve(Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));
    });
  });
}

/** All of the body, or a little of it from an address over its limit; what is larger there is refused unread. */
async function readBody(deps: ServerDeps, req: Request, res: Response): Promise<Buffer> {
  try {
    deps.limits.badSignature.check(addressOf(req));
  } catch (tooMany) {
    // Its parser would wait for the end of what it refuses.
    if (!(Number(req.headers['content-length']) <= SPARED_BYTES)) throw tooMany;
    return read(sparedBody, req, res).catch(() => {
      throw tooMany;
    });
  }
  return read(wholeBody, req, res);
}

const NOTHING_VERIFIES: WebhookSecrets = { signing: [], verifyTokens: [] };

/** Of a source the secret that is kept with its account; one that nobody has connected has none. */
async function secretsOf(deps: ServerDeps, { platform }: Connector, source: string | null) {
  if (source === null) return deps.secrets[platform];
  const account = await accountByExternalId(deps.db, platform, source).catch((error: unknown) => {
    throw unavailable('The store', error);
  });
  const kept = account?.encryptedToken ? deps.vault.open(account.encryptedToken) : null;
  return kept === null ? NOTHING_VERIFIES : { signing: kept.split(','), verifyTokens: [] };
}

/** A secret speaks for its own source alone. */
const speaksForItself = ({ reader }: Connector, bytes: Buffer, source: string | null): boolean =>
  source === null || reader.parseDelivery(bytes).every((entry) => entry.accountExternalId === source);

/** The sender's clock is the world's, also where ours was shifted for a test. */
const isTimely = ({ webhook }: Pushing, req: Request): boolean =>
  webhook.isTimely?.(req.headers, new Date()) ?? true;

export function webhookRoutes(deps: ServerDeps): Router {
  const receive = createReceiver(deps);
  const router = Router();

  router.get('/webhooks/:platform', (req, res) => {
    const { platform, webhook } = connectorOf(deps, req.params.platform, null);
    // What the caller sent comes back: no browser may take it for a page.
    res.setHeader('X-Content-Type-Options', 'nosniff');
    const answer = webhook.handshake(req.query, deps.secrets[platform]);
    if (!answer.ok)
      throw new UppsiktError({ code: 'handshake_failed', status: 403, message: 'Wrong verify token.' });
    res.status(200).type(answer.contentType).send(answer.body);
  });

  async function take(req: Request, res: Response, source: string | null): Promise<void> {
    const receivedAt = deps.now();
    const connector = connectorOf(deps, String(req.params.platform), source);
    const { platform, webhook, reader } = connector;
    if (!req.is([...webhook.contentTypes]))
      throw new UppsiktError({
        code: 'unsupported_media_type',
        status: 415,
        message: 'Unsupported content.',
      });
    const refuse = async (): Promise<never> => {
      await deps.limits.badSignature.take(addressOf(req));
      throw badSignature();
    };
    // Nothing is read of what cannot verify.
    if (!webhook.isSigned(req.headers) || !isTimely(connector, req)) return refuse();
    const bytes = await readBody(deps, req, res);
    const secrets = await secretsOf(deps, connector, source);
    if (!webhook.verify(bytes, req.headers, secrets)) return refuse();
    if (!speaksForItself(connector, bytes, source)) return refuse();
    const readable = reader.isReadable(bytes);
    const mayRecur = readable && reader.tellsOfHiding(bytes);
    await receive({ platform, body: bytes, receivedAt, readable, mayRecur });
    if (!readable)
      throw new UppsiktError({
        code: 'unreadable',
        status: 400,
        message: 'Signed, but not readable. It is kept.',
      });
    res.status(200).type('text/plain').send('ok');
  }
  router.post('/webhooks/:platform', (req, res) => take(req, res, null));
  router.post('/webhooks/:platform/:source', (req, res) => take(req, res, req.params.source));
  return router;
}
