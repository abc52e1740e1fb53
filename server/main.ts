/** The web server's process. Reads the settings, opens the stores, listens, and stops in order. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connectors } from '../connectors/index.ts';
import { openPolicyCache } from '../core/deadlines/policy-cache.store.ts';
import type { ItemShape } from '../core/inbox/items.contract.ts';
import { clockOf, readProcessSettings, webhookSecrets } from '../core/kernel/config.ts';
import { closeDb, openDb, storeVersion } from '../core/kernel/db.ts';
import { openProcess, stopWith, tellReady, tellWhile } from '../core/kernel/process-lifecycle.ts';
import { openQueues } from '../core/kernel/queue/queues.ts';
import { createPublisher } from '../core/kernel/realtime/publish.ts';
import { subscribe } from '../core/kernel/realtime/subscribe.ts';
import { openRedis } from '../core/kernel/redis.ts';
import { PORT_TAKEN, settingsErrorOf } from '../core/kernel/start-errors.ts';
import { createTokenVault } from '../core/kernel/token-vault.ts';
import { migrate } from '../core/migrations/migrate.store.ts';
import { createDocuments } from '../documents/document-process.ts';
import { createApp } from './app.ts';
import type { ServerDeps } from './deps.ts';
import { createLimits } from './middleware/limits.ts';
import { createFanOut } from './realtime/fan-out.ts';
import { openSessions } from './sessions.ts';
import { watchStore } from './store-watch.ts';

const { settings, log } = openProcess('server', () => readProcessSettings(process.env, 'server'));
const { MONGODB_URL: mongoUrl, REDIS_URL: redisUrl, SECRET_KEY: secretKey } = settings;

const quiet = (error: unknown): void => log.debug({ err: error }, 'redis');
const db = await openDb(mongoUrl, { poolSize: 30 });
await tellWhile(migrate(db, (done) => log.info(done, 'migrated')));
const redis = openRedis(redisUrl, 'fast', quiet);
const stream = openRedis(redisUrl, 'patient', quiet);
const queues = openQueues(redis, quiet);
const policyCache = await openPolicyCache(
  db,
  (error) => log.warn({ err: error }, 'policies could not be read'),
  clockOf(settings),
);
const publicUrl = settings.PUBLIC_URL ?? null;
const sessions = await openSessions({
  redisUrl,
  secretKey,
  secure: publicUrl?.startsWith('https:') ?? false,
  onError: quiet,
});
const clientDir = join(import.meta.dirname, '..', 'client', 'dist');

const storeWatch = watchStore(() => storeVersion(db));

const deps: ServerDeps = {
  db,
  queues,
  publisher: createPublisher(redis, quiet),
  connectors: new Map(connectors.map((connector) => [connector.platform, connector])),
  secrets: webhookSecrets(settings),
  vault: createTokenVault(secretKey),
  documents: createDocuments(),
  limits: createLimits(redis),
  session: sessions.middleware,
  log,
  settings: {
    publicUrl,
    trustedProxies: settings.TRUSTED_PROXIES,
    undoSeconds: settings.UNDO_SECONDS,
    unitEmail: settings.UNIT_EMAIL ?? null,
    metricsToken: settings.METRICS_TOKEN ?? null,
    hasMailServer: settings.SMTP_URL !== undefined,
    handOverFolder: settings.HAND_OVER_FOLDER ?? null,
    captureSandbox: settings.CAPTURE_SANDBOX,
    clientDir: existsSync(join(clientDir, 'index.html')) ? clientDir : null,
    checkOutput: false,
  },
  now: clockOf(settings),
  clockOf: (account) => policyCache.clockOf(account),
  storeWatch,
  async redisVersion() {
    if (redis.status !== 'ready') return null;
    return /redis_version:(\S+)/u.exec(await redis.info('server'))?.[1] ?? null;
  },
};

const http = createServer(createApp(deps));
// Longer than a proxy keeps its connections, so that none is closed under a request.
http.keepAliveTimeout = 65_000;
const fanOut = createFanOut(deps, http);
const subscription = subscribe<ItemShape>(stream, {
  onMessage: (message) => fanOut.deliver(message),
  onGap: () => fanOut.gap(),
  onError: quiet,
});

stopWith(async () => {
  // Socket.IO closes the http server with it: what is under way is answered first.
  await fanOut.close();
  await deps.documents.stop();
  await subscription.stop();
  policyCache.close();
  storeWatch.stop();
  await queues.close();
  redis.disconnect();
  await sessions.close();
  await closeDb(db);
});

http.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw settingsErrorOf(error) ?? error;
  log.fatal({ err: error }, 'cannot listen');
  process.exit(PORT_TAKEN);
});
http.listen(settings.PORT ?? 4800, settings.HOST, () => {
  const { port } = http.address() as AddressInfo;
  log.info({ port }, 'listening');
  tellReady({ port });
});
