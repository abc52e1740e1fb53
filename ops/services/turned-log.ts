/**
 * A log that another process writes to through a file handle of its own, begun anew each day and when it grows large.
 * What it holds is copied aside and the file emptied under its writer, which need not be told: it appends.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface LogLimits {
  readonly megabytes: number;
  /** How many earlier files stay: as many days where none grows large. */
  readonly files: number;
}

/** A quarter of a gigabyte at most, for each process. */
export const LOG_LIMITS: LogLimits = { megabytes: 16, files: 14 };

export interface LogKeeping {
  readonly limits: LogLimits;
  /** How often the file is looked at while its writer runs. */
  readonly everyMs: number;
}

export const LOG_KEEPING: LogKeeping = { limits: LOG_LIMITS, everyMs: 60_000 };

const dayOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('');
const minuteOf = (at: Date): string =>
  [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join('');

const EARLIER = /^(\d{8}-\d{4})-(\d{2,})-(.+)$/u;

/** The names of its earlier files, the oldest first. */
const earlierOf = (path: string): string[] =>
  readdirSync(dirname(path))
    .filter((name) => EARLIER.exec(name)?.[3] === basename(path))
    .sort(new Intl.Collator('en', { numeric: true }).compare);

/** `20261130-0630-01-mongod.log`, like those of server and worker; the next of the same minute is 02. */
function earlierName(path: string, at: Date): string {
  const minute = `${dayOf(at)}-${minuteOf(at)}`;
  const taken = earlierOf(path).filter((name) => name.startsWith(minute));
  const last = Number(EARLIER.exec(taken.at(-1) ?? '')?.[2] ?? 0);
  return join(dirname(path), `${minute}-${String(last + 1).padStart(2, '0')}-${basename(path)}`);
}

/** What was written while the rest was copied; the moment between the last look and the emptying is the only gap. */
function copyRest(path: string, copy: string): void {
  const chunk = Buffer.alloc(64 * 1024);
  const [from, to] = [openSync(path, 'r'), openSync(copy, 'a')];
  try {
    for (let at = statSync(copy).size; ; ) {
      const read = readSync(from, chunk, 0, chunk.length, at);
      if (read === 0) return;
      writeSync(to, chunk, 0, read);
      at += read;
    }
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

function dropOldest(path: string, files: number): void {
  const earlier = earlierOf(path);
  for (const name of earlier.slice(0, Math.max(0, earlier.length - files))) rmSync(join(dirname(path), name));
}

function turn(path: string, { files }: LogLimits, at: Date): void {
  const earlier = earlierName(path, at);
  try {
    copyFileSync(path, earlier);
    copyRest(path, earlier);
    truncateSync(path);
  } catch (error) {
    // Half a copy on a full disk helps nobody.
    rmSync(earlier, { force: true });
    throw error;
  }
  dropOldest(path, files);
}

/**
 * Turns the log if it is large or has been written to on an earlier day than `now`. The one before, which earlier
 * versions called `.1`, becomes an earlier file like the others.
 */
export function turnIfDue(path: string, limits: LogLimits, now: Date): void {
  if (existsSync(`${path}.1`)) renameSync(`${path}.1`, earlierName(path, statSync(`${path}.1`).mtime));
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.size === 0) return;
  const large = found.size > limits.megabytes * 1024 * 1024;
  if (large || dayOf(found.mtime) !== dayOf(now)) turn(path, limits, now);
}

/** Looks at the log from time to time until `stop`. A failure is for the next time: a log must end nothing. */
export function keepTurning(path: string, { limits, everyMs }: LogKeeping): { stop(): void } {
  let day = dayOf(new Date());
  const timer = setInterval(() => {
    const now = new Date();
    try {
      // The day it was begun on: what writes each minute has written today.
      if (day !== dayOf(now) && statSync(path).size > 0) turn(path, limits, now);
      else turnIfDue(path, limits, now);
      day = dayOf(now);
    } catch {
      // The disk is full, or somebody has moved the file.
    }
  }, everyMs).unref();
  return { stop: () => clearInterval(timer) };
}
