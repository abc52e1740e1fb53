/** Something read from the store every few seconds and asked without waiting. */

/** How long a process may still use what has been replaced. */
export const CACHE_AGE_MS = 2000;

export interface Refreshing<T> {
  value(): T;
  /** Reads now; what was stored before the call is known after it. */
  refresh(): Promise<void>;
  close(): void;
}

/**
 * Reads once before it answers, then every `everyMs`, never twice at once. `read` gets what is known, so that what did
 * not change can be kept. A later read that fails leaves what is known.
 */
export async function refreshing<T>(
  read: (known: T | undefined) => Promise<T>,
  { everyMs, onError }: { everyMs: number; onError: (error: unknown) => void },
): Promise<Refreshing<T>> {
  let known = await read(undefined);
  let last: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  const refresh = (): Promise<void> => {
    underWay += 1;
    // One that is under way may have begun before the caller's write: another one follows it.
    const next = last
      .then(async () => {
        known = await read(known);
      })
      .finally(() => {
        underWay -= 1;
      });
    last = next.catch(() => undefined);
    return next;
  };
  const timer = setInterval(() => {
    if (underWay === 0) void refresh().catch(onError);
  }, everyMs);
  timer.unref();
  return { value: () => known, refresh, close: () => clearInterval(timer) };
}
