/**
 * Server and worker as processes of their own, on stores of their own, with a platform that sends until it hears 200,
 * while everything is killed -9 again and again.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Deliveries } from '../../core/inbox/deliveries.store.ts';
import { closeDb, type Db, openDb } from '../../core/kernel/db.ts';
import { openRedis } from '../../core/kernel/redis.ts';
import { migrate } from '../../core/migrations/migrate.store.ts';
import { holdPort } from '../../ops/run/port.ts';
import { type RunningProcess, startProcess } from '../../ops/run/process.ts';
import { PROJECT_DIR } from '../../ops/services/cache.ts';
import { findMongod } from '../../ops/services/mongod-binary.ts';
import { findRedis } from '../../ops/services/redis-binary.ts';
import { superviseMongod, superviseRedis } from '../../ops/services/supervise.ts';
import { type Random, seeded } from '../../ops/simulator/random.ts';
import { startSimulator } from '../../ops/simulator/server.ts';
import type { SimNode, Summary } from '../../ops/simulator/types.ts';
import { addTestAccount, SECRET_KEY } from './accounts.ts';
import { dataFolder } from './stores.ts';
import { until } from './until.ts';
import { APP_SECRET, PAGE_ID, PAGE_TOKEN, VERIFY_TOKEN } from './webhook.ts';

export interface FaultyRun {
  /** How many comments; with edits and removals there are about 1.45 deliveries for each. */
  readonly comments: number;
  readonly kills: number;
  readonly seed: string;
}

export interface Aftermath {
  readonly db: Db;
  /** The page as the platform holds it, and what its webhooks have told. */
  readonly nodes: readonly SimNode[];
  readonly summary: Summary;
  readonly kills: { readonly server: number; readonly worker: number; readonly mongod: number };
  close(): Promise<void>;
}

const quiet = (): void => undefined;
const PAUSE_MS = { least: 150, more: 700 };
const DRAIN_MS = 90_000;
/** Below what the system gives to outgoing connections: the port stays ours while the server is down. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** Far above what any transaction of ours takes. */
const TRANSACTION_SECONDS = 5;

/**
 * What a killed process had open, MongoDB holds for 60 s by itself, and whoever needs the same documents waits: most of
 * what a run took. To be said again to one that has been started anew.
 */
async function endOrphanedTransactions(db: Db): Promise<void> {
  const setting = { setParameter: 1, transactionLifetimeLimitSeconds: TRANSACTION_SECONDS };
  await db.connection.db!.admin().command(setting);
}

/** Kills the process, whichever it is now, each time a moment after it runs again. */
async function killAgainAndAgain(process_: RunningProcess, times: number, random: Random): Promise<number> {
  let last: number | undefined;
  for (let kill = 0; kill < times; kill++) {
    await until('the process runs again', () => process_.pid() !== last, 60_000);
    await delay(PAUSE_MS.least + random() * PAUSE_MS.more);
    last = process_.pid();
    if (last !== undefined) process.kill(last, 'SIGKILL');
  }
  return times;
}

type Running = Awaited<ReturnType<typeof startAll>>;

async function startAll(dir: string) {
  const [mongod, redis] = await Promise.all([
    superviseMongod({ binary: (await findMongod()).path, dir }),
    superviseRedis({ binary: (await findRedis()).path, dir }),
  ]);
  const mongoUrl = mongod.current().url;
  const db = await openDb(mongoUrl);
  await migrate(db);
  await endOrphanedTransactions(db);
  const wanted = FIRST_PORT + Math.floor(Math.random() * PORTS);
  const { port, release } = await holdPort(wanted, '127.0.0.1');
  const sim = await startSimulator({
    target: `http://127.0.0.1:${port}/webhooks/facebook`,
    page: { id: PAGE_ID, name: 'Exempels kommun' },
    pageToken: PAGE_TOKEN,
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    seed: 'nothing-lost',
    duplicates: 0.15,
    reorder: 0.15,
    concurrency: 16,
  });
  await addTestAccount(db, { apiBase: sim.apiBase }, new Date(Date.now() - 60_000));
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    PORT: String(port),
    HOST: '127.0.0.1',
    MONGODB_URL: mongoUrl,
    REDIS_URL: redis.current().url,
    SECRET_KEY,
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: VERIFY_TOKEN,
    LOG_LEVEL: 'warn',
  };
  const logDir = join(dir, 'logs');
  mkdirSync(logDir);
  await release();
  const [server, worker] = await Promise.all(
    (['server', 'worker'] as const).map((name) =>
      startProcess({
        name,
        file: join(PROJECT_DIR, name === 'server' ? 'server' : 'workers', 'main.ts'),
        env,
        logDir,
        note: quiet,
      }),
    ),
  );
  return { mongod, redis, db, sim, server: server!, worker: worker! };
}

/** Nothing is left to ingest, however long the last process takes to come back. */
function drained(db: Db): Promise<void> {
  return until(
    'every delivery is ingested',
    async () => {
      const open = { tenantId: '_system', state: 'received' } as const;
      return (
        (await Deliveries(db)
          .countDocuments(open)
          .catch(() => 1)) === 0
      );
    },
    DRAIN_MS,
  );
}

async function disturb(
  all: Running,
  { comments, kills, seed }: FaultyRun,
): Promise<Omit<Aftermath, 'close'>> {
  const { mongod, redis, db, sim, server, worker } = all;
  const random = seeded(seed);
  const ofWorker = Math.ceil((kills - 1) / 2);
  const ofServer = kills - 1 - ofWorker;

  async function storesFail(): Promise<void> {
    const quarterStored = async () =>
      (await Deliveries(db)
        .countDocuments({ tenantId: '_system' })
        .catch(() => 0)) >
      comments / 4;
    // A busy machine needs seconds for each start, and the server is killed some twenty times.
    await until('a quarter is stored', quarterStored, 300_000);
    const before = mongod.restarts();
    process.kill(mongod.current().pid, 'SIGKILL');
    await delay(random() * PAUSE_MS.more);
    const client = openRedis(redis.current().url, 'patient', quiet);
    await client.flushall();
    client.disconnect();
    await until('MongoDB runs again', () => mongod.restarts() > before, 60_000);
    await endOrphanedTransactions(db);
  }

  const [summary] = await Promise.all([
    sim.play('storm', { seed, count: comments }),
    killAgainAndAgain(worker, ofWorker, random),
    killAgainAndAgain(server, ofServer, random),
    storesFail(),
  ]);
  await drained(db);
  const nodes = (await (await fetch(`${sim.url}/_sim/nodes`)).json()) as SimNode[];
  return { db, nodes, summary, kills: { server: ofServer, worker: ofWorker, mongod: mongod.restarts() } };
}

export async function faultyRun(wanted: FaultyRun): Promise<Aftermath> {
  const folder = dataFolder();
  const all = await startAll(folder.path);
  async function close(): Promise<void> {
    await all.server.stop();
    await all.worker.stop();
    await all.sim.stop();
    await closeDb(all.db);
    await all.redis.stop();
    await all.mongod.stop();
    folder.remove();
  }
  try {
    return { ...(await disturb(all, wanted)), close };
  } catch (error) {
    await close();
    throw error;
  }
}
