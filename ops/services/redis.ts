import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Child, startChild } from './child.ts';
import { ServiceError } from './errors.ts';
import { note, quietly, type StepRunner } from './progress.ts';
import { runCommand } from './run-command.ts';
import { makePrivateDir, socketPath } from './socket-dir.ts';
import { ask, waitFor } from './socket-ready.ts';

const START_LIMIT_MS = 30_000;

export interface RedisOptions {
  binary: string;
  /** The installation's data folder; the store keeps to `<dir>/redis`. */
  dir: string;
  onStep?: StepRunner | undefined;
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
  return step('Starting Redis', () => start(options.binary, join(resolve(options.dir), 'redis')));
}

async function start(binary: string, dir: string): Promise<RunningRedis> {
  const path = socketPath(dir, 'redis.sock');
  makePrivateDir(dir);
  makePrivateDir(dirname(path));
  const data = join(dir, 'data');
  let child = await attempt(binary, dir, path);
  if (
    child.hasExited() &&
    /Bad file format|Can't (handle|open) .*(RDB|append)|Short read|Wrong signature/i.test(child.said())
  ) {
    const aside = `${data}.unreadable-${Date.now()}`;
    renameSync(data, aside);
    note(`Redis could not read its data, so it starts empty; the old ones are in ${aside}`);
    child = await attempt(binary, dir, path);
  }
  const ready = async () => (await ask(path, 'PING\r\n')).startsWith('+PONG');
  if (!(await waitFor(child, ready, START_LIMIT_MS))) {
    await child.stop();
    throw new ServiceError(`Redis did not start: ${lastLine(child)}. Its log: ${dir}/redis.log`);
  }
  const version = /v=(\S+)/.exec((await runCommand(binary, ['--version'])).stdout)?.[1] ?? 'unknown';
  const url = `unix://${encodeURI(path)}`;
  return { path, url, version, pid: child.pid, exited: child.exited, stop: child.stop };
}

async function attempt(binary: string, dir: string, socket: string): Promise<Child> {
  const data = join(dir, 'data');
  mkdirSync(data, { recursive: true });
  const args = [
    ...['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', data],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'],
    ...['--daemonize', 'no', '--always-show-logo', 'no'],
  ];
  const child = await startChild({ name: 'redis', binary, dir, args });
  // It answers (perhaps that it is loading) as soon as it has looked at its files.
  await waitFor(child, async () => (await ask(socket, 'PING\r\n')) !== '', START_LIMIT_MS);
  return child;
}

function lastLine(child: Child): string {
  return child.said().trim().split('\n').at(-1) || 'it said nothing';
}
