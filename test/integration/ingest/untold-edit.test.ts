/** An edit that comes without its text: what stood stays, the new text is fetched, or the item says that it did not come. */
import { afterEach, expect, test } from '@jest/globals';
import { Clocks } from '../../../core/deadlines/clocks.store.ts';
import { Comments } from '../../../core/inbox/comments.store.ts';
import { Events } from '../../../core/inbox/events.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { UntoldEdits } from '../../../core/inbox/untold-edits.store.ts';
import { spoken, storedOf, suite } from '../../support/suite.ts';
import { edited, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const edit = (externalId: string, text: string) =>
  fetch(`${s.world.sim.url}/_sim/comments/${externalId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
const textsOf = async (externalId: string) =>
  (await storedOf(s, externalId)).comment?.revisions.map(({ text }) => text);
const typesOf = async (externalId: string) =>
  (await storedOf(s, externalId)).events
    .map(({ type }) => type)
    .filter((type) => /^comment\.(?:text|edited)/u.test(type));

afterEach(() => {
  Object.assign(s.world.sim.faults, { dropEditedMessage: false, forbidObjects: false, code: null });
});

test('The text that stood stays until the new one has been fetched, and is judged as that', async () => {
  const { id, externalId } = await spoken(s, 'Vilken fin park!');
  s.world.clock.advance(5000);
  s.world.sim.faults.dropEditedMessage = true;
  Object.assign(s.world.sim.faults, { code: 2, times: 1, on: 'read' });
  await edit(externalId, 'Vilken idiot');
  await s.world.runQueue();
  expect(await s.api.item(id)).toMatchObject({ text: 'Vilken fin park!', newText: 'awaited' });
  await s.world.settle();
  expect(await s.api.item(id)).toMatchObject({ text: 'Vilken idiot', newText: null });
  expect(await textsOf(externalId)).toEqual(['Vilken fin park!', 'Vilken idiot']);
  expect(await typesOf(externalId)).toEqual([
    'comment.edited-untold',
    'comment.text-fetched',
    'comment.edited',
  ]);
});

test.each([
  ['snoozed', { type: 'snooze', until: '2027-03-01T00:00:00Z' }],
  ['waiting', { type: 'wait' }],
])('An edit whose text cannot be fetched brings what is %s back before a person', async (status, request) => {
  const { id, externalId } = await spoken(s, 'När blir parken klar?');
  await s.api.act(id, request);
  expect((await s.api.item(id)).status).toBe(status);
  s.world.clock.advance(120_000);
  Object.assign(s.world.sim.faults, { dropEditedMessage: true, forbidObjects: true });
  await edit(externalId, 'Kan vara vad som helst');
  await s.world.settle();
  expect(await s.api.item(id)).toMatchObject({
    status: 'open',
    newText: 'not-delivered',
    snoozedUntil: null,
    deadline: { state: 'running' },
  });
});

test('An edit whose text cannot be fetched leaves the text and says that the new one was not delivered', async () => {
  const { id, externalId } = await spoken(s, 'Står kvar');
  s.world.clock.advance(5000);
  Object.assign(s.world.sim.faults, { dropEditedMessage: true, forbidObjects: true });
  await edit(externalId, 'Kommer aldrig fram');
  await s.world.settle();
  expect(await s.api.item(id)).toMatchObject({ text: 'Står kvar', newText: 'not-delivered' });
  expect(await textsOf(externalId)).toEqual(['Står kvar']);

  // A later edit with its text ends that.
  s.world.clock.advance(5000);
  Object.assign(s.world.sim.faults, { dropEditedMessage: false, forbidObjects: false });
  await edit(externalId, 'Kommer fram');
  await s.world.settle();
  expect(await s.api.item(id)).toMatchObject({ text: 'Kommer fram', newText: null });
});

test('An edit without its text that comes twice, or after a later text, asks for nothing again', async () => {
  const { externalId } = await spoken(s, 'Ett');
  const at = new Date(s.world.clock.now().getTime() + 1000);
  s.world.clock.advance(60_000);
  const untold = edited({ id: externalId, at });
  await s.world.deliver(envelopeOf([untold], { sentAt: at }));
  await s.world.deliver(envelopeOf([untold], { sentAt: at, salt: 'once more' }));
  const told = edited({ id: externalId, text: 'Två', at: new Date(at.getTime() + 5000) });
  await s.world.deliver(envelopeOf([told], { sentAt: at }));
  const late = edited({ id: externalId, at: new Date(at.getTime() + 2000) });
  await s.world.deliver(envelopeOf([late], { sentAt: at }));
  await s.world.settle();
  const rows = await UntoldEdits(s.world.db).find({ tenantId: 'main', externalId }).lean();
  expect(rows).toHaveLength(1);
  expect((await typesOf(externalId)).filter((type) => type === 'comment.edited-untold')).toHaveLength(1);
  expect((await storedOf(s, externalId)).item).toMatchObject({ text: 'Två' });
});

test('An edit without its text that overtakes the first text brings the comment once', async () => {
  s.world.sim.faults.dropEditedMessage = true;
  const { externalId } = await spoken(s, 'Sidan känner den');
  const { comment } = await storedOf(s, externalId);
  const { _id, tenantId } = comment ?? { _id: '', tenantId: '' };
  await Promise.all([
    Comments(s.world.db).deleteOne({ tenantId, _id }),
    Items(s.world.db).deleteOne({ tenantId, _id }),
    Clocks(s.world.db).deleteOne({ tenantId, _id }),
    Events(s.world.db).deleteMany({ tenantId, itemId: _id }),
  ]);
  const at = new Date(s.world.clock.now().getTime() + 1000);
  await s.world.deliver(envelopeOf([edited({ id: externalId, at })], { sentAt: at }));
  await s.world.settle();
  expect((await storedOf(s, externalId)).item).toMatchObject({ text: 'Sidan känner den', revision: 1 });
});
