/** A delivery is stored, read and becomes an item, whatever write the process dies at. */
import { describe, test } from '@jest/globals';
import { MONDAY } from '../../support/clock.ts';
import { acted, added, edited, envelopeOf, PAGE_ID, postWebhook, type Value } from '../../support/webhook.ts';
import { crashSuite, type Scenario, type Stage } from './harness.ts';

const crashes = crashSuite();
const later = (minutes: number): Date => new Date(MONDAY.getTime() + minutes * 60_000);
const ID = '555_1';

async function send(stage: Stage, values: readonly Value[], page?: string): Promise<void> {
  const body = envelopeOf(values, page === undefined ? {} : { page });
  const { status } = await postWebhook(stage.world.url, body);
  if (status !== 200) throw new Error(`The webhook answered ${status}.`);
}

const question = added({ id: ID, text: 'När, idiot?', at: MONDAY });

/** `before` is in the store already; `values` lie in the queue when the worker is killed. */
const ingesting = (values: readonly Value[], before: readonly Value[] = [], page?: string): Scenario => ({
  async prepare(stage) {
    if (before.length > 0) await stage.world.deliver(envelopeOf(before));
    await send(stage, values, page);
  },
  perform: ({ world }) => world.runQueue(),
});

describe('killed at every write', () => {
  test('A delivery is stored whatever write is the last, since its sender sends again', async () => {
    await crashes.everyPoint({ perform: (stage) => send(stage, [question]), asksAgain: true });
  }, 120_000);

  test('Ingesting a new comment and fetching its post survives a kill at every write', async () => {
    await crashes.everyPoint(ingesting([question, { item: 'hologram', verb: 'add' }]));
  }, 120_000);

  test('Ingesting an edit survives a kill at every write', async () => {
    await crashes.everyPoint(ingesting([edited({ id: ID, text: 'När?', at: later(5) })], [question]));
  }, 120_000);

  test('Ingesting a picture, scanning it and finding that something points to abuse survives a kill at every write', async () => {
    const photos = ['https://elsewhere.example/a.jpg'];
    // The post is known already: fetching it and looking at the picture have no order between them.
    const before = [added({ id: '555_9', text: 'Tidigare', at: MONDAY })];
    const pointing = added({ id: ID, text: 'barnporr', at: MONDAY, more: { photos } });
    await crashes.everyPoint(ingesting([pointing], before));
  }, 120_000);

  test('Ingesting a removal survives a kill at every write', async () => {
    await crashes.everyPoint(ingesting([acted('remove', { id: ID, at: later(5) })], [question]));
  }, 120_000);

  test('Ingesting the account’s own answer survives a kill at every write', async () => {
    const from = { id: PAGE_ID, name: 'Sidan' };
    const answer = added({ id: '555_2', text: 'I morgon.', at: later(5), from, parentId: ID });
    await crashes.everyPoint(ingesting([answer], [question]));
  }, 120_000);

  test('Setting aside what is for an account that nobody has connected survives a kill at every write', async () => {
    await crashes.everyPoint(ingesting([question], [], '99887766'));
  }, 120_000);
});
