/** What the policy hides is sealed and hidden once, whatever write the worker dies at. */
import { describe, test } from '@jest/globals';
import { STRICT_POLICY } from '../../../core/moderation/policy.ts';
import { THREATENING } from '../../support/assess.ts';
import { MONDAY } from '../../support/clock.ts';
import { added, edited, envelopeOf, postWebhook } from '../../support/webhook.ts';
import { crashSuite, type Stage } from './harness.ts';

const crashes = crashSuite({ policyOf: () => STRICT_POLICY });
const ID = '555_1';
const AUTHOR = { id: '9001', name: 'Ada Exempelsson' };
const THREAT = `Ett ${THREATENING} till dig`;

async function arrives({ world, sim }: Stage, text: string): Promise<void> {
  await sim.comment({ text, author: AUTHOR, externalId: ID, at: MONDAY.toISOString() });
  const { status } = await postWebhook(world.url, envelopeOf([added({ id: ID, text, at: MONDAY })]));
  if (status !== 200) throw new Error(`The webhook answered ${status}.`);
}

describe('killed at every write of', () => {
  test('Ingesting what the policy hides and hiding it survives a kill at every write', async () => {
    await crashes.everyPoint({
      prepare: (stage) => arrives(stage, THREAT),
      perform: ({ world }) => world.runQueue(),
    });
  }, 180_000);

  test('An edit that makes a comment one to hide survives a kill at every write', async () => {
    await crashes.everyPoint({
      async prepare(stage) {
        await arrives(stage, 'Hej');
        await stage.world.runQueue();
        const at = new Date(MONDAY.getTime() + 60_000);
        await postWebhook(stage.world.url, envelopeOf([edited({ id: ID, text: THREAT, at })]));
      },
      perform: ({ world }) => world.runQueue(),
    });
  }, 180_000);
});
