import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ServiceError } from './errors.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

/** What the holder of a data folder tells others about itself. */
export interface RunningInstallation {
  mongoUrl: string | null;
  redisUrl: string | null;
  appUrl: string | null;
  port: number | null;
}

/** `app` is `npm start`; a `command` holds the folder only for its own duration. */
export type HolderKind = 'app' | 'command';

interface RunFile extends RunningInstallation {
  kind: HolderKind;
  holder: ProcessIdentity;
}

/** The right to be the one process that uses a data folder. */
export interface FolderLock {
  /** Adds to what others can read about this process. */
  announce(known: Partial<RunningInstallation>): void;
  release(): void;
}

const SQLITE_BUSY = 5;

/** A database that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

const NOTHING_YET: RunningInstallation = { mongoUrl: null, redisUrl: null, appUrl: null, port: null };

/**
 * Takes the data folder, or throws a `ServiceError` that names the process which has it. The lock itself is
 * the kernel's, held through SQLite on `run.lock`: it ends with the process however that ends, so a stale
 * one does not exist and two takers never both win. `run.json` only tells others who holds it.
 */
export function acquireFolder(dataDir: string, kind: HolderKind = 'app'): FolderLock {
  const dir = resolve(dataDir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = lockFile(join(dir, 'run.lock'));
  if (lock === null) throw new ServiceError(inUse(dir));
  held.add(lock);
  const path = join(dir, 'run.json');
  const holder = identify(process.pid) ?? { pid: process.pid, started: null };
  let content: RunFile = { ...NOTHING_YET, kind, holder };
  writeRunFile(path, content);
  return {
    announce: (known) => {
      content = { ...content, ...known };
      writeRunFile(path, content);
    },
    release: () => {
      if (!held.delete(lock)) return;
      rmSync(path, { force: true });
      lock.close();
    },
  };
}

/** What the living holder of a data folder told about itself, or null when nobody holds it. */
export function readHolder(
  dataDir: string,
): (RunningInstallation & { kind: HolderKind; pid: number }) | null {
  try {
    const { holder, ...rest } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as RunFile;
    return isAlive(holder) ? { ...rest, pid: holder.pid } : null;
  } catch {
    return null;
  }
}

/** The running installation of a data folder (`npm start`), or null. */
export function readRunning(dataDir: string): (RunningInstallation & { pid: number }) | null {
  const found = readHolder(dataDir);
  return found?.kind === 'app' ? found : null;
}

function lockFile(path: string): DatabaseSync | null {
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
}

function inUse(dir: string): string {
  const holder = readHolder(dir);
  const who = holder ? `process ${holder.pid}` : 'another process';
  const where = holder?.appUrl ? ` at ${holder.appUrl}` : '';
  return `The data folder ${dir} is in use by ${who}${where}; stop it, or set DATA_DIR to another folder.`;
}

/** Readers never see half a file. */
function writeRunFile(path: string, content: RunFile): void {
  const next = `${path}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(next, path);
}
