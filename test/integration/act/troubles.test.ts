/** The platform says no, later, or nothing: the item stays open with its cause, and nothing is done twice. */
import { describe, expect, test } from '@jest/globals';
import { accountById } from '../../../core/accounts/accounts.store.ts';
import type { ActionShape } from '../../../core/actions/actions.contract.ts';
import { actionById } from '../../../core/actions/actions.store.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { callsOn, spoken, storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const hide = { type: 'hide', reason: 'insult', axis: 'houseRule' };

async function asked(id: string, request: Record<string, unknown>): Promise<string> {
  const { status, body } = await s.api.act(id, request);
  expect(status).toBe(202);
  return body.action.id;
}
const retry = (id: string) => s.api.send<{ action: ActionShape }>('POST', `/api/actions/${id}/retry`);
const outgoing = async () =>
  (await accountById(s.world.db, { tenantId: 'main', id: s.account._id }))?.outgoing;

describe('an answer that is lost', () => {
  test('A reply whose answer was lost is read back, not sent again', async () => {
    const { id, externalId } = await spoken(s, 'Borta på vägen?');
    s.world.sim.faults.loseAnswer = 1;
    const action = await asked(id, { type: 'reply', text: 'Framme ändå.' });
    s.world.clock.advance(11_000);
    await s.world.runQueue();
    expect((await s.api.action(action)).state).toBe('unknown');
    await s.world.settle();
    expect(await s.api.action(action)).toMatchObject({ state: 'done' });
    expect(callsOn(s, externalId).filter(({ type }) => type === 'reply')).toHaveLength(1);
  });

  test('A hide whose answer was lost is simply sent again', async () => {
    const { id } = await spoken(s, 'Dold på vägen, idiot');
    s.world.sim.faults.loseAnswer = 1;
    const action = await asked(id, hide);
    await s.world.settle();
    expect((await s.api.action(action)).state).toBe('done');
    expect((await s.api.item(id)).visibility).toBe('hidden');
  });
});

describe('a token that dies', () => {
  test('A token that dies pauses the account, keeps the actions with their cause, and a retry goes on', async () => {
    const [first, second] = [await spoken(s, 'Ett, idiot'), await spoken(s, 'Två, idiot')];
    s.world.sim.faults.expireToken = true;
    const one = await asked(first.id, hide);
    await s.world.settle();
    expect(await s.api.action(one)).toMatchObject({ state: 'blocked', cause: 'token-expired' });
    expect(await outgoing()).toBe('paused');
    expect((await s.api.item(first.id)).status).toBe('open');
    expect((await s.api.item(first.id)).actions).toMatchObject([
      { state: 'blocked', cause: 'token-expired' },
    ]);

    // Nothing more is sent while it is paused: no storm of retries.
    const calls = s.world.sim.calls().length;
    const two = await asked(second.id, hide);
    await s.world.settle();
    expect(await s.api.action(two)).toMatchObject({ state: 'blocked', cause: 'paused' });
    expect(s.world.sim.calls()).toHaveLength(calls);

    s.world.sim.faults.expireToken = false;
    for (const action of [one, two]) expect((await retry(action)).status).toBe(202);
    expect(await outgoing()).toBe('active');
    await s.world.settle();
    for (const action of [one, two]) expect((await s.api.action(action)).state).toBe('done');
    expect((await storedOf(s, first.externalId)).item?.captures).toHaveLength(1);
  });

  test('A retry of what is done is refused and wakes no paused account', async () => {
    const { id } = await spoken(s, 'Klar, idiot');
    const action = await asked(id, { type: 'like' });
    await s.world.settle();
    s.world.sim.faults.expireToken = true;
    await asked(id, hide);
    await s.world.settle();
    expect(await outgoing()).toBe('paused');
    expect((await retry(action)).status).toBe(422);
    expect(await outgoing()).toBe('paused');
    s.world.sim.faults.expireToken = false;
    const [blocked] = (await s.api.item(id)).actions.filter(({ state }) => state === 'blocked');
    await retry(blocked?.id ?? '');
    await s.world.settle();
  });
});

describe('a throttle', () => {
  test('A throttle is waited for, and then the action is done', async () => {
    const { id } = await spoken(s, 'Bromsad, idiot');
    Object.assign(s.world.sim.faults, { code: 80001, times: 2, on: 'write' });
    const action = await asked(id, hide);
    await s.world.runQueue();
    const waiting = await actionById(s.world.db, { tenantId: 'main', id: action });
    expect(waiting).toMatchObject({ state: 'pending', cause: 'throttled', lease: null });
    expect(waiting?.notBefore.getTime()).toBeGreaterThan(s.world.clock.now().getTime());
    await s.world.settle();
    expect((await s.api.action(action)).state).toBe('done');
  });
});

describe('what will never succeed', () => {
  test('A comment that the platform knows nothing of fails a like and leaves the item open', async () => {
    await s.world.deliver(
      envelopeOf([added({ id: '555_404', text: 'Finns inte', at: s.world.clock.now() })]),
    );
    const [item] = (await s.api.items('?externalId=555_404')).items;
    const action = await asked(item?.id ?? '', { type: 'like' });
    await s.world.settle();
    expect(await s.api.action(action)).toMatchObject({ state: 'failed', cause: 'gone-or-denied' });
    expect((await s.api.item(item?.id ?? '')).status).toBe('open');
  });

  test('An account without a token ingests, and its actions are blocked for want of one', async () => {
    const page = '424242';
    await addTestAccount(s.world.db, { externalId: page, token: null }, s.world.clock.now());
    const value = added({ id: '42_1', text: 'Utan nyckel', at: s.world.clock.now() });
    await s.world.deliver(envelopeOf([value], { page }));
    const [item] = (await s.api.items('?externalId=42_1')).items;
    const action = await asked(item?.id ?? '', { type: 'like' });
    await s.world.settle();
    expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'no-token' });
  });
});
