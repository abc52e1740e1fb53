/**
 * The whole product in one process: real store, real connector, real express app and a simulated Facebook page; the
 * clock is the test's, and the queue runs when the test says so.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { connectors } from '../../connectors/index.ts';
import type { Account } from '../../core/accounts/account.ts';
import { OPEN_ACTION_STATES } from '../../core/actions/action.ts';
import { Actions } from '../../core/actions/actions.store.ts';
import { OPEN_BULK_STATES } from '../../core/actions/bulk-act.ts';
import { BulkActs } from '../../core/actions/bulk-acts.store.ts';
import { clockFor } from '../../core/deadlines/clock.ts';
import { defaultPolicy } from '../../core/deadlines/deadline-policy.ts';
import { CaptureRows } from '../../core/evidence/capture-rows.store.ts';
import { ImageScans } from '../../core/images/image-scans.store.ts';
import { Contexts } from '../../core/inbox/contexts.store.ts';
import { Deliveries } from '../../core/inbox/deliveries.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import type { ItemMessage, ItemPublisher } from '../../core/inbox/publish-items.ts';
import { UntoldEdits } from '../../core/inbox/untold-edits.store.ts';
import { closeDb, type Db, openDb, overAllTenants } from '../../core/kernel/db.ts';
import { createPageFetcher } from '../../core/kernel/guarded-fetch/fetch-page.ts';
import { createPictureFetcher } from '../../core/kernel/guarded-fetch/fetch-picture.ts';
import { createLogger, type Logger } from '../../core/kernel/log.ts';
import type { JobName } from '../../core/kernel/queue/jobs.ts';
import type { Queues } from '../../core/kernel/queue/queues.ts';
import { migrate } from '../../core/migrations/migrate.store.ts';
import { DEFAULT_POLICY, type ModerationPolicy } from '../../core/moderation/policy.ts';
import { OPEN_BULK_EXPORTS } from '../../core/records/bulk-export.ts';
import { BulkExports } from '../../core/records/bulk-exports.store.ts';
import { OPEN_HAND_OVERS } from '../../core/records/hand-over.ts';
import { HandOvers } from '../../core/records/hand-overs.store.ts';
import { createDocuments } from '../../documents/document-process.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../ops/simulator/server.ts';
import { createApp } from '../../server/app.ts';
import type { ServerDeps } from '../../server/deps.ts';
import { createLimits, type Limits } from '../../server/middleware/limits.ts';
import { type StoreWatch, UNWATCHED } from '../../server/store-watch.ts';
import { loadMinorCues } from '../../workers/classify/load-cues.ts';
import type { WorkerDeps } from '../../workers/deps.ts';
import type { NearDuplicateCounter } from '../../workers/ingest/near-duplicates.ts';
import { processors } from '../../workers/processors.ts';
import { createImageModel } from '../../workers/scan-images/image-model.ts';
import { sweepOnce } from '../../workers/sweep.ts';
import { vault } from './accounts.ts';
import { stubAssess } from './assess.ts';
import { type TestClock, testClock } from './clock.ts';
import { fakePainter } from './fake-painter.ts';
import { nowhere } from './hand-over.ts';
import { type HandQueue, handQueue } from './hand-queue.ts';
import { APP_SECRET, PAGE_ID, PAGE_TOKEN, postWebhook, VERIFY_TOKEN } from './webhook.ts';

export const SILENT: Logger = createLogger({ name: 'test', level: 'silent' });
const UNDO_SECONDS = 10;
const CUES = await loadMinorCues();

export interface WorldOptions {
  readonly mongoUrl: string;
  readonly clock?: TestClock;
  readonly log?: Logger;
  readonly queues?: Queues;
  readonly publisher?: ItemPublisher;
  readonly session?: RequestHandler;
  readonly limits?: Limits;
  readonly publicUrl?: string;
  readonly trustedProxies?: readonly string[];
  readonly simulator?: Partial<SimulatorOptions> | false;
  readonly storeTimeoutMs?: number;
  readonly storeWatch?: StoreWatch;
  readonly assess?: WorkerDeps['assess'];
  readonly nearDuplicates?: NearDuplicateCounter;
  readonly handOver?: WorkerDeps['handOver'];
  readonly settings?: Partial<ServerDeps['settings']>;
  /** Default: draws one dot. */
  readonly painter?: WorkerDeps['painter'];
  /** Default: the default policy. */
  readonly policyOf?: (account: Account) => ModerationPolicy;
}

export interface World {
  readonly db: Db;
  readonly clock: TestClock;
  readonly queue: HandQueue;
  readonly published: ItemMessage[];
  readonly deps: WorkerDeps;
  readonly serverDeps: ServerDeps;
  /** The server's address. */
  readonly url: string;
  readonly sim: Simulator;
  /** Sweeps, runs the queue and lets time pass until nothing is open. */
  settle(): Promise<void>;
  /** A signed delivery, acknowledged and ingested. */
  deliver(body: Buffer): Promise<void>;
  /** Runs what is hinted now; hints of the jobs named stay. */
  runQueue(held?: ReadonlySet<JobName>): Promise<number>;
  close(): Promise<void>;
}

const noSession: RequestHandler = (req, _res, next) => {
  (req as { session?: unknown }).session ??= {};
  next();
};

export function depsOf(given: {
  db: Db;
  clock: TestClock;
  log: Logger;
  queues: Queues;
  publisher: ItemPublisher;
  assess?: WorkerDeps['assess'] | undefined;
  nearDuplicates?: NearDuplicateCounter | undefined;
  policyOf?: ((account: Account) => ModerationPolicy) | undefined;
  handOver?: WorkerDeps['handOver'] | undefined;
  painter?: WorkerDeps['painter'] | undefined;
}): WorkerDeps {
  const { db, clock, log, queues, publisher, assess, nearDuplicates } = given;
  return {
    db,
    queues,
    publisher,
    connectors: new Map(connectors.map((connector) => [connector.platform, connector])),
    vault,
    log,
    now: clock.now,
    assess: assess ?? stubAssess(log, given.policyOf),
    policyOf: given.policyOf ?? (() => DEFAULT_POLICY),
    clockOf: ({ country }) => clockFor(defaultPolicy(country)),
    nearDuplicates: nearDuplicates ?? { count: async () => new Map() },
    secondOpinion: null,
    handOver: given.handOver ?? nowhere,
    painter: given.painter ?? fakePainter(),
    pageFetcher: createPageFetcher(),
    // These start nothing before the first document or picture.
    documents: createDocuments(),
    imageScanner: { fetcher: createPictureFetcher(), model: createImageModel(), cues: CUES },
  };
}

export function serverDepsOf(deps: WorkerDeps, options: Partial<WorldOptions> = {}): ServerDeps {
  const none = { signing: [], verifyTokens: [] };
  const meta = { signing: [APP_SECRET], verifyTokens: [VERIFY_TOKEN] };
  return {
    ...deps,
    secrets: {
      facebook: meta,
      instagram: none,
      threads: none,
      linkedin: none,
      x: none,
      youtube: none,
      tiktok: none,
      generic: none,
      mastodon: none,
      bluesky: none,
    },
    limits: options.limits ?? createLimits(null),
    session: options.session ?? noSession,
    settings: {
      publicUrl: options.publicUrl ?? null,
      trustedProxies: options.trustedProxies ?? [],
      undoSeconds: UNDO_SECONDS,
      unitEmail: null,
      metricsToken: null,
      hasMailServer: true,
      handOverFolder: null,
      ...options.settings,
      captureSandbox: 'on',
      clientDir: null,
      checkOutput: true,
    },
    redisVersion: async () => null,
    storeWatch: options.storeWatch ?? UNWATCHED,
  };
}

export function recordingPublisher(): { publisher: ItemPublisher; published: ItemMessage[] } {
  const published: ItemMessage[] = [];
  return { published, publisher: { publish: async (message) => published.push(message) > 0 } };
}

/** More rounds than any command needs: undo, leases, back-off. */
const MAX_ROUNDS = 12;
const ROUND_MS = 61_000;

/** Rows that a worker or the sweeper still has something to do with. */
async function isOpen(db: Db, now: Date): Promise<boolean> {
  const over = overAllTenants('a test asks for the whole installation');
  const counts = await Promise.all([
    Actions(db).countDocuments({ state: { $in: [...OPEN_ACTION_STATES] } }, over),
    Deliveries(db).countDocuments({ state: 'received' }, over),
    Contexts(db).countDocuments({ state: 'pending' }, over),
    UntoldEdits(db).countDocuments({ state: 'pending' }, over),
    ImageScans(db).countDocuments({ state: 'pending' }, over),
    HandOvers(db).countDocuments({ state: { $in: [...OPEN_HAND_OVERS] } }, over),
    BulkActs(db).countDocuments({ state: { $in: [...OPEN_BULK_STATES] } }, over),
    BulkExports(db).countDocuments({ state: { $in: [...OPEN_BULK_EXPORTS] } }, over),
    CaptureRows(db).countDocuments({ state: { $in: ['wanted', 'sealed'] }, picture: 'waiting' }, over),
    Items(db).countDocuments({ context: 'pending' }, over),
    Items(db).countDocuments({ status: 'snoozed', snoozedUntil: { $lte: now } }, over),
  ]);
  return counts.some((count) => count > 0);
}

/** Works the queue, lets time pass and sweeps until nothing is open. */
export async function settleAll(deps: WorkerDeps, queue: HandQueue, clock: TestClock): Promise<void> {
  const table = processors(deps);
  await queue.run(table);
  await sweepOnce(deps);
  await queue.run(table);
  for (let round = 0; await isOpen(deps.db, clock.now()); round++) {
    if (round > MAX_ROUNDS) throw new Error('The world does not come to rest.');
    clock.advance(ROUND_MS);
    await sweepOnce(deps);
    await queue.run(table);
  }
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const clock = options.clock ?? testClock();
  const db = await openDb(options.mongoUrl, { poolSize: 10, timeoutMs: options.storeTimeoutMs ?? 5000 });
  await migrate(db);
  const log = options.log ?? SILENT;
  const queue = handQueue(clock);
  const recorder = recordingPublisher();
  const deps = depsOf({
    db,
    clock,
    log,
    queues: options.queues ?? queue,
    publisher: options.publisher ?? recorder.publisher,
    assess: options.assess,
    nearDuplicates: options.nearDuplicates,
    policyOf: options.policyOf,
    handOver: options.handOver,
    painter: options.painter,
  });
  const serverDeps = serverDepsOf(deps, options);
  const http = createServer(createApp(serverDeps));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const sim =
    options.simulator === false
      ? null
      : await startSimulator({
          target: `${url}/webhooks/facebook`,
          page: { id: PAGE_ID, name: 'Exempels kommun' },
          pageToken: PAGE_TOKEN,
          appSecret: APP_SECRET,
          verifyToken: VERIFY_TOKEN,
          seed: 'world',
          now: () => clock.now().getTime(),
          ...options.simulator,
        });
  const table = processors(deps);
  return {
    db,
    clock,
    queue,
    published: recorder.published,
    deps,
    serverDeps,
    url,
    sim: sim as Simulator,
    settle: () => settleAll(deps, queue, clock),
    async deliver(body) {
      const { status } = await postWebhook(url, body);
      if (status !== 200) throw new Error(`The webhook answered ${status}.`);
      await queue.run(table);
    },
    runQueue: (held) => queue.run(table, undefined, held),
    async close() {
      await sim?.stop();
      await deps.imageScanner.model.stop();
      await deps.documents.stop();
      await deps.pageFetcher.close();
      await new Promise((resolve) => {
        http.close(resolve);
        http.closeAllConnections();
      });
      await closeDb(db);
    },
  };
}
