import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { MissingPartError } from './errors.ts';
import { keepTurning, LOG_KEEPING, type LogKeeping, turnIfDue } from './turned-log.ts';

/** Where a store's process writes its output. */
export interface StoreLog {
  /** What to hand to the process as stdout and stderr. */
  readonly output: number | Writable;
  /** Our own end goes, once the process has its. */
  handedOver(): void;
  /** The process has ended; resolves when everything that it said is in the file. */
  complete(): Promise<void>;
  /** What was written since it was opened. */
  said(): string;
}

/**
 * Opens a log to append to, for its owner's eyes only, and turns it while it is written to.
 * With `filter`, a sed program, every line goes through sed, which ends with the process that writes to it.
 */
export function openStoreLog(
  path: string,
  { filter, keeping = LOG_KEEPING }: { filter?: string | undefined; keeping?: LogKeeping | undefined } = {},
): StoreLog {
  try {
    turnIfDue(path, keeping.limits, new Date());
  } catch {
    // A full disk is no reason not to start.
  }
  const file = openSync(path, 'a', 0o600);
  const from = statSync(path).size;
  const said = () => readFileSync(path).subarray(from).toString('utf8');
  const turning = keepTurning(path, keeping);
  if (filter === undefined) {
    const complete = async () => turning.stop();
    return { output: file, handedOver: () => closeSync(file), complete, said };
  }
  const sed = spawn('sed', ['-u', '-E', filter], { detached: true, stdio: ['pipe', file, file] });
  closeSync(file);
  const ended = new Promise<void>((resolve) => {
    sed.once('exit', () => resolve());
    sed.once('error', () => resolve());
  });
  const input = sed.stdin;
  if (sed.pid === undefined || input === null) throw new MissingPartError('Install sed.');
  sed.unref();
  const complete = () => {
    sed.ref();
    return ended.finally(turning.stop);
  };
  return { output: input, handedOver: () => input.destroy(), complete, said };
}
