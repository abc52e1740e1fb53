import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createProgress } from '../../../ops/services/progress.ts';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  return { written, step: createProgress({ stream, delayMs: 30, lineEveryMs: 10_000 }) };
}

describe('a step', () => {
  test('A step that is short says nothing', async () => {
    const { written, step } = recorder(false);
    expect(await step('Short', async () => 7)).toBe(7);
    expect(written).toEqual([]);
  });

  test('A long step is named while it runs and when it ends, a line each where lines stay', async () => {
    const { written, step } = recorder(false);
    await step('Long', () => delay(200));
    expect(written).toEqual([
      expect.stringMatching(/^Long … \d+ s\n$/),
      expect.stringMatching(/^Long: 0\.\d s\n$/),
    ]);
  });

  test('A step shares the line of a terminal with those beside it', async () => {
    const { written, step } = recorder(true);
    await Promise.all([step('One', () => delay(200)), step('Two', () => delay(200))]);
    expect(written.some((text) => /\r.*One … 0 s, Two … 0 s$/.test(text))).toBe(true);
  });

  test('A step that fails passes its error on', async () => {
    const { step } = recorder(false);
    await expect(step('Bad', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
