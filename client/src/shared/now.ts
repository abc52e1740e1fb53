/**
 * One clock for every countdown on the page: the server's. A browser's own may be minutes off; what the server says is
 * "now" corrects it, so that what is left is what the server would answer.
 */
import { createStore, useStore } from './store.ts';

const TICK_MS = 10_000;
/** The server's clock less the browser's. */
let offsetMs = 0;
const now = createStore(Date.now());
let started = false;

/** The server's time. */
export const serverNow = (): number => Date.now() + offsetMs;

const renew = (): void => now.set(serverNow());

/** The server said `asOf` somewhere between these two moments of the browser's clock. */
export function noteServerTime(
  asOf: string,
  asked: { readonly sentAt: number; readonly gotAt: number },
): void {
  const said = Date.parse(asOf);
  const [least, most] = [said - asked.gotAt, said - asked.sentAt];
  // What agrees with what is known is not news: a slow answer, or one that slept half way, moves nothing.
  if (Number.isNaN(said) || (offsetMs >= least && offsetMs <= most)) return;
  offsetMs = (least + most) / 2;
  renew();
}

/** Asks, and sets the clock by what the answer says of the time. */
export async function withServerTime<T extends { readonly asOf: string }>(ask: Promise<T>): Promise<T> {
  const sentAt = Date.now();
  const answer = await ask;
  noteServerTime(answer.asOf, { sentAt, gotAt: Date.now() });
  return answer;
}

function start(): void {
  started = true;
  setInterval(renew, TICK_MS);
  // A timer that slept with the machine comes late: what can be seen again is told at once.
  for (const woken of ['visibilitychange', 'resume']) document.addEventListener(woken, renew);
  for (const woken of ['focus', 'pageshow', 'online']) window.addEventListener(woken, renew);
}

/** The time, at most ten seconds old. */
export function useNow(): number {
  if (!started) start();
  return useStore(now);
}
