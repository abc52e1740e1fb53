/** What a person has put off comes back when it changes, and only what is open can be put off. */
import { expect, test } from '@jest/globals';
import { Items } from '../../../core/inbox/items.store.ts';
import { spoken, suite } from '../../support/suite.ts';
import { added, edited, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const HOUR = 3_600_000;
const later = () => new Date(s.world.clock.now().getTime() + 90 * HOUR).toISOString();

test.each([
  ['threat', 'Det blir dödshot av det här'],
  ['question', 'När öppnar simhallen?'],
])('A snoozed comment that is edited into a %s wakes', async (_name, text) => {
  const { id, externalId } = await spoken(s, 'Fint väder i dag');
  await s.api.act(id, { type: 'snooze', until: later() });
  s.world.clock.advance(HOUR);
  const at = s.world.clock.now();
  await s.world.deliver(envelopeOf([edited({ id: externalId, text, at })]));
  expect(await s.api.item(id)).toMatchObject({
    status: 'open',
    snoozedUntil: null,
    deadline: { state: 'running' },
  });
});

test('A snoozed comment whose spelling is mended sleeps on', async () => {
  const { id, externalId } = await spoken(s, 'Fint vader i dag');
  await s.api.act(id, { type: 'snooze', until: later() });
  const at = new Date(s.world.clock.now().getTime() + 1000);
  await s.world.deliver(envelopeOf([edited({ id: externalId, text: 'Fint väder i dag', at })]));
  expect((await s.api.item(id)).status).toBe('snoozed');
});

test('What is closed or waits for the citizen cannot be snoozed', async () => {
  const [closed, waiting] = [await spoken(s, 'Stängs'), await spoken(s, 'Väntar')];
  await s.api.act(closed.id, { type: 'close', reason: 'no-answer-needed' });
  await s.api.act(waiting.id, { type: 'wait' });
  for (const { id } of [closed, waiting])
    expect((await s.api.act(id, { type: 'snooze', until: later() })).status).toBe(422);
});

test('A closed item that was snoozed before that was refused is closed again, with its reason', async () => {
  const { id } = await spoken(s, 'Stängd och sövd');
  await s.api.act(id, { type: 'close', reason: 'duplicate' });
  const snoozed = { status: 'snoozed', snoozedUntil: s.world.clock.now() };
  await Items(s.world.db).updateOne({ tenantId: 'main', _id: id }, { $set: snoozed });
  await s.world.settle();
  expect(await s.api.item(id)).toMatchObject({ status: 'closed', closeReason: 'duplicate' });
});

test('An answer of the citizen within the second in which we began to wait ends the wait', async () => {
  const from = { id: '4711', name: 'Svante Snabb' };
  const at = s.world.clock.now();
  await s.world.deliver(envelopeOf([added({ id: '77_1', text: 'Vilken gata?', at, from })]));
  const [item] = (await s.api.items('?externalId=77_1')).items;
  s.world.clock.advance(5700);
  await s.api.act(item?.id ?? '', { type: 'wait' });
  // The platform tells whole seconds: before the wait by its clock.
  await s.world.deliver(
    envelopeOf([added({ id: '77_2', text: 'Storgatan', at: s.world.clock.now(), from, parentId: '77_1' })]),
  );
  expect(await s.api.item(item?.id ?? '')).toMatchObject({ status: 'open', deadline: { state: 'running' } });
});
