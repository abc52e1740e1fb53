import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from './errors.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

const KILL_AFTER_MS = 8000;

/** Kept as `process.json` beside a store's data: which process runs on them, and who started it. */
interface Ownership {
  child: ProcessIdentity;
  owner: ProcessIdentity;
}

const fileOf = (dir: string) => join(dir, 'process.json');

/** Notes that this process started `pid` on the data in `dir`. */
export function rememberChild(dir: string, pid: number): void {
  const child = identify(pid);
  const owner = identify(process.pid);
  if (child && owner) writeFileSync(fileOf(dir), JSON.stringify({ child, owner } satisfies Ownership));
}

/** The opposite of `rememberChild`. */
export function forgetChild(dir: string): void {
  rmSync(fileOf(dir), { force: true });
}

/**
 * Ends the process that a killed predecessor left on the data in `dir`. One whose starter lives is refused
 * with a `ServiceError`.
 */
export async function endOrphan(name: string, dir: string): Promise<void> {
  const left = readOwnership(dir);
  if (left === null || !isAlive(left.child)) return;
  if (isAlive(left.owner)) {
    throw new ServiceError(`${name} for ${dir} already runs, started by process ${left.owner.pid}.`);
  }
  signal(left.child.pid, 'SIGTERM');
  const deadline = Date.now() + KILL_AFTER_MS;
  while (isAlive(left.child)) {
    if (Date.now() > deadline) signal(left.child.pid, 'SIGKILL');
    await delay(50);
  }
}

function readOwnership(dir: string): Ownership | null {
  try {
    return JSON.parse(readFileSync(fileOf(dir), 'utf8')) as Ownership;
  } catch {
    return null;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime.
  }
}
