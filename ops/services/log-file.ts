import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { MissingPartError } from './errors.ts';

const KEEP_BYTES = 5 * 1024 * 1024;

/** Where a store's process writes its output. */
export interface StoreLog {
  /** What to hand to the process as stdout and stderr. */
  readonly output: number | Writable;
  /** Our own end goes, once the process has its. */
  handedOver(): void;
  /** Resolves when everything that the ended process said is in the file. */
  complete(): Promise<void>;
  /** What was written since it was opened. */
  said(): string;
}

/**
 * Opens a log to append to, for its owner's eyes only; one that grew past 5 MB moves to `<path>.1` first.
 * With `filter`, a sed program, every line goes through sed, which ends with the process that writes to it.
 */
export function openStoreLog(path: string, filter?: string): StoreLog {
  try {
    if (statSync(path).size > KEEP_BYTES) renameSync(path, `${path}.1`);
  } catch {
    // There is none yet.
  }
  const file = openSync(path, 'a', 0o600);
  const from = statSync(path).size;
  const said = () => readFileSync(path).subarray(from).toString('utf8');
  if (filter === undefined) {
    return { output: file, handedOver: () => closeSync(file), complete: async () => undefined, said };
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
    return ended;
  };
  return { output: input, handedOver: () => input.destroy(), complete, said };
}
