/** An account is connected with its people, its house rules and what waited for it, or not at all. */
import { describe, test } from '@jest/globals';
import { addTestAccount } from '../../support/accounts.ts';
import { MONDAY } from '../../support/clock.ts';
import { added, envelopeOf } from '../../support/webhook.ts';
import { crashSuite, type Stage } from './harness.ts';

const crashes = crashSuite({ clearAll: true });

/** 409: the first try had connected it before its process died. */
async function connect({ world }: Stage): Promise<void> {
  await addTestAccount(world.db, {}, world.clock.now()).catch((error: { status?: number }) => {
    if (error.status !== 409) throw error;
  });
}

describe('killed at every write of', () => {
  test('Adding an account for which deliveries wait survives a kill at every write', async () => {
    await crashes.everyPoint({
      prepare: ({ world }) => world.deliver(envelopeOf([added({ id: '555_1', text: 'Hallå?', at: MONDAY })])),
      perform: connect,
      asksAgain: true,
    });
  }, 120_000);
});
