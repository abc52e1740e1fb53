/** Waits between tries: each twice as long as the one before, up to a limit. */
export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** How long to wait after the `attempts`-th try, counted from 1. */
export const backoffMs = ({ firstMs, maxMs }: Backoff, attempts: number): number =>
  Math.min(firstMs * 2 ** (attempts - 1), maxMs);
