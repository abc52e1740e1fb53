/** How long X asks to wait: its own headers, against its own clock (platforms.md 5.4). */
import type { AnswerHeaders } from '../shared/http.ts';

/** The quarter of an hour, and the days, of which not every answer tells. */
const WINDOWS = ['x-rate-limit', 'x-user-limit-24hour', 'x-app-limit-24hour'];

const numberIn = (headers: AnswerHeaders, name: string): number => {
  const value = headers[name];
  return value === undefined || value === '' ? Number.NaN : Number(value);
};

/** The longest wait of the windows that are used up, in ms; null where X names none. */
export function waitOf(headers: AnswerHeaders): number | null {
  const now = serverTime(headers);
  const waits = WINDOWS.filter((window) => !(numberIn(headers, `${window}-remaining`) > 0))
    .map((window) => numberIn(headers, `${window}-reset`) * 1000 - now)
    .filter((wait) => wait > 0);
  if (waits.length > 0) return Math.max(...waits);
  const seconds = numberIn(headers, 'retry-after');
  return seconds > 0 ? seconds * 1000 : null;
}

/** Epoch ms by the answer's own date: our clock may be off, and the reset is told by theirs. */
export function serverTime({ date }: AnswerHeaders): number {
  const told = Date.parse(String(date));
  return Number.isNaN(told) ? Date.now() : told;
}
