/** Is it alive, is it ready, how is it doing. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, type RequestHandler, Router } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { storeVersion, within } from '../../core/kernel/db.ts';
import { forbidden } from '../../core/kernel/errors.ts';
import { browserOf, workersAlive } from '../../core/monitoring/worker-heartbeats.store.ts';
import type { ServerDeps } from '../deps.ts';
import { addInstallationMetrics } from '../installation-metrics.ts';
import { isOwnName } from '../middleware/client-address.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const PASSED_ON = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
];

/**
 * A proxy on this machine speaks for others, and a plain one says nothing of it: where people use another address
 * than this machine's own there is one, and then nobody is local.
 */
const isLocal = ({ socket, headers }: Request, publicUrl: string | null): boolean =>
  (publicUrl === null || isOwnName(publicUrl)) &&
  isOwnName(`http://${headers.host}`) &&
  LOOPBACK.has(socket.remoteAddress ?? '') &&
  PASSED_ON.every((name) => headers[name] === undefined);

function isToken(header: string | undefined, token: string | null): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return token !== null && timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

export interface Metrics {
  readonly registry: Registry;
  /** Seconds per request, by route pattern: never by path, which may hold ids. */
  readonly requests: Histogram<'route' | 'status'>;
}

export function createMetrics(deps: Pick<ServerDeps, 'queues' | 'db' | 'now'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'uppsikt_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  new Gauge({
    name: 'uppsikt_jobs_waiting',
    help: 'Jobs waiting, by name',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      const counts = await deps.queues.counts().catch(() => ({}));
      for (const [job, count] of Object.entries(counts)) this.set({ job }, Number(count));
    },
  });
  addInstallationMetrics(registry, deps);
  return { registry, requests };
}

/** Times every request. What no route answered is one label, so that nobody can make many. */
export const timed =
  ({ requests }: Metrics): RequestHandler =>
  (req, res, next) => {
    const stop = requests.startTimer();
    res.once('close', () => {
      const route: unknown = req.route?.path;
      const label = typeof route === 'string' ? `${req.method} ${req.baseUrl}${route}` : 'none';
      stop({ route: label, status: res.statusCode });
    });
    next();
  };

export function healthRoutes(deps: ServerDeps, metrics: Metrics): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/readyz', async (_req, res) => {
    const [mongodb, redis, workers] = await Promise.all([
      storeVersion(deps.db).catch(() => null),
      deps.redisVersion().catch(() => null),
      within(2000, workersAlive(deps.db, deps.now())).catch(() => []),
    ]);
    const engines = {
      mongodb: mongodb === null ? null : { version: mongodb },
      redis: redis === null ? null : { version: redis },
    };
    const status = mongodb === null ? 'unavailable' : redis === null ? 'degraded' : 'ready';
    res.status(mongodb === null ? 503 : 200).json({
      status,
      degraded: redis === null,
      engines,
      capture: { sandbox: deps.settings.captureSandbox, browser: browserOf(workers ?? []) },
    });
  });
  router.get('/metrics', async (req, res) => {
    const { metricsToken, publicUrl } = deps.settings;
    if (!isToken(req.headers.authorization, metricsToken) && !isLocal(req, publicUrl))
      throw forbidden('Metrics are for this machine.');
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}
