/** What a person asked for is done to the text that they saw, or not at all until they have seen the new one. */
import { afterEach, expect, test } from '@jest/globals';
import type { ActionResult } from '../../../core/actions/actions.contract.ts';
import { Actions } from '../../../core/actions/actions.store.ts';
import { keepSeenText } from '../../../core/migrations/0012-seen-text.store.ts';
import { sealedOf, textIn } from '../../support/sealed.ts';
import { callsOn, spoken, suite } from '../../support/suite.ts';
import { acted, added, edited, envelopeOf, PAGE_ID } from '../../support/webhook.ts';

const s = suite();
const removal = { reason: 'insult', axis: 'houseRule' };
const REQUESTS = [
  { type: 'reply', text: 'Ja, absolut!' },
  { type: 'delete', ...removal },
  { type: 'ban', ...removal },
];

async function asked(id: string, request: Record<string, unknown>): Promise<string> {
  const { status, body } = await s.api.act(id, request);
  expect(status).toBe(202);
  return body.action.id;
}

async function editedTo(externalId: string, text: string): Promise<void> {
  s.world.clock.advance(1000);
  await s.world.deliver(envelopeOf([edited({ id: externalId, text, at: s.world.clock.now() })]));
}

/** As some platforms tell of it: that it was edited, and not to what. Whoever reads the comment is refused. */
function editedUntold(id: string) {
  Object.assign(s.world.sim.faults, { forbidObjects: true });
  const { message: _, ...told } = edited({ id, text: '', at: s.world.clock.now() });
  return told;
}

afterEach(() => {
  Object.assign(s.world.sim.faults, { forbidObjects: false });
});

const retry = (id: string, body: object = {}) =>
  s.api.send<ActionResult>('POST', `/api/actions/${id}/retry`, body);
const writes = (externalId: string) => callsOn(s, externalId);

test.each(REQUESTS)('An edit within the undo window stops a $type, and asks', async (request) => {
  const { id, externalId } = await spoken(s, 'Blir det en ny lekplats?');
  const action = await asked(id, request);
  await editedTo(externalId, 'Ska vi riva hela skolan?');
  await s.world.settle();
  expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'edited-since' });
  expect(writes(externalId)).toEqual([]);
  const item = await s.api.item(id);
  expect(item.actions).toMatchObject([{ state: 'blocked', cause: 'edited-since' }]);
  expect([item.status, item.captures]).toEqual(['open', []]);
});

test.each([
  ['reply', { type: 'reply', text: 'Tack!' }],
  ['hide', { type: 'hide', ...removal }],
  ['unhide', { type: 'unhide' }],
])('An edit while the platform throttles stops a %s that has not left', async (type, request) => {
  const { id, externalId } = await spoken(s, 'Bromsad text, idiot');
  if (type === 'unhide') {
    await asked(id, { type: 'hide', ...removal });
    await s.world.settle();
  }
  const before = writes(externalId).filter(({ ok }) => ok).length;
  Object.assign(s.world.sim.faults, { code: 80001, times: 1, on: 'write' });
  const action = await asked(id, request);
  s.world.clock.advance(10_500);
  await s.world.runQueue();
  expect(await s.api.action(action)).toMatchObject({ state: 'pending', cause: 'throttled' });
  await editedTo(externalId, 'En helt annan text');
  await s.world.settle();
  expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'edited-since' });
  expect(writes(externalId).filter(({ ok }) => ok)).toHaveLength(before);
});

test('A retry days later stops at an edited text; the next one stands by it, with a record of the new text', async () => {
  const { id, externalId } = await spoken(s, 'Du är en idiot, gamla ord');
  Object.assign(s.world.sim.faults, { code: 368, times: 1, on: 'write' });
  const action = await asked(id, { type: 'hide', ...removal });
  await s.world.settle();
  expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'temporarily-blocked' });
  s.world.clock.advance(3 * 86_400_000);
  await editedTo(externalId, 'Du är en idiot, nya ord');
  expect((await retry(action)).status).toBe(202);
  await s.world.settle();
  expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'edited-since' });

  const { version } = await s.api.item(id);
  expect((await retry(action, { version: version - 1 })).status).toBe(409);
  expect((await retry(action, { version })).status).toBe(202);
  await s.world.settle();
  const { state, captureId } = await s.api.action(action);
  expect(state).toBe('done');
  expect(textIn(await sealedOf(s.world.db, captureId ?? ''), 'comment.json')).toContain('nya ord');
  expect((await s.api.item(id)).captures).toHaveLength(2);
});

test('An action that was stopped by an edit can be taken back', async () => {
  const { id, externalId } = await spoken(s, 'Ta bort mig');
  const action = await asked(id, { type: 'delete', ...removal });
  await editedTo(externalId, 'Nu är jag snäll');
  await s.world.settle();
  expect((await s.api.send('DELETE', `/api/actions/${action}`)).status).toBe(200);
  expect(await s.api.action(action)).toMatchObject({ state: 'cancelled' });
});

test('An older text that comes late, and a second delivery of the same text, stop nothing', async () => {
  const at = s.world.clock.now();
  const id = `${PAGE_ID}_late1`;
  const value = { id, text: 'Andra texten', at: new Date(at.getTime() + 2000) };
  s.world.clock.advance(5000);
  await s.world.deliver(envelopeOf([edited(value)]));
  const [item] = (await s.api.items(`?externalId=${id}`)).items;
  const action = await asked(item?.id ?? '', { type: 'ban', ...removal });
  await s.world.deliver(envelopeOf([added({ id, text: 'Första texten', at })]));
  await s.world.deliver(envelopeOf([edited(value)], { salt: 'again' }));
  await s.world.settle();
  expect((await s.api.item(item?.id ?? '')).revision).toBe(2);
  expect((await s.api.action(action)).cause).not.toBe('edited-since');
});

test('A reply closes no other question that was edited since its author was answered', async () => {
  const author = { author: 'Frida Frågvis' };
  const first = await spoken(s, 'När öppnar badet?', author);
  const parentId = first.externalId;
  const [second, third] = [
    await spoken(s, 'Och hallen?', { ...author, parentId }),
    await spoken(s, 'Och parken?', { ...author, parentId }),
  ];
  const action = await asked(first.id, {
    type: 'reply',
    text: 'Alla nio.',
    alsoCloses: [second.id, third.id],
  });
  const from = (await s.api.item(second.id)).author;
  s.world.clock.advance(1000);
  const changed = edited({ id: second.externalId, text: 'Får man bo där?', at: s.world.clock.now() });
  await s.world.deliver(envelopeOf([{ ...changed, from }]));
  await s.world.settle();
  expect((await s.api.action(action)).state).toBe('done');
  expect((await s.api.item(second.id)).status).toBe('open');
  expect((await s.api.item(third.id)).status).toBe('closed');
});

test.each(
  REQUESTS,
)('An edit of which the platform does not tell the text stops a $type too, until somebody stands by it', async (request) => {
  const { id, externalId } = await spoken(s, 'Blir det en ny lekplats här?', {
    author: `Sigge Stum ${request.type}`,
  });
  const action = await asked(id, request);
  s.world.clock.advance(1000);
  await s.world.deliver(envelopeOf([editedUntold(externalId)]));
  await s.world.settle();
  expect((await s.api.item(id)).newText).toBe('not-delivered');
  expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'edited-since' });
  expect(writes(externalId)).toEqual([]);

  const { version } = await s.api.item(id);
  expect((await retry(action, { version })).status).toBe(202);
  await s.world.settle();
  expect((await s.api.action(action)).cause).not.toBe('edited-since');
});

test('A reply to what its author removed meanwhile does not leave the machine', async () => {
  const { id, externalId } = await spoken(s, 'Kan ni ringa mig i morgon?');
  const action = await asked(id, { type: 'reply', text: 'Ja, det gör vi.' });
  await s.world.deliver(envelopeOf([acted('remove', { id: externalId, at: s.world.clock.now() })]));
  await s.world.settle();
  expect(await s.api.action(action)).toMatchObject({ state: 'failed', cause: 'gone' });
  expect(writes(externalId)).toEqual([]);
  expect((await s.api.item(id)).status).toBe('closed');
});

test('A reply closes no other question that was edited since without its text being told', async () => {
  const author = { author: 'Frida Frågvis' };
  const first = await spoken(s, 'När stänger badet?', author);
  const second = await spoken(s, 'Och hallen, när stänger den?', { ...author, parentId: first.externalId });
  const action = await asked(first.id, { type: 'reply', text: 'Alla nio.', alsoCloses: [second.id] });
  s.world.clock.advance(1000);
  await s.world.deliver(envelopeOf([editedUntold(second.externalId)]));
  await s.world.runQueue();
  Object.assign(s.world.sim.faults, { forbidObjects: false });
  await s.world.settle();
  expect((await s.api.action(action)).state).toBe('done');
  expect((await s.api.item(second.id)).status).toBe('open');
});

test('A reply that was lost, looked for and not found stops at an edited text', async () => {
  const { id, externalId } = await spoken(s, 'Finns det plats på förskolan?');
  Object.assign(s.world.sim.faults, { code: 2, times: 1, on: 'write' });
  const action = await asked(id, { type: 'reply', text: 'Ja, det finns det.' });
  s.world.clock.advance(10_500);
  await s.world.runQueue();
  expect((await s.api.action(action)).state).toBe('unknown');
  await editedTo(externalId, 'Är förskolan dålig?');
  await s.world.settle();
  expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'edited-since' });
  expect(writes(externalId).filter(({ ok }) => ok)).toEqual([]);
});

test('An action from before this was kept is decided on the text that stood then', async () => {
  const { id, externalId } = await spoken(s, 'Före uppgraderingen');
  const action = await asked(id, { type: 'reply', text: 'Ja!' });
  const rows = Actions(s.world.db);
  await rows.updateOne({ tenantId: 'main', _id: action }, { $unset: { revision: 1, contentSha256: 1 } });
  await editedTo(externalId, 'Efter ändringen');
  await keepSeenText(s.world.db);
  expect((await rows.findOne({ tenantId: 'main', _id: action }))?.revision).toBe(1);
  await s.world.settle();
  expect(await s.api.action(action)).toMatchObject({ state: 'blocked', cause: 'edited-since' });
});
