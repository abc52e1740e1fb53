import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { noteServerTime, serverNow } from '../../../client/src/shared/now.ts';

const MINUTE = 60_000;
const TRUE = Date.UTC(2026, 2, 2, 9);

beforeEach(() => void jest.useFakeTimers({ now: TRUE }));
afterEach(() => void jest.useRealTimers());

/** The server answers at its own time, after so long a way there and back. */
function answered(trueNow: number, way = 100): void {
  const gotAt = Date.now();
  noteServerTime(new Date(trueNow - way / 2).toISOString(), { sentAt: gotAt - way, gotAt });
}
const off = (trueNow: number): number => Math.abs(serverNow() - trueNow);

describe('the clock of the page', () => {
  test.each([-10, 25, 0])('A browser that is %i minutes off shows the server’s time', (minutes) => {
    jest.setSystemTime(TRUE + minutes * MINUTE);
    answered(TRUE);
    expect(off(TRUE)).toBeLessThan(1000);
    jest.setSystemTime(TRUE + (minutes + 90) * MINUTE);
    expect(off(TRUE + 90 * MINUTE)).toBeLessThan(1000);
  });

  test('After three hours of sleep, also in the middle of an answer, the time is the server’s', () => {
    jest.setSystemTime(TRUE - 10 * MINUTE);
    answered(TRUE);
    const woken = TRUE + 180 * MINUTE;
    jest.setSystemTime(woken - 10 * MINUTE);
    // Asked before the sleep, answered before it, and read after it.
    noteServerTime(new Date(TRUE + 50).toISOString(), { sentAt: TRUE - 10 * MINUTE, gotAt: Date.now() });
    expect(off(woken)).toBeLessThan(1000);
  });

  test('A clock that is put right under way is followed by the next answer', () => {
    jest.setSystemTime(TRUE + 25 * MINUTE);
    answered(TRUE);
    jest.setSystemTime(TRUE + MINUTE);
    answered(TRUE + MINUTE);
    expect(off(TRUE + MINUTE)).toBeLessThan(1000);
  });

  test('A time that cannot be read changes nothing', () => {
    answered(TRUE);
    noteServerTime('soon', { sentAt: TRUE, gotAt: TRUE });
    expect(off(TRUE)).toBeLessThan(1000);
  });
});
