/** Everything that `npm start` starts, in order, and how it stops: server, worker, simulator, Redis, MongoDB. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createSignInToken, firstPerson } from '../../core/accounts/people.store.ts';
import { clockOf, type Settings } from '../../core/kernel/config.ts';
import { closeDb, type Db, openDb } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { migrate } from '../../core/migrations/migrate.store.ts';
import { DEMO_PAGE, isDemo, seedDemo } from '../demo/seed.ts';
import { PROJECT_DIR } from '../services/cache.ts';
import { ServiceError } from '../services/errors.ts';
import { acquireFolder, type FolderLock } from '../services/folder-lock.ts';
import { note, type StepRunner } from '../services/progress.ts';
import { type Stores, startStores, storesEnvironment } from '../services/stores.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';
import { buildClient } from './client-build.ts';
import { addressOf, type HeldPort, holdPort } from './port.ts';
import { PortTaken, type RunningProcess, startProcess } from './process.ts';
import { type DemoSecrets, demoSecrets, secretKey } from './secrets.ts';

export interface Installation {
  readonly url: string;
  /** Null where nobody can sign in yet: no account has been added. */
  readonly signInUrl: string | null;
  readonly simulatorUrl: string | null;
  /** For `npm run dev`: both processes are started again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface HowToStart {
  readonly step: StepRunner;
  /** Ends a start that is under way. */
  readonly aborted: AbortSignal;
  /** No worker: deliveries are kept and wait, nothing goes out. */
  readonly serverOnly: boolean;
}

interface Plan {
  readonly settings: Settings;
  readonly dataDir: string;
  readonly key: string;
  readonly port: number;
  readonly url: string;
  readonly stores: Stores;
  readonly step: StepRunner;
}

interface Demo {
  readonly simulator: Simulator;
  readonly secrets: DemoSecrets;
}

async function startDemo(plan: Plan, db: Db): Promise<Demo | null> {
  const secrets = demoSecrets(plan.dataDir);
  if (plan.settings.DEMO === 'off' || !(await isDemo(db, secrets))) return null;
  const { pageId, pageToken, appSecret, verifyToken } = secrets;
  const simulator = await startSimulator({
    // The server may listen on one address only, and it need not be 127.0.0.1.
    target: `${plan.url}/webhooks/facebook`,
    page: { id: pageId, name: DEMO_PAGE },
    pageToken,
    appSecret,
    verifyToken,
    stateFile: join(plan.dataDir, 'demo-page.json'),
  });
  const { apiBase } = simulator;
  await seedDemo({ db, secrets, secretKey: plan.key, apiBase, now: clockOf(plan.settings)() });
  return { simulator, secrets };
}

function environment({ settings, key, port, url, stores }: Plan, demo: Demo | null): NodeJS.ProcessEnv {
  const plus = (set: readonly string[], ofDemo: string | undefined) =>
    [...set, ...(ofDemo === undefined ? [] : [ofDemo])].join(',');
  return {
    ...process.env,
    NODE_COMPILE_CACHE: join(PROJECT_DIR, 'node_modules', '.cache', 'node'),
    PORT: String(port),
    HOST: settings.HOST,
    PUBLIC_URL: settings.PUBLIC_URL ?? url,
    MONGODB_URL: stores.mongoUrl,
    REDIS_URL: stores.redisUrl,
    // They stand in the addresses by now.
    MONGODB_PASSWORD: '',
    REDIS_PASSWORD: '',
    SECRET_KEY: key,
    META_APP_SECRET: plus(settings.META_APP_SECRET, demo?.secrets.appSecret),
    META_VERIFY_TOKEN: plus(settings.META_VERIFY_TOKEN, demo?.secrets.verifyToken),
  };
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new ServiceError('The server is up but does not become ready.');
}

async function signInUrl({ settings, url }: Plan, db: Db): Promise<string | null> {
  const person = await firstPerson(db, { tenantId: MAIN_TENANT, role: 'administrator' });
  if (person === null) return null;
  const token = await createSignInToken(db, person, clockOf(settings)());
  return `${settings.PUBLIC_URL ?? url}/sign-in#${token}`;
}

/** What has been started so far, so that a failed start and Ctrl-C stop the same things in the same order. */
class Started {
  lock: FolderLock | null = null;
  held: HeldPort | null = null;
  stores: Stores | null = null;
  demo: Demo | null = null;
  server: RunningProcess | null = null;
  worker: RunningProcess | null = null;

  async stop(): Promise<void> {
    await this.server?.stop();
    await this.worker?.stop();
    await this.demo?.simulator.stop();
    await this.stores?.stop();
    await this.held?.release();
    this.lock?.release();
  }
}

async function startAll(settings: Settings, options: HowToStart, started: Started): Promise<Installation> {
  const { step } = options;
  const dataDir = resolve(settings.DATA_DIR);
  started.lock = acquireFolder(dataDir);
  const logDir = join(dataDir, 'logs');
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  started.held = await holdPort(settings.PORT, settings.HOST);
  const { port } = started.held;
  const url = addressOf(started.held);
  const [stores] = await Promise.all([
    startStores({ dataDir, env: storesEnvironment(settings), onStep: step }).then((opened) => {
      started.stores = opened;
      return opened;
    }),
    step('Building the client', () => buildClient()),
  ]);
  const plan: Plan = {
    settings,
    dataDir,
    key: secretKey(dataDir, settings.SECRET_KEY),
    port,
    url,
    stores,
    step,
  };
  const db = await openDb(stores.mongoUrl);
  try {
    await step('Preparing the store', () => migrate(db));
    started.demo = await startDemo(plan, db);
    const env = environment(plan, started.demo);
    const process_ = (name: 'server' | 'worker') =>
      startProcess({
        name,
        file: join(PROJECT_DIR, name === 'server' ? 'server' : 'workers', 'main.ts'),
        env,
        logDir,
        note,
      });
    await step('Starting server and worker', async () => {
      await started.held?.release();
      const both = await Promise.allSettled([
        process_('server'),
        ...(options.serverOnly ? [] : [process_('worker')]),
      ]);
      const [server, worker] = both.map((ended) => (ended.status === 'fulfilled' ? ended.value : null));
      started.server = server ?? null;
      started.worker = worker ?? null;
      for (const ended of both) if (ended.status === 'rejected') throw ended.reason;
      await untilReady(url);
    });
    started.lock.announce({ mongoUrl: stores.mongoUrl, redisUrl: stores.redisUrl, appUrl: url, port });
    return {
      url: settings.PUBLIC_URL ?? url,
      signInUrl: await signInUrl(plan, db),
      simulatorUrl: started.demo?.simulator.url ?? null,
      async restart() {
        await started.server?.restart();
        await started.worker?.restart();
      },
      stop: () => started.stop(),
    };
  } finally {
    await closeDb(db);
  }
}

/** So often is a start tried whose port was taken between its choice and its use. */
const TRIES = 3;

/** Starts it all, or stops what had been started and throws. */
export async function startInstallation(settings: Settings, options: HowToStart): Promise<Installation> {
  for (let tries = 1; ; tries++)
    try {
      return await startOnce(settings, options);
    } catch (error) {
      if (!(error instanceof PortTaken) || settings.PORT || tries === TRIES) throw error;
      note(`${error.message} Starting again on another one.`);
    }
}

async function startOnce(settings: Settings, options: HowToStart): Promise<Installation> {
  const { aborted } = options;
  const started = new Started();
  try {
    const installation = await startAll(settings, options, started);
    aborted.throwIfAborted();
    started.demo?.simulator.play('demo', { signal: aborted }).catch((error: unknown) => {
      if (!aborted.aborted) note(`The demo stopped: ${(error as Error).message}`);
    });
    return installation;
  } catch (error) {
    await started.stop();
    throw error;
  }
}
