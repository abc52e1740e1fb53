/** One clock for every countdown on the page. */
import { createStore, useStore } from './store.ts';

const TICK_MS = 10_000;
const now = createStore(Date.now());
let started = false;

function start(): void {
  started = true;
  setInterval(() => now.set(Date.now()), TICK_MS);
  document.addEventListener('visibilitychange', () => now.set(Date.now()));
}

/** The time, at most ten seconds old. */
export function useNow(): number {
  if (!started) start();
  return useStore(now);
}
