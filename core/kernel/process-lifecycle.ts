/** How our own processes end: on a signal, or when the parent that started them is gone. */

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

/** Exit code of a server whose port was taken: its parent may choose another. */
export const PORT_TAKEN = 98;

/** Tells the parent, if there is one, that this process is up. */
export function tellReady(facts: Record<string, unknown>): void {
  process.send?.({ ready: true, ...facts });
}
