/** The worker's process: one processor per job name, and the sweeper. */
import { randomUUID } from 'node:crypto';
import { connectors } from '../connectors/index.ts';
import { alignCapabilities } from '../core/accounts/accounts.store.ts';
import { createAppSecrets } from '../core/accounts/app-secrets.ts';
import { openPolicyCache } from '../core/deadlines/policy-cache.store.ts';
import { evidencePackage } from '../core/evidence/package.store.ts';
import { SOFTWARE } from '../core/evidence/software.ts';
import { clockOf, readProcessSettings, webhookSecrets } from '../core/kernel/config.ts';
import { closeDb, openDb } from '../core/kernel/db.ts';
import { createPageFetcher } from '../core/kernel/guarded-fetch/fetch-page.ts';
import { createPictureFetcher } from '../core/kernel/guarded-fetch/fetch-picture.ts';
import { openProcess, stopWith, tellReady, tellWhile } from '../core/kernel/process-lifecycle.ts';
import { INWARD_JOBS, JOB_NAMES, type JobName } from '../core/kernel/queue/jobs.ts';
import { openQueues } from '../core/kernel/queue/queues.ts';
import { runWorker } from '../core/kernel/queue/run-worker.ts';
import { createFingerprintStream } from '../core/kernel/realtime/fingerprint-stream.ts';
import { createPublisher } from '../core/kernel/realtime/publish.ts';
import { openRedis } from '../core/kernel/redis.ts';
import { SettingsError } from '../core/kernel/start-errors.ts';
import { createTokenVault } from '../core/kernel/token-vault.ts';
import { openLearnedModelCache } from '../core/learning/learned-model-cache.store.ts';
import { openListCache } from '../core/lists/list-cache.store.ts';
import { keepStarterRegister } from '../core/lists/list-claims.store.ts';
import { migrate } from '../core/migrations/migrate.store.ts';
import { openModerationCache } from '../core/moderation/moderation-policies.store.ts';
import { createDocuments } from '../documents/document-process.ts';
import { findChromium } from '../documents/picture/find-chromium.ts';
import { createPainter } from '../documents/picture/painter.ts';
import { createMailer } from './alarms/mail.ts';
import { createWebhookPoster } from './alarms/webhook.ts';
import { browserState, watchBrowser } from './capture/watch-browser.ts';
import { assertAuthorities, readAuthorities } from './chain/authorities.ts';
import { createStamper } from './chain/time-stamps.ts';
import { createAssess, createClassify } from './classify/assess.ts';
import { learnedModelReader } from './classify/learned-models.ts';
import { loadTextClassifier, readStarterClaims } from './classify/load.ts';
import { loadMinorCues } from './classify/load-cues.ts';
import { createTextContexts } from './classify/text-context.ts';
import type { WorkerDeps } from './deps.ts';
import { createPacker } from './hand-over/pack.ts';
import { openHandOver } from './hand-over/ports.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createNearDuplicateCounter } from './ingest/near-duplicates.ts';
import { processors } from './processors.ts';
import { createImageModel } from './scan-images/image-model.ts';
import { faultOfOpinionFolder } from './second-opinion/model-folder.ts';
import { openSecondOpinion } from './second-opinion/source.ts';
import { startSweeper } from './sweep.ts';
import { startTimers } from './timers.ts';

const { settings, log } = openProcess('worker', () => {
  const read = readProcessSettings(process.env, 'worker');
  const fault = faultOfOpinionFolder(read);
  if (fault !== null) throw new SettingsError([fault]);
  assertAuthorities(read);
  return read;
});
const { MONGODB_URL: mongoUrl, REDIS_URL: redisUrl, SECRET_KEY: secretKey } = settings;

const secondOpinion = openSecondOpinion(settings, clockOf(settings));
const quiet = (error: unknown): void => log.debug({ err: error }, 'redis');
const classifier = await loadTextClassifier();
const db = await openDb(mongoUrl, { poolSize: 20 });
await tellWhile(migrate(db, (done) => log.info(done, 'migrated')));
await alignCapabilities(
  db,
  connectors.map(({ actions }) => actions),
);
const redis = openRedis(redisUrl, 'fast', quiet);
const jobsRedis = openRedis(redisUrl, 'patient', quiet);
const queues = openQueues(redis, quiet);
const unread = (error: unknown): void => log.warn({ err: error }, 'policies could not be read');
const policyCache = await openPolicyCache(db, unread, clockOf(settings));
const moderation = await openModerationCache(db, unread);
const lists = await openListCache(db, (error) => log.warn({ err: error }, 'lists could not be read'));
await keepStarterRegister(db, await readStarterClaims());
const contextOf = createTextContexts({
  listsOf: (tenantId) => lists.listsOf(tenantId),
  zoneOf: (account) => policyCache.clockOf(account).policy.timeZone,
  now: clockOf(settings),
});
const models = await openLearnedModelCache(db, learnedModelReader(classifier.version, log), (error) =>
  log.warn({ err: error }, 'learned models could not be read'),
);

const publicUrl = settings.PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT ?? 4800}`;
const documents = createDocuments();
const handOver = openHandOver({
  smtpUrl: settings.SMTP_URL,
  folder: settings.HAND_OVER_FOLDER,
  publicUrl,
  mailFrom: settings.UNIT_EMAIL ?? null,
  evidenceOf: evidencePackage,
  pack: createPacker(documents, clockOf(settings)),
  software: SOFTWARE,
});
const policyOf: WorkerDeps['policyOf'] = (account) => moderation.policyOf(account);
const deps: WorkerDeps = {
  db,
  queues,
  publisher: createPublisher(redis, quiet),
  connectors: new Map(connectors.map((connector) => [connector.platform, connector])),
  vault: createTokenVault(secretKey),
  appSecretOf: createAppSecrets(webhookSecrets(settings)),
  documents,
  log,
  now: clockOf(settings),
  assess: createAssess({
    classify: createClassify({ classifier, contextOf, learnedModelOf: (tenantId) => models.of(tenantId) }),
    policyOf,
    log,
  }),
  policyOf,
  clockOf: (account) => policyCache.clockOf(account),
  nearDuplicates: createNearDuplicateCounter(createFingerprintStream(redis, quiet)),
  imageScanner: { fetcher: createPictureFetcher(), model: createImageModel(), cues: await loadMinorCues() },
  handOver,
  secondOpinion,
  pageFetcher: createPageFetcher(),
  painter: createPainter({ find: () => findChromium(process.env), sandbox: settings.CAPTURE_SANDBOX }),
};
const mailer = settings.SMTP_URL === undefined ? null : createMailer(settings.SMTP_URL);
const poster = createWebhookPoster({ loopback: false });

const onFailed = (job: JobName, error: unknown): void => log.warn({ err: error, job }, 'a try failed');
const table = processors(deps);
const outgoing = settings.OUTGOING === 'on';
const jobs = outgoing ? JOB_NAMES : INWARD_JOBS;
const workers = jobs.map((name) =>
  runWorker(name, table[name], { redis: jobsRedis, onFailed, onError: quiet }),
);
const sweeper = startSweeper(deps);
const holder = randomUUID();
const heartbeat = startHeartbeat({ ...deps, id: holder, browser: () => browserState(deps.painter) });
const browserWatch = watchBrowser(deps);
const timers = startTimers({
  ...deps,
  outgoing,
  policyCache,
  holder,
  sendMail: mailer && ((mail) => mailer.send(mail)),
  postWebhook: (target, body) => poster.post(target, body),
  stampFor:
    settings.TSA_URL === undefined
      ? null
      : createStamper(settings.TSA_URL, {
          authorities: readAuthorities(settings.TSA_CA_FILE),
          policy: settings.TSA_POLICY ?? null,
        }),
  publicUrl,
  mailFrom: settings.UNIT_EMAIL ?? null,
});
if (settings.TSA_URL !== undefined && settings.TSA_CA_FILE === undefined)
  log.warn('no TSA_CA_FILE: it is not checked who signs the time stamps');
if (mailer === null) log.info('no SMTP_URL: alarms are shown in the app only');

stopWith(async () => {
  await sweeper.stop();
  await timers.stop();
  await heartbeat.stop();
  browserWatch.stop();
  policyCache.close();
  lists.close();
  models.close();
  moderation.close();
  mailer?.close();
  handOver.close();
  await poster.close();
  await secondOpinion?.close();
  // Lets what is under way end; what is not started stays in the queue.
  await Promise.all(workers.map((worker) => worker.close()));
  await deps.painter.close();
  await deps.pageFetcher.close();
  await deps.imageScanner.model.stop();
  await deps.documents.stop();
  await deps.imageScanner.fetcher.close();
  await queues.close();
  redis.disconnect();
  jobsRedis.disconnect();
  await closeDb(db);
});

if (!outgoing) log.warn('OUTGOING is off: nothing is sent out, and what is to be sent waits');
log.info({ classifier: classifier.version, jobs }, 'working');
tellReady({});
