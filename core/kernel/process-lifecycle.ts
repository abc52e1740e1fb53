/** How our own processes begin and end: on a signal, when the parent that started them is gone, or by a failure. */
import { createLogger, describeError, type Logger } from './log.ts';

let isUp = false;

/** 2 for wrong settings and the like, where the error says so; else 1. */
function exitCodeOf(error: unknown): number {
  const { exitCode } = error as { exitCode?: unknown };
  return typeof exitCode === 'number' ? exitCode : 1;
}

/** The frames of a failed start say nothing to who mends it; those of a later fault do. */
function fail(log: Logger, error: unknown): never {
  const { stack, ...failure } = describeError(error);
  const frames = isUp || log.isLevelEnabled('debug') ? { stack } : {};
  log.fatal({ failure: { ...failure, ...frames } }, isUp ? 'ended by a fault' : 'did not start');
  process.exit(exitCodeOf(error));
}

/**
 * Reads the settings and opens the log of this process. From here on whatever ends it unasked is one JSON line in that
 * log, a failed reading of the settings too.
 */
export function openProcess<S extends { readonly LOG_LEVEL: string }>(
  name: string,
  read: () => S,
): { settings: S; log: Logger } {
  let log = createLogger({ name, level: 'info' });
  process.on('uncaughtException', (error) => fail(log, error));
  const settings = read();
  log = createLogger({ name, level: settings.LOG_LEVEL });
  return { settings, log };
}

/**
 * Runs `stop` once: on SIGTERM, SIGINT, a `stop` message or a lost IPC channel, and exits 0, or 1 when stopping failed
 * or took longer than `withinMs`.
 */
export function stopWith(stop: () => Promise<void>, withinMs = 8000): void {
  let stopping = false;
  const run = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), withinMs).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', run);
  process.on('SIGINT', run);
  process.on('disconnect', run);
}

/** Tells the parent, if there is one, that this process is up. */
export function tellReady(facts: Record<string, unknown>): void {
  isUp = true;
  process.send?.({ ready: true, ...facts });
}

const STILL_AT_WORK_MS = 10_000;

/** Tells the parent again and again that this process is not up yet and has not hung: it then waits on. */
export async function tellWhile<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => void process.send?.({ atWork: true }), STILL_AT_WORK_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
