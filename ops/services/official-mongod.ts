import { fork } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from './cache.ts';

const HOST = 'fastdl.mongodb.org';
const RESOLVE_LIMIT_MS = 1000;
const FETCH_LIMIT_MS = 2 * 60 * 1000;

/** True when the download host has an address; asked first, since the downloader itself retries for seconds. */
async function officialHostResolves(host = HOST): Promise<boolean> {
  const found = lookup(host).then(
    () => true,
    () => false,
  );
  return Promise.race([found, delay(RESOLVE_LIMIT_MS, false, { ref: false })]);
}

/**
 * Fetches the official mongod for this system by mongodb-memory-server-core's finder into `dir`. Undefined
 * when its host does not resolve. A process of its own, since the finder prints to stdout and cannot be
 * stopped.
 */
export async function fetchOfficialMongod(dir: string, env: Environment): Promise<string | undefined> {
  if (!(await officialHostResolves())) return undefined;
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'official-mongod-child.ts'), [dir], {
      // Unless npm's strict-ssl says so, the finder does not check the host's certificate.
      env: { ...env, npm_config_strict_ssl: 'true' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: FETCH_LIMIT_MS,
    });
    let path: string | undefined;
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = text.trim().split('\n').at(-1) ?? complaint;
    });
    child.once('message', (message) => {
      path = String(message);
    });
    child.once('error', reject);
    child.once('close', () => {
      if (path !== undefined) resolve(path);
      else reject(new Error(`the official MongoDB could not be fetched: ${complaint || 'it took too long'}`));
    });
  });
}
