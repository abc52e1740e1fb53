/** What an installation's processes keep, within generous bounds; the measured figures stand in docs/operations.md. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { residentMbOf } from '../../../ops/bench/process-use.ts';
import { readRunning } from '../../../ops/services/folder-lock.ts';
import { startOutside } from '../../support/outside.ts';

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8');

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'Who keeps the installation up stays small, and a server does not grow over the reports it hands out',
  async () => {
    const outside = await startOutside({ settings: { DEMO: 'on' } });
    try {
      const token = (await outside.cli('token', '--role', 'administrator')).stdout.trim();
      const supervisor = readRunning(outside.dataDir)?.pid ?? 0;
      const child = (main: string): number | undefined =>
        childrenOf(supervisor).find((pid) => commandOf(pid).includes(main));
      for (let report = 0; report < 3; report++) {
        const answer = await fetch(`${outside.url}/api/deadlines/export?format=pdf&lang=sv`, {
          headers: { authorization: `Bearer ${token}` },
        });
        expect({ status: answer.status, bytes: (await answer.arrayBuffer()).byteLength }).toEqual({
          status: 200,
          bytes: expect.any(Number),
        });
      }
      // Without a warm cache of compiled code, which `npm start` has: 30 MB more each.
      expect(residentMbOf(supervisor)).toBeLessThan(130);
      expect(residentMbOf(child('server/main.ts'))).toBeLessThan(280);
      expect(residentMbOf(child('workers/main.ts'))).toBeLessThan(300);
    } finally {
      expect(await outside.stop()).toBe(0);
      outside.remove();
    }
  },
  120_000,
);
