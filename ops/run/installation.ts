/** Everything that `npm start` starts, in order, and how it stops: server, worker, demo page, Redis, MongoDB. */
import { mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { join, resolve } from 'node:path';
import type { Settings } from '../../core/kernel/config.ts';
import { PROJECT_DIR } from '../services/cache.ts';
import { ServiceError } from '../services/errors.ts';
import { acquireFolder, type FolderLock } from '../services/folder-lock.ts';
import { note, type StepRunner } from '../services/progress.ts';
import { type Stores, startStores, storesEnvironment } from '../services/stores.ts';
import { buildClient } from './client-build.ts';
import { addressOf, type HeldPort, holdPort } from './port.ts';
import { becomePrimaryBy, createPreparation, type Prepare } from './preparation-process.ts';
import { PortTaken, type ProcessOptions, type RunningProcess, startProcess } from './process.ts';
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
  readonly prepare: Prepare;
  readonly dataDir: string;
  readonly logDir: string;
  readonly key: string;
  readonly port: number;
  readonly url: string;
  readonly stores: Stores;
}

interface Demo {
  readonly page: RunningProcess;
  readonly secrets: DemoSecrets;
}

const mainOf = (...place: string[]): string => join(PROJECT_DIR, ...place);

async function startDemo(plan: Plan): Promise<Demo | null> {
  const { settings, prepare, dataDir, logDir, url, stores, key: secretKey } = plan;
  const demo = demoSecrets(dataDir);
  const at = { mongoUrl: stores.mongoUrl, settings, demo };
  if (!(await prepare('migrate', at))) return null;
  /** The port may differ from start to start. */
  const seed = (page: Pick<RunningProcess, 'now'>): Promise<void> =>
    prepare('seedDemo', { ...at, secretKey, apiBase: String(page.now().facts.apiBase) });
  const page = await startProcess({
    name: 'demo-page',
    file: mainOf('ops', 'demo', 'page-main.ts'),
    // The server may listen on one address only, and it need not be 127.0.0.1.
    args: [dataDir, `${url}/webhooks/facebook`],
    env: process.env,
    logDir,
    note,
    async onAgain(again) {
      await seed({ now: () => again });
      again.send('play');
    },
  });
  try {
    await seed(page);
  } catch (error) {
    await page.stop();
    throw error;
  }
  return { page, secrets: demo };
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

/** By the plain client: fetch costs who stays up ten megabytes. */
const isReady = (url: string): Promise<boolean> =>
  new Promise((answered) => {
    get(`${url}/readyz`, (response) => {
      response.resume();
      answered(response.statusCode === 200);
    }).once('error', () => answered(false));
  });

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isReady(url)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new ServiceError('The server is up but does not become ready.');
}

async function signInUrl({ prepare, settings, stores, url }: Plan): Promise<string | null> {
  const token = await prepare('createSignInToken', { mongoUrl: stores.mongoUrl, settings });
  return token === null ? null : `${settings.PUBLIC_URL ?? url}/sign-in#${token}`;
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
    await this.demo?.page.stop();
    await this.stores?.stop();
    await this.held?.release();
    this.lock?.release();
  }
}

async function startAll(
  options: HowToStart,
  { settings, prepare }: Pick<Plan, 'settings' | 'prepare'>,
  started: Started,
): Promise<Installation> {
  const { step } = options;
  const dataDir = resolve(settings.DATA_DIR);
  started.lock = acquireFolder(dataDir);
  const logDir = join(dataDir, 'logs');
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  started.held = await holdPort(settings.PORT, settings.HOST);
  const { port } = started.held;
  const url = addressOf(started.held);
  const becomePrimary = becomePrimaryBy(prepare);
  const [stores] = await Promise.all([
    startStores({ dataDir, env: storesEnvironment(settings), onStep: step, becomePrimary }).then((opened) => {
      started.stores = opened;
      return opened;
    }),
    step('Building the client', () => buildClient()),
  ]);
  const key = secretKey(dataDir, settings.SECRET_KEY);
  const plan: Plan = { settings, prepare, dataDir, logDir, key, port, url, stores };
  started.demo = await step('Preparing the store', () => startDemo(plan));
  const env = environment(plan, started.demo);
  const process_ = (name: ProcessOptions['name'], folder: string) =>
    startProcess({ name, file: mainOf(folder, 'main.ts'), env, logDir, note });
  await step('Starting server and worker', async () => {
    await started.held?.release();
    const both = await Promise.allSettled([
      process_('server', 'server'),
      ...(options.serverOnly ? [] : [process_('worker', 'workers')]),
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
    signInUrl: await signInUrl(plan),
    simulatorUrl: started.demo === null ? null : String(started.demo.page.now().facts.url),
    async restart() {
      await started.server?.restart();
      await started.worker?.restart();
    },
    stop: () => started.stop(),
  };
}

/** So often is a start tried whose port was taken between its choice and its use. */
const TRIES = 3;

/** Starts it all, or stops what had been started and throws. */
export async function startInstallation(env: NodeJS.ProcessEnv, options: HowToStart): Promise<Installation> {
  const { prepare, end } = createPreparation(env);
  try {
    const settings = await prepare('readSettings', env);
    for (let tries = 1; ; tries++)
      try {
        return await startOnce(options, { settings, prepare });
      } catch (error) {
        if (!(error instanceof PortTaken) || settings.PORT || tries === TRIES) throw error;
        note(`${error.message} Starting again on another one.`);
      }
  } catch (error) {
    await end();
    throw error;
  }
}

async function startOnce(
  options: HowToStart,
  plan: Pick<Plan, 'settings' | 'prepare'>,
): Promise<Installation> {
  const started = new Started();
  try {
    const installation = await startAll(options, plan, started);
    options.aborted.throwIfAborted();
    started.demo?.page.now().send('play');
    return installation;
  } catch (error) {
    await started.stop();
    throw error;
  }
}
