/** A moderator's command is all there or not at all; with its key it may be sent again. */
import { describe, expect, test } from '@jest/globals';
import { commentId } from '../../../core/kernel/ids.ts';
import { sweepOnce } from '../../../workers/sweep.ts';
import { MONDAY } from '../../support/clock.ts';
import { added, envelopeOf } from '../../support/webhook.ts';
import { crashSuite, type Scenario, type Stage } from './harness.ts';

const crashes = crashSuite();
const ID = '555_1';
const removal = { reason: 'insult', axis: 'houseRule' };
type Request = Record<string, unknown>;

async function itemOf({ api }: Stage) {
  const [item] = (await api.items(`?externalId=${ID}`)).items;
  if (item === undefined) throw new Error('no item');
  return item;
}

async function accepted(stage: Stage, request: Request): Promise<string> {
  const { id } = await itemOf(stage);
  const { status, body } = await stage.api.act(id, request);
  expect(status).toBe(202);
  return body.action.id;
}

/** What the client remembers over the crash: the version it saw, or the action it means. */
const remembered = new WeakMap<object, { version: number; actionId: string }>();

async function prepared(stage: Stage, before: readonly Request[]): Promise<void> {
  const author = { id: '9001', name: 'Ada Exempelsson' };
  await stage.sim.comment({ text: 'När, idiot?', author, externalId: ID, at: MONDAY.toISOString() });
  await stage.world.deliver(envelopeOf([added({ id: ID, text: 'När, idiot?', at: MONDAY })]));
  let actionId = '';
  for (const request of before) actionId = await accepted(stage, request);
  remembered.set(stage, { version: (await itemOf(stage)).version, actionId });
}

/** Sent with a key, so that it may be sent again after the crash. */
const asking = (request: Request, before: readonly Request[] = []): Scenario => ({
  prepare: (stage) => prepared(stage, before),
  async perform(stage) {
    const { version } = remembered.get(stage) ?? { version: 0 };
    const id = commentId(stage.account._id, ID);
    const headers = { 'idempotency-key': 'crash-key' };
    const { status } = await stage.api.act(id, { version, ...request }, headers);
    if (status !== 202) throw new Error(`The command answered ${status}.`);
  },
  asksAgain: true,
});

/** Undo and retry name an action; asked again after they were done, they answer that it is too late. */
const aboutAction = (how: 'undo' | 'retry', before: readonly Request[]): Scenario => ({
  async prepare(stage) {
    await prepared(stage, before);
    if (how === 'undo') return;
    stage.sim.faults.expireToken = true;
    stage.world.clock.advance(11_000);
    await stage.world.runQueue();
    stage.sim.faults.expireToken = false;
  },
  async perform(stage) {
    const { actionId } = remembered.get(stage) ?? { actionId: '' };
    const [method, path] = how === 'undo' ? (['DELETE', ''] as const) : (['POST', '/retry'] as const);
    const { status } = await stage.api.send(method, `/api/actions/${actionId}${path}`);
    if (status >= 500) throw new Error(`The command answered ${status}.`);
  },
  asksAgain: true,
});

describe('killed at every write of', () => {
  const requests: Request[] = [
    { type: 'reply', text: 'I morgon.' },
    { type: 'hide', ...removal },
    { type: 'close', reason: 'no-answer-needed' },
    { type: 'assign', to: null },
    { type: 'snooze', until: '2026-03-02T10:00:00Z' },
    { type: 'tag', tag: 'badhus' },
    { type: 'note', text: 'Kolla.' },
    { type: 'register', outcome: 'minor' },
    { type: 'correct', category: 'insult', as: 'wrong' },
  ];
  test.each(requests)('The request to $type survives a kill at every write', async (request) => {
    await crashes.everyPoint(asking(request));
  }, 120_000);

  test('The request to reopen survives a kill at every write', async () => {
    await crashes.everyPoint(asking({ type: 'reopen' }, [{ type: 'close', reason: 'other' }]));
  }, 120_000);

  test('An undo survives a kill at every write', async () => {
    await crashes.everyPoint(aboutAction('undo', [{ type: 'reply', text: 'I morgon.' }]));
  }, 120_000);

  test('A retry survives a kill at every write', async () => {
    await crashes.everyPoint(aboutAction('retry', [{ type: 'hide', ...removal }]));
  }, 120_000);

  test('Waking a snoozed item survives a kill at every write', async () => {
    await crashes.everyPoint({
      async prepare(stage) {
        await prepared(stage, [{ type: 'snooze', until: '2026-03-02T09:30:00Z' }]);
        stage.world.clock.advance(31 * 60_000);
      },
      perform: ({ world }) => sweepOnce(world.deps),
    });
  }, 120_000);
});
