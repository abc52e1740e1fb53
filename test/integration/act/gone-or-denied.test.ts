/** Graph says the same of what is gone and of what we may not touch: nothing is called hidden that stands in public. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { accountById, setOutgoing } from '../../../core/accounts/accounts.store.ts';
import type { ActionShape } from '../../../core/actions/actions.contract.ts';
import { transaction } from '../../../core/kernel/db.ts';
import type { SimNode } from '../../../ops/simulator/types.ts';
import { callsOn, spoken, storedOf, suite } from '../../support/suite.ts';
import { acted, added, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const removal = { reason: 'insult', axis: 'houseRule' };
const hide = { type: 'hide', ...removal };
const remove = { type: 'delete', ...removal };
async function nodes(): Promise<SimNode[]> {
  return (await (await fetch(`${s.world.sim.url}/_sim/nodes`)).json()) as SimNode[];
}
const node = async (externalId: string) => (await nodes()).find(({ id }) => id === externalId);
const answersTo = async (externalId: string) =>
  (await nodes()).filter(({ parentId, own }) => own && parentId === externalId);
/** Gone, and no webhook has told of it. */
const vanish = (externalId: string) =>
  fetch(`${s.world.sim.url}/_sim/comments/${externalId}?quiet=true`, { method: 'DELETE' });
const outgoing = async () =>
  (await accountById(s.world.db, { tenantId: 'main', id: s.account._id }))?.outgoing;

async function asked(id: string, request: Record<string, unknown>): Promise<string> {
  const { status, body } = await s.api.act(id, request);
  expect(status).toBe(202);
  return body.action.id;
}
async function settled(id: string, request: Record<string, unknown>): Promise<ActionShape> {
  const action = await asked(id, request);
  s.world.clock.advance(10_500);
  await s.world.settle();
  return s.api.action(action);
}
const retry = (id: string) => s.api.send('POST', `/api/actions/${id}/retry`);

afterEach(() => {
  Object.assign(s.world.sim.faults, { forbidObjects: false, errorAfterWrite: null, code: null });
  const active = { tenantId: 'main', id: s.account._id, outgoing: 'active' } as const;
  return transaction(s.world.db, (session) => setOutgoing(s.world.db, active, session));
});

describe('permission that is lost', () => {
  test.each([
    ['hide', hide],
    ['delete', remove],
    ['reply', { type: 'reply', text: 'Når inte fram' }],
    ['like', { type: 'like' }],
  ])('A %s of what still stands is blocked with the permission as its cause', async (_type, request) => {
    const { id, externalId } = await spoken(s, 'Står kvar, idiot');
    s.world.sim.faults.forbidObjects = true;
    const action = await settled(id, request);
    expect(action).toMatchObject({ state: 'blocked', cause: 'permission-missing' });
    expect(await s.api.item(id)).toMatchObject({ status: 'open', visibility: 'public' });
    expect((await storedOf(s, externalId)).item?.deadline.state).toBe('running');
    expect(await node(externalId)).toMatchObject({ hidden: false, deleted: false });
    expect(await outgoing()).toBe('paused');
    s.world.sim.faults.forbidObjects = false;
    await retry(action.id);
    await s.world.settle();
    expect((await s.api.action(action.id)).state).toBe('done');
  });

  test('An answer below an answer is found in the list of the post', async () => {
    const parent = await spoken(s, 'Överst');
    const { id } = await spoken(s, 'Under, idiot', { parentId: parent.externalId });
    s.world.sim.faults.forbidObjects = true;
    expect(await settled(id, hide)).toMatchObject({ state: 'blocked', cause: 'permission-missing' });
  });
});

describe('what is gone', () => {
  test.each([
    ['hide', hide],
    ['delete', remove],
  ])('A %s of what the list no longer shows is done', async (_type, request) => {
    await spoken(s, 'En granne');
    const { id, externalId } = await spoken(s, 'Snart borta, idiot');
    await vanish(externalId);
    expect(await settled(id, request)).toMatchObject({ state: 'done' });
  });

  test('A reply to what the list no longer shows fails, and says that it is gone', async () => {
    await spoken(s, 'En granne till');
    const { id, externalId } = await spoken(s, 'Borta innan svaret');
    await vanish(externalId);
    expect(await settled(id, { type: 'reply', text: 'Hej!' })).toMatchObject({
      state: 'failed',
      cause: 'gone',
    });
  });
});

describe('what nobody can tell', () => {
  async function withoutList(externalId: string): Promise<string> {
    await s.world.deliver(
      envelopeOf([added({ id: externalId, text: 'Under ett okänt inlägg, idiot', at: s.world.clock.now() })]),
    );
    return (await s.api.items(`?externalId=${externalId}`)).items[0]?.id ?? '';
  }

  test('A hide that no list can decide is looked at again and ends as not done, in honest words', async () => {
    const id = await withoutList('555_9001');
    const action = await asked(id, hide);
    await s.world.runQueue();
    expect(await s.api.action(action)).toMatchObject({ state: 'unknown', cause: 'gone-or-denied' });
    for (let n = 0; n < 20; n++) {
      s.world.clock.advance(6000);
      await s.world.runQueue();
    }
    expect(await s.api.action(action)).toMatchObject({ state: 'failed', cause: 'gone-or-denied' });
    expect(await s.api.item(id)).toMatchObject({ status: 'open', visibility: 'public' });
  });

  test('A hide of what the webhook has called removed meanwhile is done', async () => {
    const id = await withoutList('555_9002');
    const action = await asked(id, hide);
    await s.world.runQueue();
    const at = s.world.clock.now();
    await s.world.deliver(envelopeOf([acted('remove', { id: '555_9002', at })], { sentAt: at }));
    s.world.clock.advance(6000);
    await s.world.settle();
    expect((await s.api.action(action)).state).toBe('done');
    expect((await s.api.item(id)).visibility).toBe('removed');
  });
});

describe('an error after a write that was carried out', () => {
  const after = { code: 20, subcode: 1772107, times: 1 };
  const replies = (externalId: string) => callsOn(s, externalId).filter(({ type }) => type === 'reply');

  test('A reply is looked for and is never sent twice, at the platform’s time', async () => {
    const { id, externalId } = await spoken(s, 'Kom svaret fram?');
    s.world.sim.faults.errorAfterWrite = after;
    const action = await settled(id, { type: 'reply', text: 'Det står redan.' });
    expect(action).toMatchObject({ state: 'done' });
    expect(replies(externalId)).toHaveLength(1);
    expect(await answersTo(externalId)).toHaveLength(1);
    const { item } = await storedOf(s, externalId);
    expect(item).toMatchObject({ status: 'closed', closeReason: 'answered' });
    expect(item?.deadline.stoppedAt).toBeLessThan(new Date(action.finishedAt ?? 0).getTime());
  });

  test('A reply that was refused and is not there fails, and a retry sends it once', async () => {
    const { id, externalId } = await spoken(s, 'Kom det fram nu då?');
    Object.assign(s.world.sim.faults, { code: 20, subcode: 1772107, times: 1, on: 'write' });
    const action = await settled(id, { type: 'reply', text: 'Nu står det.' });
    expect(action).toMatchObject({ state: 'failed', cause: 'refused' });
    await retry(action.id);
    await s.world.settle();
    expect((await s.api.action(action.id)).state).toBe('done');
    expect(await answersTo(externalId)).toHaveLength(1);
  });

  test('The same words to a neighbour are not taken for the reply that was lost', async () => {
    const root = await spoken(s, 'Rotinlägg');
    const one = await spoken(s, 'Första följdfrågan?', { parentId: root.externalId });
    const two = await spoken(s, 'Andra följdfrågan?', { parentId: root.externalId });
    expect(await settled(one.id, { type: 'reply', text: 'Tack, vi tittar på det!' })).toMatchObject({
      state: 'done',
    });
    Object.assign(s.world.sim.faults, { code: 1, subcode: null, times: 1, on: 'write' });
    const second = await asked(two.id, { type: 'reply', text: 'Tack, vi tittar på det!' });
    s.world.clock.advance(10_500);
    await s.world.settle();
    expect((await s.api.action(second)).state).toBe('done');
    expect(await answersTo(root.externalId)).toHaveLength(2);
  });

  test.each([
    ['hide', hide],
    ['delete', remove],
  ])('A %s is read back and done, and sent once', async (type, request) => {
    const { id, externalId } = await spoken(s, 'Ett fel efteråt, idiot');
    await spoken(s, 'En granne');
    s.world.sim.faults.errorAfterWrite = after;
    expect(await settled(id, request)).toMatchObject({ state: 'done' });
    expect(callsOn(s, externalId).filter((call) => call.type === type)).toHaveLength(1);
  });

  test('A hide that was refused for good and still is in public fails', async () => {
    const { id } = await spoken(s, 'Fel på riktigt, idiot');
    Object.assign(s.world.sim.faults, { code: 20, subcode: 1772107, times: 1, on: 'write' });
    expect(await settled(id, hide)).toMatchObject({ state: 'failed', cause: 'refused' });
  });
});
