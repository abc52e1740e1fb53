import { describe, expect, test } from '@jest/globals';
import { createCoalescer } from '../../../../core/kernel/coalesce.ts';

describe('group commit', () => {
  test('Inputs that arrive together go together, and what arrives meanwhile goes next', async () => {
    const batches: number[][] = [];
    const gate = Promise.withResolvers<void>();
    const coalescer = createCoalescer<number, number>({
      maxBatch: 3,
      lanes: 1,
      async run(inputs) {
        batches.push([...inputs]);
        if (batches.length === 1) await gate.promise;
        return inputs.map((input) => input * 10);
      },
    });
    const first = [1, 2].map((input) => coalescer.add(input));
    await new Promise((resolve) => setImmediate(resolve));
    const later = [3, 4, 5, 6].map((input) => coalescer.add(input));
    gate.resolve();
    expect(await Promise.all([...first, ...later])).toEqual([10, 20, 30, 40, 50, 60]);
    expect(batches).toEqual([[1, 2], [3, 4, 5], [6]]);
  });

  test('A throw rejects its batch and no other', async () => {
    let runs = 0;
    const coalescer = createCoalescer<string, string>({
      maxBatch: 1,
      lanes: 1,
      async run([input = '']) {
        runs += 1;
        if (input === 'bad') throw new Error('no');
        return [input];
      },
    });
    const results = await Promise.allSettled(['a', 'bad', 'b'].map((input) => coalescer.add(input)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(runs).toBe(3);
    await coalescer.idle();
  });
});
