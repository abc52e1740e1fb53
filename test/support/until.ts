import { setTimeout as delay } from 'node:timers/promises';

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
