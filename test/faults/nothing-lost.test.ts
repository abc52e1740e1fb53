/** The heavier form of test/integration/nothing-lost: more deliveries, more kills, several seeds. */
import { describe, expect, test } from '@jest/globals';
import { faultyRun } from '../support/faulty-run.ts';
import { expectNothingLost } from '../support/nothing-lost.ts';

const DELIVERIES = 4000;
const KILLS = 40;

describe('nothing that was acknowledged is lost', () => {
  test.each([
    'one',
    'two',
    'three',
  ])('Nothing is lost of about 4,300 deliveries under 40 kills (seed %s)', async (seed) => {
    const after = await faultyRun({ comments: 3000, kills: KILLS, seed });
    try {
      expect(after.summary.sent).toBeGreaterThanOrEqual(DELIVERIES);
      expect(after.kills.mongod).toBeGreaterThanOrEqual(1);
      expect(after.kills.server + after.kills.worker + after.kills.mongod).toBeGreaterThanOrEqual(KILLS);
      await expectNothingLost(after.db, after.nodes);
    } finally {
      await after.close();
    }
  }, 600_000);
});
