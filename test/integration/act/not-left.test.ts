/** What has surely not left can be taken back; what was held back goes on; what ended without effect leaves no loose end. */
import { afterEach, expect, test } from '@jest/globals';
import { setOutgoing } from '../../../core/accounts/accounts.store.ts';
import type { ActionResult } from '../../../core/actions/actions.contract.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { callsOn, spoken, storedOf, suite } from '../../support/suite.ts';
import { acted, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const removal = { reason: 'insult', axis: 'houseRule' };
const reply = { type: 'reply', text: 'Ska ångras' };
const remove = { type: 'delete', ...removal };

async function asked(id: string, request: Record<string, unknown>): Promise<string> {
  const { status, body } = await s.api.act(id, request);
  expect(status).toBe(202);
  return body.action.id;
}
const undo = (id: string) => s.api.send<ActionResult>('DELETE', `/api/actions/${id}`);
const retry = (id: string) => s.api.send<ActionResult>('POST', `/api/actions/${id}/retry`);
afterEach(() => {
  const active = { tenantId: 'main', id: s.account._id, outgoing: 'active' } as const;
  return transaction(s.world.db, (session) => setOutgoing(s.world.db, active, session));
});
const tried = async (): Promise<void> => {
  s.world.clock.advance(10_500);
  await s.world.runQueue();
};

test.each([
  ['throttled reply', reply, 80001],
  ['throttled hide', { type: 'hide', ...removal }, 4],
  ['throttled delete', remove, 80001],
  ['reply with a dead token', reply, 190],
  ['reply without permission', reply, 200],
])('A %s can be undone, and is never sent', async (_name, request, code) => {
  const { id, externalId } = await spoken(s, 'Ska något ångras?');
  Object.assign(s.world.sim.faults, { code, times: 1, on: 'write' });
  const action = await asked(id, request);
  await tried();
  expect(['pending', 'blocked']).toContain((await s.api.action(action)).state);
  expect((await undo(action)).body.action.state).toBe('cancelled');
  await s.world.settle();
  expect(callsOn(s, externalId).filter(({ ok }) => ok)).toEqual([]);
  expect(await s.api.item(id)).toMatchObject({ status: 'open', actions: [{ state: 'cancelled' }] });
});

test('A reply whose answer was lost cannot be undone while nobody knows where it is', async () => {
  const { id } = await spoken(s, 'Vart tog svaret vägen?');
  s.world.sim.faults.loseAnswer = 1;
  const action = await asked(id, reply);
  await tried();
  expect((await s.api.action(action)).state).toBe('unknown');
  expect((await undo(action)).status).toBe(409);
  await s.world.settle();
});

test('What was held back by a pause goes on once the pause is lifted', async () => {
  const all = [];
  for (const text of ['Ett', 'Två', 'Tre']) all.push(await spoken(s, `${text}, idiot`));
  s.world.sim.faults.expireToken = true;
  const actions: string[] = [];
  for (const { id } of all) {
    actions.push(await asked(id, { type: 'hide', ...removal }));
    await s.world.settle();
  }
  const causes = await Promise.all(actions.map(async (id) => (await s.api.action(id)).cause));
  expect(causes).toEqual(['token-expired', 'paused', 'paused']);
  s.world.sim.faults.expireToken = false;
  await retry(actions[0] ?? '');
  await s.world.settle();
  for (const id of actions) expect((await s.api.action(id)).state).toBe('done');
  for (const { id } of all) expect((await s.api.item(id)).visibility).toBe('hidden');
});

test('Undoing a delete of a comment that its author removed meanwhile closes the item at that time', async () => {
  const { id, externalId } = await spoken(s, 'Ångrar mig');
  const action = await asked(id, remove);
  s.world.clock.advance(2000);
  const at = s.world.clock.now();
  await s.world.deliver(envelopeOf([acted('remove', { id: externalId, at })], { sentAt: at }));
  expect((await s.api.item(id)).status).toBe('open');
  s.world.clock.advance(3000);
  const { body } = await undo(action);
  expect(body.item).toMatchObject({ status: 'closed', closeReason: 'removed-on-platform' });
  const { item, comment } = await storedOf(s, externalId);
  expect(item?.deadline).toMatchObject({ state: 'closed', stoppedAt: comment?.removedAt?.getTime() });
});

test.each([
  ['fails', 1401],
  ['is blocked', 368],
])('A delete that %s leaves no open item when the author has removed the comment', async (_name, code) => {
  const { id, externalId } = await spoken(s, 'Tar bort den själv');
  await asked(id, remove);
  const at = s.world.clock.now();
  await s.world.deliver(envelopeOf([acted('remove', { id: externalId, at })], { sentAt: at }));
  Object.assign(s.world.sim.faults, { code, times: 1, on: 'write' });
  await tried();
  expect(await s.api.item(id)).toMatchObject({
    status: 'closed',
    closeReason: 'removed-on-platform',
    deadline: { state: 'closed' },
  });
});
