import { setTimeout as delay } from 'node:timers/promises';

/**
 * The shortest time in ms that `run` takes, of up to five: a busy machine is late now and then, a program that waits for
 * something always. Ends at the first that is within `enoughMs`.
 */
export async function fastest(enoughMs: number, run: (nth: number) => Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let nth = 1; nth <= 5 && best >= enoughMs; nth++) {
    const start = performance.now();
    await run(nth);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Asks the store (or a process) until it says yes; fails naming `what`. Never a bare sleep in a test. */
export async function until(
  what: string,
  ask: () => boolean | Promise<boolean>,
  limitMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`);
    await delay(15);
  }
}
