import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Child, startChild } from './child.ts';
import { messageOf, ServiceError } from './errors.ts';
import { quietly, type StepRunner } from './progress.ts';
import { makePrivateDir, socketPath, tidySocketDir } from './socket-dir.ts';
import { ask, waitFor } from './socket-ready.ts';
import type { LogKeeping } from './turned-log.ts';

/** Recovery after a hard kill replays the journal, which takes seconds on a slow disk. */
const START_LIMIT_MS = 60_000;

export interface MongodOptions {
  binary: string;
  /** The installation's data folder; the store keeps to `<dir>/mongo`. */
  dir: string;
  onStep?: StepRunner | undefined;
  becomePrimary?: BecomePrimary | undefined;
  logKeeping?: LogKeeping | undefined;
}

/**
 * Makes the mongod on this socket take writes and tells its version. The driver that it takes weighs more than all
 * else here: who keeps a mongod up for long has it done in another process.
 */
export type BecomePrimary = (mongod: {
  readonly url: string;
  readonly socket: string;
  readonly limitMs: number;
  hasExited(): boolean;
}) => Promise<string>;

const inThisProcess: BecomePrimary = async (mongod) =>
  (await import('../../core/kernel/replica-set.ts')).becomePrimary(mongod);

/** A mongod that takes writes. */
export interface RunningMongod {
  /** For the driver: `mongodb://<socket>/uppsikt?directConnection=true`. */
  readonly url: string;
  readonly socket: string;
  readonly version: string;
  readonly pid: number;
  /** Resolves when the process has ended, wanted or not. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a mongod of our own: one-member replica set, journaled, on a unix socket in a private folder, no
 * TCP, its log in `<dir>/mongo/mongod.log`. Works again on what a killed mongod left behind.
 */
export async function startMongod(options: MongodOptions): Promise<RunningMongod> {
  const step = options.onStep ?? quietly;
  return step('Starting MongoDB', () => start(options, join(resolve(options.dir), 'mongo')));
}

async function start(
  { binary, becomePrimary = inThisProcess, logKeeping }: MongodOptions,
  dir: string,
): Promise<RunningMongod> {
  const socket = socketPath(dir, 'mongo.sock');
  const url = mongodbUrl(socket);
  makePrivateDir(dir);
  makePrivateDir(dirname(socket));
  mkdirSync(join(dir, 'db'), { recursive: true });
  const args = mongodArgs(dir, socket);
  const logFilter = WITHHOLD_OPERATIONS;
  const child = await startChild({ name: 'mongod', binary, dir, args, logFilter, logKeeping });
  try {
    const listens = await waitFor(child, async () => (await ask(socket, '')) !== '', START_LIMIT_MS);
    if (!listens) throw new Error('it does not listen');
    const version = await becomePrimary({
      url,
      socket,
      hasExited: () => child.hasExited(),
      limitMs: START_LIMIT_MS,
    });
    const stop = async () => {
      await child.stop();
      tidySocketDir(dir, socket);
    };
    return { url, socket, version, pid: child.pid, exited: child.exited, stop };
  } catch (error) {
    await child.stop();
    throw new ServiceError(`MongoDB did not start: ${explain(child, error)}. Its log: ${dir}/mongod.log`);
  }
}

/** An operation that fails (a duplicate key will do) is logged whole, with what citizens wrote in it. */
const WITHHOLD_OPERATIONS = '/"(cmd|command|stats|filter|update|query)":/s/"attr":.*/"attr":"withheld"}/';

/** The address of a mongod on a socket, as the driver takes it. */
function mongodbUrl(socket: string, database = 'uppsikt'): string {
  return `mongodb://${encodeURIComponent(socket)}/${database}?directConnection=true`;
}

function mongodArgs(dir: string, socket: string): string[] {
  return [
    ...['--dbpath', join(dir, 'db'), '--replSet', 'rs0', '--wiredTigerCacheSizeGB', '0.25'],
    ...['--bind_ip', socket, '--filePermissions', '0700'],
    // Without this it also listens on /tmp/mongodb-27017.sock, which two installations would fight over.
    '--nounixsocket',
    // No operation is logged for being slow: it would be logged with its values.
    ...['--slowms', '2147483647'],
    // One member has nobody to hand over to.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    // What a killed worker left open holds up all that touches the same items; the default is a minute.
    ...['--setParameter', 'transactionLifetimeLimitSeconds=20'],
    // Figures that only MongoDB's own support reads, written every second.
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // Nothing here reads a past of minutes: what is dropped gives back its files soon, or a run of tests has 20,000 of them open.
    ...['--setParameter', 'minSnapshotHistoryWindowInSeconds=5'],
  ];
}

const CAUSES: readonly [RegExp, string][] = [
  [/No space left on device/, 'the disk is full'],
  [
    /featureCompatibilityVersion|UPGRADE PROBLEM|downgrade/i,
    'the data were written by another version of it',
  ],
  [/DBPathInUse|Unable to lock the lock file/, 'another mongod uses the same data'],
  [/error while loading shared libraries: ([^:]+)/, 'it lacks a library: $1'],
  [/Permission denied/, 'it may not write to its folder'],
];

function explain(child: Child, error: unknown): string {
  // Its log is one JSON object a line; only what is an error, or no JSON at all, tells a cause.
  const said = child.said().replaceAll(/^.*"s":"[WID]\d?".*$/gm, '');
  for (const [pattern, cause] of CAUSES) {
    const match = pattern.exec(said);
    if (match && child.hasExited()) return cause.replace('$1', match[1] ?? '');
  }
  return messageOf(error);
}
