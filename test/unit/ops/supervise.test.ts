import { describe, expect, test } from '@jest/globals';
import { supervise } from '../../../ops/services/supervise.ts';

/** A service whose processes end when told to. */
function fakeService(failures: number) {
  const die: (() => void)[] = [];
  let failing = failures;
  let starts = 0;
  const start = async () => {
    starts += 1;
    if (starts > 1 && failing-- > 0) throw new Error('not yet');
    const pid = starts;
    const exited = new Promise<void>((resolve) => die.push(resolve));
    return { pid, exited, stop: async () => die.at(-1)?.() };
  };
  return { start, die: () => die.at(-1)?.(), starts: () => starts };
}

describe('a supervised service', () => {
  test('A supervised service comes back, also when the first attempts to start it fail', async () => {
    const fake = fakeService(2);
    const said: string[] = [];
    const supervised = await supervise('It', fake.start, (text) => said.push(text));
    fake.die();
    await supervised.current().exited;
    const next = await supervised.running();
    expect(next.pid).toBe(4);
    expect(supervised.current()).toBe(next);
    expect(supervised.restarts()).toBe(1);
    expect(said).toEqual([
      'It ended unasked and is started again.',
      'It did not come back: not yet',
      'It did not come back: not yet',
      'It runs again (process 4).',
    ]);
    await supervised.stop();
  });

  test('A supervised service stays away once it was stopped, also while it is coming back', async () => {
    const fake = fakeService(1000);
    const supervised = await supervise('It', fake.start, () => undefined);
    fake.die();
    await supervised.current().exited;
    await supervised.stop();
    const starts = fake.starts();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(fake.starts()).toBe(starts);
  });

  test('A supervised service whose first start fails is an error of the caller', async () => {
    await expect(supervise('It', () => Promise.reject(new Error('never')))).rejects.toThrow('never');
  });
});
