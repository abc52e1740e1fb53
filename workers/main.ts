/** The worker's process: one processor per job name, and the sweeper. */
import { randomUUID } from 'node:crypto';
import { connectors } from '../connectors/index.ts';
import { clockOf, readSettings } from '../core/config.ts';
import { stopWith, tellReady } from '../core/graceful.ts';
import { createLogger } from '../core/log.ts';
import { decide } from '../core/policy/decide.ts';
import { DEFAULT_POLICY } from '../core/policy/policy.ts';
import { openRedis } from '../core/queue/connection.ts';
import { JOB_NAMES, type JobName } from '../core/queue/jobs.ts';
import { openQueues } from '../core/queue/queues.ts';
import { runWorker } from '../core/queue/run-worker.ts';
import { createPublisher } from '../core/realtime/publish.ts';
import { closeDb, openDb } from '../core/store/db.ts';
import { migrate } from '../core/store/migrations/migrate.ts';
import { openPolicyBook } from '../core/store/policy-book.ts';
import { createTokenVault } from '../core/store/token-vault.ts';
import type { WorkerDeps } from './deps.ts';
import { createJudge } from './judge.ts';
import { loadTextClassifier } from './models/load.ts';
import { createMailer } from './notify/mail.ts';
import { createWebhookPoster } from './notify/webhook.ts';
import { processors } from './processors.ts';
import { openSecondOpinion } from './second-opinion/source.ts';
import { startSweeper } from './sweep.ts';
import { startTimers } from './timers.ts';

const settings = readSettings(process.env);
const log = createLogger({ name: 'worker', level: settings.LOG_LEVEL });
const { MONGODB_URL: mongoUrl, REDIS_URL: redisUrl, SECRET_KEY: secretKey } = settings;
if (mongoUrl === undefined || redisUrl === undefined || secretKey === undefined) {
  log.fatal('MONGODB_URL, REDIS_URL and SECRET_KEY must be set; npm start sets them');
  process.exit(2);
}

const secondOpinion = openSecondOpinion(settings, clockOf(settings));
const quiet = (error: unknown): void => log.debug({ err: error }, 'redis');
const classifier = await loadTextClassifier();
const db = await openDb(mongoUrl, { poolSize: 20 });
await migrate(db);
const redis = openRedis(redisUrl, 'fast', quiet);
const jobsRedis = openRedis(redisUrl, 'patient', quiet);
const queues = openQueues(redis, quiet);
const book = await openPolicyBook(db, (error) => log.warn({ err: error }, 'policies could not be read'));

const deps: WorkerDeps = {
  db,
  queues,
  publisher: createPublisher(redis, quiet),
  connectors: new Map(connectors.map((connector) => [connector.platform, connector])),
  vault: createTokenVault(secretKey),
  log,
  now: clockOf(settings),
  judge: createJudge({
    classify: (text, { country }) => classifier.classify(text, { country }),
    decide: (classification, account) => ({
      decision: decide(classification, DEFAULT_POLICY, { accountId: account._id }),
      policyVersion: DEFAULT_POLICY.version,
    }),
    log,
  }),
  clockOf: (account) => book.clockOf(account),
  secondOpinion,
};
const mailer = settings.SMTP_URL === undefined ? null : createMailer(settings.SMTP_URL);
const poster = createWebhookPoster({ loopback: false });

const onFailed = (job: JobName, error: unknown): void => log.warn({ err: error, job }, 'a try failed');
const table = processors(deps);
const missing = JOB_NAMES.filter((name) => table[name] === undefined);
if (missing.length > 0) {
  log.fatal({ missing }, 'a job name has no processor');
  process.exit(1);
}
const workers = JOB_NAMES.map((name) =>
  runWorker(name, table[name] as never, { redis: jobsRedis, onFailed, onError: quiet }),
);
const sweeper = startSweeper(deps);
const timers = startTimers({
  ...deps,
  book,
  holder: randomUUID(),
  sendMail: mailer && ((mail) => mailer.send(mail)),
  postWebhook: (target, body) => poster.post(target, body),
  publicUrl: settings.PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT ?? 4800}`,
  mailFrom: settings.UNIT_EMAIL ?? null,
});
if (mailer === null) log.info('no SMTP_URL: alarms are shown in the app only');

stopWith(async () => {
  await sweeper.stop();
  await timers.stop();
  book.close();
  mailer?.close();
  await poster.close();
  await secondOpinion?.close();
  // Lets what is under way end; what is not started stays in the queue.
  await Promise.all(workers.map((worker) => worker.close()));
  await queues.close();
  redis.disconnect();
  jobsRedis.disconnect();
  await closeDb(db);
});

log.info({ classifier: classifier.version, jobs: JOB_NAMES }, 'working');
tellReady({});
