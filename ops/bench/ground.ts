/** What the pipeline's benchmarks run on: an installation of their own in a temp folder, gone afterwards. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { facebook } from '../../connectors/facebook/connector.ts';
import { addAccount } from '../../core/accounts/add-account.store.ts';
import { createApiToken } from '../../core/accounts/people.store.ts';
import { closeDb, type Db, openDb } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { createTokenVault } from '../../core/kernel/token-vault.ts';
import { migrate } from '../../core/migrations/migrate.store.ts';
import { holdPort } from '../run/port.ts';
import { type RunningProcess, startProcess } from '../run/process.ts';
import { PROJECT_DIR } from '../services/cache.ts';
import { createProgress, note } from '../services/progress.ts';
import { startStores } from '../services/stores.ts';
import type { CommentSpec } from './load.ts';

export interface Ground {
  readonly db: Db;
  readonly mongoUrl: string;
  readonly url: string;
  readonly token: string;
  /** For a process that is to find the same stores. */
  readonly env: NodeJS.ProcessEnv;
  spec(run: string): CommentSpec;
  startWorker(): Promise<void>;
  startRaw(): Promise<{ url: string; stop(): void }>;
  stop(): Promise<void>;
}

const PAGE = '100000000000777';

export async function openGround(): Promise<Ground> {
  const dataDir = mkdtempSync(join(tmpdir(), 'uppsikt-bench-'));
  const logDir = join(dataDir, 'logs');
  mkdirSync(logDir);
  const stores = await startStores({ dataDir, env: process.env, onStep: createProgress() });
  const db = await openDb(stores.mongoUrl);
  await migrate(db);
  const secret = randomBytes(16).toString('hex');
  const key = randomBytes(32).toString('hex');
  const now = new Date();
  await addAccount(
    {
      tenantId: MAIN_TENANT,
      externalId: PAGE,
      name: 'Provkommun',
      country: 'SE',
      board: 'Kommunstyrelsen',
      administrators: ['a@prov.example', 'b@prov.example'],
      deputies: [],
      head: null,
      unit: 'u@prov.example',
      token: null,
      apiBase: null,
      offline: true,
    },
    { db, connector: facebook, vault: createTokenVault(key), now, appSecret: null },
  );
  const newAccount = {
    tenantId: MAIN_TENANT,
    name: 'bench',
    role: 'administrator',
    accountIds: 'all',
    days: 1,
    now,
  } as const;
  const token = await createApiToken(db, newAccount);
  const { port, release } = await holdPort(undefined, '127.0.0.1');
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    MONGODB_URL: stores.mongoUrl,
    REDIS_URL: stores.redisUrl,
    SECRET_KEY: key,
    META_APP_SECRET: secret,
    LOG_LEVEL: 'warn',
  };
  const running: RunningProcess[] = [];
  const start = async (name: 'server' | 'worker'): Promise<void> => {
    const file = join(PROJECT_DIR, name === 'server' ? 'server' : 'workers', 'main.ts');
    running.push(await startProcess({ name, file, env, logDir, note }));
  };
  await release();
  await start('server');
  return {
    db,
    mongoUrl: stores.mongoUrl,
    url: `http://127.0.0.1:${port}`,
    token,
    env,
    spec: (run) => ({ pageId: PAGE, secret, run }),
    startWorker: () => start('worker'),
    async startRaw() {
      const child: ChildProcess = fork(join(import.meta.dirname, 'raw-express.ts'), [], {
        env,
        stdio: 'inherit',
      });
      const rawPort = await new Promise<number>((resolve) => {
        child.once('message', (message) => resolve((message as { port: number }).port));
      });
      return { url: `http://127.0.0.1:${rawPort}`, stop: () => child.kill('SIGTERM') };
    },
    async stop() {
      for (const process_ of running) await process_.stop();
      await closeDb(db);
      await stores.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
