import { describe, expect, test } from '@jest/globals';
import { faultyRun } from '../../support/faulty-run.ts';
import { expectNothingLost } from '../../support/nothing-lost.ts';

/** What `npm run test:faults` does with thousands of deliveries, small enough for every commit. */
const DELIVERIES = 500;
const KILLS = 8;

describe('500 deliveries under 8 kills', () => {
  test('Everything that was acknowledged is in the inbox, once, with its line of events and its deadline', async () => {
    const after = await faultyRun({ comments: 375, kills: KILLS, seed: 'integration' });
    try {
      expect(after.summary.sent).toBeGreaterThanOrEqual(DELIVERIES);
      expect(after.kills.server + after.kills.worker + after.kills.mongod).toBeGreaterThanOrEqual(KILLS);
      expect(after.kills.mongod).toBeGreaterThanOrEqual(1);
      await expectNothingLost(after.db, after.nodes);
    } finally {
      await after.close();
    }
  }, 300_000);
});
