import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A lock file without content belongs to a process that is just writing it, for this long. */
const WRITING_MS = 5000;

/**
 * Runs `work` while no other process on this machine runs one under the same lock file; waits for it first.
 * The lock of a process that was killed is taken over, once those that it named by `alsoHeldBy` ended too.
 * @template T
 * @param {string} path
 * @param {(alsoHeldBy: (pid: number) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  while (!take(path)) {
    removeStale(path);
    await delay(200);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work((pid) => appendFileSync(path, ` ${pid}`));
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function removeStale(path) {
  try {
    const seen = readFileSync(path, 'utf8');
    const young = Date.now() - statSync(path).mtimeMs < WRITING_MS;
    if (seen === '' ? young : seen.split(' ').map(Number).some(isAlive)) return;
    const aside = `${path}.${process.pid}`;
    renameSync(path, aside);
    // Another waiter may have replaced the stale lock by its own since it was read: put that back.
    if (readFileSync(aside, 'utf8') !== seen) linkSync(aside, path);
    rmSync(aside, { force: true });
  } catch {
    // It went away in the meantime, which is what was wanted.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
