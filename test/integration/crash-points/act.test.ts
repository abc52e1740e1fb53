/** A stored action goes out once, whatever write its worker dies at; nothing is removed before its record is sealed. */
import { describe, expect, test } from '@jest/globals';
import { MONDAY } from '../../support/clock.ts';
import { added, envelopeOf } from '../../support/webhook.ts';
import { crashSuite, type Scenario, type Stage } from './harness.ts';

const crashes = crashSuite();
const ID = '555_1';
const UNDONE_MS = 11_000;

/** The comment stands on the page and in the inbox, with its context. */
async function comment({ world, sim }: Stage, text = 'När, idiot?'): Promise<void> {
  const author = { id: '9001', name: 'Ada Exempelsson' };
  await sim.comment({ text, author, externalId: ID, at: MONDAY.toISOString() });
  await world.deliver(envelopeOf([added({ id: ID, text, at: MONDAY })]));
}

async function request({ world, api }: Stage, wanted: Record<string, unknown>): Promise<string> {
  const [item] = (await api.items(`?externalId=${ID}`)).items;
  const { status, body } = await api.act(item?.id ?? '', wanted);
  expect(status).toBe(202);
  world.clock.advance(UNDONE_MS);
  return body.action.id;
}

/** The picture is another process's matter: it has a test of its own. */
const LATER = new Set(['capture'] as const);
const removal = { reason: 'insult', axis: 'houseRule' };

/** The actions are requested; the worker is killed while it carries the last one out. */
const acting = (...wanted: Record<string, unknown>[]): Scenario => ({
  async prepare(stage) {
    await comment(stage);
    for (const [index, one] of wanted.entries()) {
      await request(stage, one);
      if (index < wanted.length - 1) await stage.world.runQueue();
    }
  },
  perform: ({ world }) => world.runQueue(LATER),
});

describe('killed at every write of', () => {
  test('A reply stands on the page exactly once, whatever write is the last', async () => {
    await crashes.everyPoint(acting({ type: 'reply', text: 'I morgon.' }));
  }, 120_000);

  test('A hide survives a kill at every write', async () => {
    await crashes.everyPoint(acting({ type: 'hide', ...removal }));
  }, 120_000);

  test('An unhide survives a kill at every write', async () => {
    await crashes.everyPoint({ ...acting({ type: 'hide', ...removal }, { type: 'unhide' }), reopens: true });
  }, 120_000);

  test('A delete survives a kill at every write', async () => {
    await crashes.everyPoint({ ...acting({ type: 'delete', ...removal }), detours: true });
  }, 120_000);

  test('A ban survives a kill at every write', async () => {
    await crashes.everyPoint({ ...acting({ type: 'ban', ...removal }), detours: true });
  }, 120_000);

  test('The picture of a hide is sealed once, whatever write is the last', async () => {
    await crashes.everyPoint({
      async prepare(stage) {
        await comment(stage);
        await request(stage, { type: 'hide', ...removal });
        await stage.world.runQueue(LATER);
      },
      perform: ({ world }) => world.runQueue(),
    });
  }, 120_000);

  test('A like survives a kill at every write', async () => {
    await crashes.everyPoint(acting({ type: 'like' }));
  }, 120_000);

  test('An action that the platform blocks for the whole account survives a kill at every write', async () => {
    await crashes.everyPoint({
      ...acting({ type: 'hide', ...removal }),
      async perform({ world, sim }) {
        sim.faults.expireToken = true;
        await world.runQueue(LATER);
      },
    });
  }, 120_000);

  test('An action that the platform throttles survives a kill at every write', async () => {
    await crashes.everyPoint({
      ...acting({ type: 'hide', ...removal }),
      async perform({ world, sim }) {
        Object.assign(sim.faults, { code: 4, times: 1, on: 'write' });
        await world.runQueue(LATER);
      },
    });
  }, 120_000);
});
