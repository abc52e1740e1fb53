import { describe, expect, test } from '@jest/globals';
import { faultyRun } from '../../support/faulty-run.ts';
import { expectNothingLost } from '../../support/nothing-lost.ts';

const DELIVERIES = 2000;
const KILLS = 21;

describe('2,000 deliveries under 20 kills', () => {
  test('everything that was acknowledged is in the inbox, once, with its line of events and its deadline', async () => {
    const after = await faultyRun({ comments: 1450, kills: KILLS, seed: 'integration' });
    try {
      expect(after.summary.sent).toBeGreaterThanOrEqual(DELIVERIES);
      expect(after.kills.server + after.kills.worker + after.kills.mongod).toBeGreaterThanOrEqual(20);
      expect(after.kills.mongod).toBeGreaterThanOrEqual(1);
      await expectNothingLost(after.db, after.nodes);
    } finally {
      await after.close();
    }
  }, 300_000);
});
