/** Undo, stale versions, keys, and what may not be asked for. */
import { describe, expect, test } from '@jest/globals';
import type { ActionShape } from '../../../core/actions/actions.contract.ts';
import { Actions, forgetOldKeys } from '../../../core/actions/actions.store.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { notesOf } from '../../../core/inbox/notes.store.ts';
import { administrator, callsOn, spoken, storedOf, suite } from '../../support/suite.ts';
import { acted, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const count = (itemId: string) => Actions(s.world.db).countDocuments({ tenantId: 'main', itemId });

describe('undo', () => {
  test('Nothing leaves the machine when an action is undone within its window', async () => {
    const { id, externalId } = await spoken(s, 'Ångra?');
    const { body } = await s.api.act(id, { type: 'reply', text: 'Hoppsan' });
    s.world.clock.advance(9000);
    await s.world.runQueue();
    const undone = await s.api.send<{ action: ActionShape; item: ItemShape }>(
      'DELETE',
      `/api/actions/${body.action.id}`,
    );
    expect([undone.status, undone.body.action.state]).toEqual([200, 'cancelled']);
    await s.world.settle();
    expect(callsOn(s, externalId)).toEqual([]);
    expect(await s.api.item(id)).toMatchObject({ status: 'open', actions: [{ state: 'cancelled' }] });
  });

  test('An undo of what is undone already says so, and one of what has gone out that it is too late', async () => {
    const { id } = await spoken(s, 'Ångra två gånger?');
    const { body } = await s.api.act(id, { type: 'reply', text: 'Hoppsan' });
    const undo = (actionId: string) =>
      s.api.send<{ error?: { code: string } }>('DELETE', `/api/actions/${actionId}`);
    expect((await undo(body.action.id)).status).toBe(200);
    const again = await undo(body.action.id);
    expect([again.status, again.body.error?.code]).toEqual([409, 'undone_already']);
    const sent = (await s.api.act(id, { type: 'reply', text: 'Nu så' })).body.action.id;
    await s.world.settle();
    expect((await undo(sent)).body.error?.code).toBe('too_late');
  });

  test('A note that its writer takes back is gone, once, and not after its window', async () => {
    const { id } = await spoken(s, 'Anteckna?');
    const noted = async (text: string) => (await s.api.act(id, { type: 'note', text })).body.action.id;
    const undo = (actionId: string) =>
      s.api.send<{ error?: { code: string }; action: ActionShape }>('DELETE', `/api/actions/${actionId}`);
    const first = await noted('Xylofon');
    expect((await undo(first)).body.action.state).toBe('cancelled');
    expect(await notesOf(s.world.db, { tenantId: 'main', itemId: id })).toEqual([]);
    expect((await undo(first)).body.error?.code).toBe('undone_already');
    const second = await noted('Xylofon igen');
    s.world.clock.advance(60_000);
    expect((await undo(second)).body.error?.code).toBe('too_late');
    expect(await notesOf(s.world.db, { tenantId: 'main', itemId: id })).toHaveLength(1);
  });

  test('A decision on registration is taken back, where there is one', async () => {
    const { id } = await spoken(s, 'Registrera?');
    const register = (outcome: 'registered' | 'withdrawn' | 'no-capture') =>
      s.api.act(id, { type: 'register', outcome });
    expect((await register('withdrawn')).status).toBe(422);
    await s.api.act(id, { type: 'register', outcome: 'registered', reference: 'KS 2026/00123' });
    expect((await register('withdrawn')).status).toBe(202);
    expect(await s.api.item(id)).toMatchObject({ recordsOutcome: null, recordsReference: null });
    await register('no-capture');
    expect((await register('withdrawn')).status).toBe(422);
  });

  test('An undo after its window comes too late', async () => {
    const { id } = await spoken(s, 'För sent?');
    const { body } = await s.api.act(id, { type: 'reply', text: 'Ja' });
    await s.world.settle();
    expect((await s.api.send('DELETE', `/api/actions/${body.action.id}`)).status).toBe(409);
  });
});

describe('the version', () => {
  test('A stale version is 409 with the item as it now stands, and changes nothing', async () => {
    const { id } = await spoken(s, 'Två samtidigt');
    const { version } = await s.api.item(id);
    expect((await s.api.act(id, { type: 'tag', tag: 'ett', version })).status).toBe(202);
    const before = (await storedOf(s, (await s.api.item(id)).externalId)).item;
    const late = await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule', version });
    expect(late.status).toBe(409);
    expect((late.body as { item?: ItemShape }).item).toMatchObject({
      id,
      tags: ['ett'],
      version: version + 1,
    });
    expect((await storedOf(s, before?.externalId ?? '')).item).toEqual(before);
    expect(await count(id)).toBe(1);
  });

  test('One of ten requests at once with the same version wins', async () => {
    const { id } = await spoken(s, 'Tio samtidigt');
    const { version } = await s.api.item(id);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => s.api.act(id, { type: 'tag', tag: `t${n}`, version })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(9).fill(409)]);
    expect((await s.api.item(id)).tags).toHaveLength(1);
  });

  test('A request without a version is 422', async () => {
    const { id } = await spoken(s, 'Utan version');
    const { status } = await s.api.send('POST', `/api/items/${id}/actions`, { type: 'tag', tag: 'x' });
    expect(status).toBe(422);
  });
});

describe('Idempotency-Key', () => {
  test('The same key again, also at the same time, gives the same action', async () => {
    const { id, externalId } = await spoken(s, 'Samma nyckel');
    const { version } = await s.api.item(id);
    const ask = () => s.api.act(id, { type: 'reply', text: 'En gång', version }, { 'idempotency-key': 'k1' });
    const answers = [...(await Promise.all([ask(), ask(), ask(), ask()])), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.action.id)).size).toBe(1);
    await s.world.settle();
    expect((await ask()).body.action.state).toBe('done');
    expect(callsOn(s, externalId)).toHaveLength(1);
  });

  test('A key is refused with another request, and what was asked for the second time is told so', async () => {
    const { id } = await spoken(s, 'Samma nyckel, annan begäran');
    const key = { 'idempotency-key': 'k3' };
    expect((await s.api.act(id, { type: 'tag', tag: 'a' }, key)).status).toBe(202);
    for (const other of [
      { type: 'tag', tag: 'b' },
      { type: 'note', text: 'viktigt' },
    ])
      expect((await s.api.act(id, other, key)).status).toBe(422);
    expect((await s.api.act(id, { type: 'tag', tag: 'a' }, key)).status).toBe(202);
  });

  test('A key is refused on another item, and is free after 24 hours', async () => {
    const [first, second] = [await spoken(s, 'Första'), await spoken(s, 'Andra')];
    const key = { 'idempotency-key': 'k2' };
    const one = await s.api.act(first.id, { type: 'tag', tag: 'a' }, key);
    expect((await s.api.act(second.id, { type: 'tag', tag: 'b' }, key)).status).toBe(422);
    s.world.clock.advance(25 * 3_600_000);
    await forgetOldKeys(s.world.db, s.world.clock.now());
    const again = await s.api.act(first.id, { type: 'tag', tag: 'c' }, key);
    expect(again.status).toBe(202);
    expect(again.body.action.id).not.toBe(one.body.action.id);
  });
});

describe('what is done at once', () => {
  test('Each inward action leaves its event and its trace', async () => {
    const { id, externalId } = await spoken(s, 'Allt på en gång');
    const eva = await administrator(s);
    const until = new Date(s.world.clock.now().getTime() + 3_600_000).toISOString();
    const requests = [
      { type: 'assign', to: eva },
      { type: 'tag', tag: 'Badhus' },
      { type: 'note', text: 'Hemlig anteckning' },
      { type: 'correct', category: 'insult', as: 'missing' },
      { type: 'register', outcome: 'minor' },
      { type: 'close', reason: 'duplicate' },
      { type: 'reopen' },
      { type: 'snooze', until },
    ];
    for (const request of requests) {
      const { status, body } = await s.api.act(id, request);
      expect([request.type, status, body.action.state]).toEqual([request.type, 202, 'done']);
    }
    expect(await s.api.item(id)).toMatchObject({
      assignee: eva,
      tags: ['badhus'],
      recordsOutcome: 'minor',
      status: 'snoozed',
    });
    expect((await s.api.detail(id)).notes.map(({ text }) => text)).toEqual(['Hemlig anteckning']);
    const { events } = await storedOf(s, externalId);
    expect(JSON.stringify(events)).not.toMatch(/Hemlig|Allt på en gång|Påhittad/u);
    s.world.clock.advance(3_700_000);
    await s.world.settle();
    expect(await s.api.item(id)).toMatchObject({ status: 'open', snoozedUntil: null });
  });
});

test('Free fields that cannot be seen, name nobody here, or hold a person are refused, and leave no event', async () => {
  const { id, externalId } = await spoken(s, 'Fria fält');
  const before = (await storedOf(s, externalId)).events.length;
  for (const wrong of [
    { type: 'reply', text: '\u200b\u2060\u3164' },
    { type: 'reply', text: '\u0000' },
    { type: 'reply', text: '\u0301 \ufffc\u{1d159}' },
    { type: 'note', text: '\u200d\u2800' },
    { type: 'close', reason: 'answered-elsewhere', note: '\u00ad' },
    { type: 'assign', to: 'Åsa Öberg skrev hemliga saker' },
    { type: 'tag', tag: '811218-9876' },
    { type: 'tag', tag: 'se4550000000058398257466' },
    { type: 'tag', tag: '070-176-53-91' },
    { type: 'register', outcome: 'registered', reference: 'se4550000000058398257466' },
    { type: 'register', outcome: 'registered', reference: 'Åsa Öberg på Storgatan' },
    { type: 'register', outcome: 'registered', reference: '811218-9876' },
    { type: 'snooze', until: '9999-12-31T00:00:00Z' },
  ])
    expect([wrong, (await s.api.act(id, wrong)).status]).toEqual([wrong, 422]);
  expect((await storedOf(s, externalId)).events).toHaveLength(before);
  expect((await s.api.act(id, { type: 'reply', text: '👍' })).status).toBe(202);
});

test('A removal’s remark of which nothing can be seen counts as none', async () => {
  const { id } = await spoken(s, 'Osynlig anmärkning, idiot');
  const removal = { reason: 'insult', axis: 'houseRule', note: '\u200b\u2060 \u3164' };
  const { status, body } = await s.api.act(id, { type: 'hide', ...removal });
  expect(status).toBe(202);
  const stored = await Actions(s.world.db).findOne({ tenantId: 'main', _id: body.action.id }).lean();
  expect(stored?.removal?.note).toBeNull();
});

test('A tag and a register number stand on the item, and events know them by their hash alone', async () => {
  const { id, externalId } = await spoken(s, 'Vart hör det här?');
  for (const request of [
    { type: 'tag', tag: 'Lekplats' },
    { type: 'tag', tag: 'lekplats' },
    { type: 'register', outcome: 'registered', reference: 'KS 2026/77' },
  ])
    expect((await s.api.act(id, request)).status).toBe(202);
  expect(await s.api.item(id)).toMatchObject({ tags: ['lekplats'], recordsReference: 'KS 2026/77' });
  const { events } = await storedOf(s, externalId);
  expect(JSON.stringify(events)).not.toMatch(/lekplats|KS 2026/iu);
  const shown = (await s.api.get<{ events: { type: string; data: object }[] }>(`/api/items/${id}/events`))
    .body;
  expect(shown.events.find(({ type }) => type === 'item.tagged')?.data).toMatchObject({ tag: 'lekplats' });
});

test('What is gone from the platform is not reopened, but can still be registered', async () => {
  const { id, externalId } = await spoken(s, 'Snart borta');
  const at = s.world.clock.now();
  await s.world.deliver(envelopeOf([acted('remove', { id: externalId, at })], { sentAt: at }));
  const refusal = await s.api.act(id, { type: 'reopen' });
  expect([refusal.status, (refusal.body as { error?: { code: string } }).error?.code]).toEqual([
    422,
    'comment_gone',
  ]);
  expect(await s.api.item(id)).toMatchObject({ status: 'closed', deadline: { state: 'closed' } });
  expect((await s.api.act(id, { type: 'register', outcome: 'registered' })).status).toBe(202);
});
