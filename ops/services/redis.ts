import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Child, startChild } from './child.ts';
import { ServiceError } from './errors.ts';
import { note, quietly, type StepRunner } from './progress.ts';
import { runCommand } from './run-command.ts';
import { makePrivateDir, socketPath, tidySocketDir } from './socket-dir.ts';
import { ask, waitFor } from './socket-ready.ts';
import type { LogKeeping } from './turned-log.ts';

const START_LIMIT_MS = 30_000;

export interface RedisOptions {
  binary: string;
  /** The installation's data folder; the store keeps to `<dir>/redis`. */
  dir: string;
  onStep?: StepRunner | undefined;
  logKeeping?: LogKeeping | undefined;
}

/** A redis-server that answers. */
export interface RunningRedis {
  /** The socket, for `{ path }` of ioredis and `{ socket: { path } }` of redis. */
  readonly path: string;
  /** The same as one string: `unix:///…/redis.sock`, percent-encoded as a URL is. */
  readonly url: string;
  readonly version: string;
  readonly pid: number;
  /** Resolves when the process has ended, wanted or not. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a redis-server of our own on a unix socket in a private folder, no TCP, append-only file, nothing
 * evicted; its log in `<dir>/redis/redis.log`. Data that it cannot read are moved aside: nothing in Redis
 * is the only copy.
 */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const step = options.onStep ?? quietly;
  return step('Starting Redis', () => start(options, join(resolve(options.dir), 'redis')));
}

async function start(options: RedisOptions, dir: string): Promise<RunningRedis> {
  const { binary } = options;
  const path = socketPath(dir, 'redis.sock');
  makePrivateDir(dir);
  makePrivateDir(dirname(path));
  let child = await launch(options, dir, path);
  let answers = await answersPing(child, path);
  if (!answers && UNREADABLE.test(child.said())) {
    await child.stop();
    moveDataAside(dir);
    child = await launch(options, dir, path);
    answers = await answersPing(child, path);
  }
  if (!answers) {
    await child.stop();
    throw new ServiceError(`Redis did not start: ${lastLine(child)}. Its log: ${dir}/redis.log`);
  }
  const version = /v=(\S+)/.exec((await runCommand(binary, ['--version'])).stdout)?.[1] ?? 'unknown';
  const url = `unix://${encodeURI(path)}`;
  const stop = async () => {
    await child.stop();
    tidySocketDir(dir, path);
  };
  return { path, url, version, pid: child.pid, exited: child.exited, stop };
}

/** What it says of a file that it cannot load, before it gives up. */
const UNREADABLE = /Bad file format|Can't (handle|open) .*(RDB|append)|Short read|Wrong signature/i;

async function launch({ binary, logKeeping }: RedisOptions, dir: string, socket: string): Promise<Child> {
  const data = join(dir, 'data');
  mkdirSync(data, { recursive: true });
  const args = [
    ...['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', data],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'],
    // The file keeps what Redis itself has forgotten until it is written anew: list rows hold citizens' words.
    ...['--auto-aof-rewrite-min-size', '1mb', '--auto-aof-rewrite-percentage', '100'],
    ...['--daemonize', 'no', '--always-show-logo', 'no'],
  ];
  return startChild({ name: 'redis', binary, dir, args, logKeeping });
}

/** While it loads its data it answers, but not with PONG. */
function answersPing(child: Child, socket: string): Promise<boolean> {
  return waitFor(child, async () => (await ask(socket, 'PING\r\n')).startsWith('+PONG'), START_LIMIT_MS);
}

function moveDataAside(dir: string): void {
  const data = join(dir, 'data');
  const aside = `${data}.unreadable-${Date.now()}`;
  renameSync(data, aside);
  note(`Redis could not read its data, so it starts empty; the old ones are in ${aside}`);
}

function lastLine(child: Child): string {
  return child.said().trim().split('\n').at(-1) || 'it said nothing';
}
