import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Refreshing, refreshing } from '../../../../core/kernel/refreshing.ts';

const EVERY_MS = 2000;
const errors: unknown[] = [];
let cache: Refreshing<number> | null = null;

beforeEach(() => {
  jest.useFakeTimers();
  errors.length = 0;
});
afterEach(() => {
  cache?.close();
  cache = null;
  jest.useRealTimers();
});

async function open(read: (known: number | undefined) => Promise<number>): Promise<Refreshing<number>> {
  cache = await refreshing(read, { everyMs: EVERY_MS, onError: (error) => errors.push(error) });
  return cache;
}
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('what is read every few seconds', () => {
  test('A value is there before the first question, and the next read gets it', async () => {
    const { value } = await open(async (known = 0) => known + 1);
    expect(value()).toBe(1);
    await pass(EVERY_MS);
    expect(value()).toBe(2);
    await pass(3 * EVERY_MS);
    expect(value()).toBe(5);
  });

  test('A first read that fails is the caller’s to hear of', async () => {
    await expect(open(() => Promise.reject(new Error('no store')))).rejects.toThrow('no store');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('A later read that fails leaves what is known, and the next one mends it', async () => {
    let fails = false;
    const { value } = await open(async (known = 0) => {
      if (fails) throw new Error('no store');
      return known + 1;
    });
    fails = true;
    await pass(2 * EVERY_MS);
    expect(value()).toBe(1);
    expect(errors).toHaveLength(2);
    fails = false;
    await pass(EVERY_MS);
    expect(value()).toBe(2);
    expect(errors).toHaveLength(2);
  });

  test('A read that takes longer than the interval is not overtaken by another', async () => {
    const waiting: (() => void)[] = [];
    let reads = 0;
    const { value } = await open(async () => {
      reads += 1;
      if (reads > 1) await new Promise<void>((resolve) => waiting.push(resolve));
      return reads;
    });
    await pass(4 * EVERY_MS);
    expect([reads, value()]).toEqual([2, 1]);
    waiting.shift()?.();
    await pass(EVERY_MS);
    expect([reads, value()]).toEqual([3, 2]);
    waiting.shift()?.();
  });

  test('A refresh that is asked for during a read begins after it, and knows what was stored meanwhile', async () => {
    let stored = 1;
    let release = (): void => undefined;
    const { value, refresh } = await open(async () => {
      const seen = stored;
      if (seen === 2) await new Promise<void>((resolve) => (release = resolve));
      return seen;
    });
    stored = 2;
    await pass(EVERY_MS);
    stored = 3;
    const asked = refresh();
    release();
    await asked;
    expect(value()).toBe(3);
  });

  test('A refresh that fails is told to who asked for it, and not twice', async () => {
    let fails = false;
    const { refresh } = await open(async () => {
      if (fails) throw new Error('no store');
      return 1;
    });
    fails = true;
    await expect(refresh()).rejects.toThrow('no store');
    expect(errors).toEqual([]);
    fails = false;
    await refresh();
  });

  test('Nothing is read after closing', async () => {
    let reads = 0;
    const { close } = await open(async () => ++reads);
    close();
    await pass(5 * EVERY_MS);
    expect(reads).toBe(1);
  });
});
