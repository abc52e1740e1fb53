import { until } from './until.ts';

/** Resolves when the process has ended. */
export const processGone = (pid: number): Promise<void> =>
  until(`process ${pid} ends`, () => {
    try {
      return !process.kill(pid, 0);
    } catch {
      return true;
    }
  });
