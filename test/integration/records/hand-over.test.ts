/** From “Lämna till registrator” to the number of the register, by each way, with every kind of end.
 * Long because: one world with its faked registry serves all ways and answers. */
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Items } from '../../../core/inbox/items.store.ts';
import { findByReference } from '../../../core/migrations/0020-reference-words.store.ts';
import { keepInternalRoutes } from '../../../core/migrations/0021-internal-routes.store.ts';
import type { HandOverShape, ItemAnswer } from '../../../core/records/hand-over.contract.ts';
import { HandOverRoutes, HandOvers } from '../../../core/records/hand-overs.store.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { evidencePackage } from '../../support/evidence-package.ts';
import { openRegistry } from '../../support/hand-over.ts';
import { spoken, storedOf, suite } from '../../support/suite.ts';
import { edited, envelopeOf } from '../../support/webhook.ts';

const registry = openRegistry();
/** What the sealed capture holds, as far as the ways care. */
let secrecy: { provision: string } | null = null;
const s = suite({
  settings: { handOverFolder: '/srv/overlamning', hasMailServer: true },
  handOver: {
    ...registry.ports,
    evidenceOf: async (_db, { captureId }) => evidencePackage({ captureId, secrecy }),
  },
});
const EMAIL = { kind: 'email', to: 'registrator@exempel.se' };
const FOLDER = { kind: 'folder', folder: 'ks' };
let unit: ApiClient;

beforeAll(async () => {
  unit = await apiClient(s.world.db, s.world.url, { role: 'communications-unit', now: s.world.clock.now() });
});

beforeEach(async () => {
  registry.mails.splice(0);
  registry.files.splice(0);
  registry.answer = null;
  secrecy = null;
  for (const { collectionName } of [HandOvers, HandOverRoutes])
    await s.world.db.connection.collection(collectionName).deleteMany({ tenantId: 'main' });
  s.world.queue.empty();
});

const setRoute = (settings: object, more: object = {}) =>
  unit.send<{ id: string }>('POST', '/api/board-routes', {
    board: s.account.board,
    settings,
    formats: (settings as { kind: string }).kind === 'email' ? ['pdf', 'evidence'] : ['evidence'],
    language: 'sv',
    ...more,
  });

/** An item that was hidden, so that it has a capture. */
async function captured(text = 'Du är en idiot'): Promise<string> {
  const { id } = await spoken(s, text);
  await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await s.world.settle();
  return id;
}
const handOver = (id: string) => s.api.send<ItemAnswer>('POST', `/api/items/${id}/hand-over`, {});
const handOversOf = async (id: string): Promise<HandOverShape[]> =>
  (await s.api.get<{ handOvers: HandOverShape[] }>(`/api/items/${id}/hand-overs`)).body.handOvers;
const newest = async (id: string): Promise<HandOverShape> => {
  const [first] = await handOversOf(id);
  if (first === undefined) throw new Error('Nothing was handed over.');
  return first;
};
const eventsOf = async (id: string) => {
  const { events } = await storedOf(s, (await s.api.item(id)).externalId);
  return events.map((event) => [event.type, event.data] as const);
};

describe('by e-mail', () => {
  test('One letter with document and package, and the item says that it is sent', async () => {
    await setRoute(EMAIL);
    const id = await captured();
    const { status, body } = await handOver(id);
    expect([status, body.handOver.state, body.item.handOvers[0]?.state]).toEqual([202, 'queued', 'queued']);
    await s.world.runQueue();
    expect(registry.mails).toHaveLength(1);
    const [mail] = registry.mails;
    expect(mail?.to).toBe('registrator@exempel.se');
    expect(mail?.from).toBe(s.account.unit);
    expect(mail?.attachments.map(({ name }) => name.replace(/[0-9a-f]{12}/u, 'ID'))).toEqual([
      'underlag-ID.pdf',
      'underlag-ID-evidence.zip',
    ]);
    const sent = await newest(id);
    expect(sent).toMatchObject({ state: 'sent', cause: null, nextTryAt: null });
    expect(sent.tries).toMatchObject([{ number: 1, name: mail?.messageId, outcome: 'sent' }]);
    expect((await s.api.item(id)).handOvers).toMatchObject([{ state: 'sent' }]);
  });

  test('Asking again gives the one that is under way, and nothing leaves twice', async () => {
    await setRoute(EMAIL);
    const id = await captured();
    const [first, second] = await Promise.all([handOver(id), handOver(id)]);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(first.body.handOver.id).toBe(second.body.handOver.id);
    await s.world.runQueue();
    await handOver(id);
    await s.world.runQueue();
    expect(registry.mails).toHaveLength(1);
    expect(await handOversOf(id)).toHaveLength(1);
  });

  test('What may be secret goes by mail only within the municipality’s own systems', async () => {
    await setRoute(EMAIL);
    secrecy = { provision: '21 kap. 1 §' };
    const id = await captured();
    await handOver(id);
    await s.world.runQueue();
    expect(registry.mails).toEqual([]);
    expect(await newest(id)).toMatchObject({ state: 'refused', cause: 'secret-not-allowed' });
    await setRoute(EMAIL, { internal: true });
    await handOver(id);
    await s.world.runQueue();
    expect(registry.mails).toHaveLength(1);
    expect((await handOversOf(id)).map(({ state }) => state).sort()).toEqual(['refused', 'sent']);
  });

  test('A server that is away delays it and says why; mended, it goes at once', async () => {
    await setRoute(EMAIL);
    registry.answer = { outcome: 'not-sent', cause: 'unreachable', again: true };
    const id = await captured();
    await handOver(id);
    await s.world.runQueue();
    const waiting = await newest(id);
    expect(waiting).toMatchObject({ state: 'queued', cause: 'unreachable' });
    expect(waiting.nextTryAt).not.toBeNull();
    await setRoute(EMAIL);
    await s.world.runQueue();
    expect(await newest(id)).toMatchObject({ state: 'sent', cause: null });
    expect(registry.mails.map(({ earlier }) => earlier)).toEqual([[]]);
  });

  test('An answer that was lost is said: the next letter names the one that may have arrived', async () => {
    await setRoute(EMAIL);
    registry.answer = { outcome: 'unknown', cause: 'answer-lost' };
    const id = await captured();
    await handOver(id);
    await s.world.runQueue();
    expect(await newest(id)).toMatchObject({ state: 'unknown', cause: 'answer-lost' });
    expect((await s.api.item(id)).handOvers).toMatchObject([{ state: 'unknown' }]);
    await s.world.settle();
    const [first, second] = registry.mails;
    expect(registry.mails).toHaveLength(2);
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(second?.earlier).toEqual([first?.messageId]);
    expect(second?.subject).toMatch(/^Kan vara en upprepning/u);
    expect(second?.text).toContain(first?.messageId);
    expect((await newest(id)).tries.map(({ outcome }) => outcome)).toEqual(['unknown', 'sent']);
  });

  test('A recipient that does not exist ends it, and a person may ask anew', async () => {
    await setRoute(EMAIL);
    registry.answer = { outcome: 'not-sent', cause: 'recipient-refused', again: false };
    const id = await captured();
    await handOver(id);
    await s.world.runQueue();
    expect(await newest(id)).toMatchObject({ state: 'refused', cause: 'recipient-refused' });
    await handOver(id);
    await s.world.runQueue();
    expect(await newest(id)).toMatchObject({ state: 'sent' });
  });

  test('What never comes through ends where people see it', async () => {
    await setRoute(EMAIL);
    const id = await captured();
    await handOver(id);
    for (let round = 0; round < 30; round++) {
      registry.answer = { outcome: 'not-sent', cause: 'unreachable', again: true };
      await s.world.runQueue();
      s.world.clock.advance(5 * 3600_000);
    }
    expect(await newest(id)).toMatchObject({ state: 'failed', cause: 'unreachable', nextTryAt: null });
    expect((await s.api.item(id)).handOvers).toMatchObject([{ state: 'failed' }]);
  });
});

describe('into a folder', () => {
  test('One file, and no note where nothing is repeated', async () => {
    await setRoute(FOLDER);
    const id = await captured();
    await handOver(id);
    await s.world.runQueue();
    expect(
      registry.files.map(({ name, note }) => [/^uppsikt-[0-9a-f]{12}-1\.zip$/u.test(name), note]),
    ).toEqual([[true, null]]);
    expect(await newest(id)).toMatchObject({ state: 'sent', tries: [{ name: registry.files[0]?.name }] });
  });

  test('A file that may repeat another says so in its name and in the note beside it', async () => {
    await setRoute(FOLDER);
    registry.answer = { outcome: 'unknown', cause: 'answer-lost' };
    const id = await captured();
    await handOver(id);
    await s.world.settle();
    const [first, second] = registry.files;
    expect(second?.name).toMatch(/-2-may-repeat-1\.zip$/u);
    expect(second?.note?.text).toContain(first?.name);
    expect(second?.note?.name).toBe(`${second?.name}.note.txt`);
  });
});

test('What may be secret is refused by every way that is not marked as internal, and the item says why', async () => {
  for (const [settings, taken] of [
    [EMAIL, registry.mails],
    [FOLDER, registry.files],
  ] as const) {
    await setRoute(settings);
    secrecy = { provision: '21 kap. 1 §' };
    const id = await captured();
    await handOver(id);
    await s.world.runQueue();
    expect(taken).toEqual([]);
    expect(await newest(id)).toMatchObject({ state: 'refused', cause: 'secret-not-allowed' });
    await setRoute(settings, { internal: true });
    await handOver(id);
    await s.world.runQueue();
    expect(taken).toHaveLength(1);
  }
});

test('Ways from before every one of them was asked go on taking what may be secret', async () => {
  for (const settings of [EMAIL, FOLDER]) {
    await setRoute(settings);
    await keepInternalRoutes(s.world.db);
    const route = await HandOverRoutes(s.world.db).findOne({ tenantId: 'main' }).lean();
    expect([route?.kind, route?.internal]).toEqual([settings.kind, settings.kind === 'folder']);
  }
});

test('A refusal that a person was told of is typed, with its reason, and it can be handed over again', async () => {
  await setRoute(EMAIL);
  const id = await captured();
  const { body } = await handOver(id);
  await s.world.runQueue();
  const path = `/api/hand-overs/${body.handOver.id}/receipt`;
  const registrar = await apiClient(s.world.db, s.world.url, { role: 'registrar', now: s.world.clock.now() });
  const reason = 'Hör inte till nämnden 4711';
  const answer = await registrar.send<ItemAnswer>('POST', path, { refused: reason });
  expect(answer.status).toBe(200);
  expect(answer.body.handOver).toMatchObject({
    state: 'refused',
    receipt: { state: 'refused', reason, reference: null, source: 'person' },
  });
  expect(answer.body.item).toMatchObject({ recordsOutcome: null });
  expect(JSON.stringify(await eventsOf(id))).not.toContain('4711');
  expect((await handOver(id)).body.handOver.id).not.toBe(body.handOver.id);
  for (const wrong of [{}, { refused: ' ' }, { refused: reason, reference: 'KS 1' }])
    expect((await registrar.send('POST', path, wrong)).status).toBe(422);
});

describe('the number of the register', () => {
  test('Typed by a person it stands on the item, in no event, and finds it', async () => {
    await setRoute(EMAIL);
    const id = await captured();
    const { body } = await handOver(id);
    await s.world.runQueue();
    const reference = 'KS 2026/0417';
    const path = `/api/hand-overs/${body.handOver.id}/receipt`;
    const registrar = await apiClient(s.world.db, s.world.url, {
      role: 'registrar',
      now: s.world.clock.now(),
    });
    for (const unseen of ['\u200b', '\u202e\u0000', '\u2800'])
      expect((await registrar.send('POST', path, { reference: unseen })).status).toBe(422);
    const typed = ` KS  2026/\u202e0417\n`;
    const answer = await registrar.send<ItemAnswer>('POST', path, { reference: typed });
    expect(answer.status).toBe(200);
    expect(answer.body.item).toMatchObject({ recordsReference: reference, recordsOutcome: 'registered' });
    expect(answer.body.handOver).toMatchObject({
      state: 'received',
      receipt: { reference, source: 'person' },
    });
    expect(JSON.stringify(await eventsOf(id))).not.toContain('0417');
    const search = async (text: string) =>
      (await s.api.send<{ items: { id: string }[] }>('POST', '/api/items/search', { text })).body.items;
    expect((await search(reference)).map((item) => item.id)).toEqual([id]);
    expect((await search('idiot 0417')).map((item) => item.id)).toEqual([id]);
    expect((await registrar.send('POST', path, { reference })).status).toBe(422);
  });

  test('A number that was typed when it was registered finds the item too, also after an edit', async () => {
    const { id, externalId } = await spoken(s, 'Hej på er');
    await s.api.act(id, { type: 'register', outcome: 'registered', reference: 'BUN 2026/77' });
    const words = async () =>
      (await Items(s.world.db).findOne({ tenantId: 'main', _id: id }).lean())?.words ?? [];
    expect(await words()).toEqual(expect.arrayContaining(['bun', '2026', '77', 'hej']));
    const at = new Date(s.world.clock.now().getTime() + 60_000);
    s.world.clock.advance(120_000);
    await s.world.deliver(envelopeOf([edited({ id: externalId, text: 'Hej igen', at })]));
    expect(await words()).toEqual(expect.arrayContaining(['bun', '2026', '77', 'igen']));
  });
});

describe('an item that was registered before', () => {
  test('An item of an older store is found by its number once the store is brought up to date', async () => {
    const { id } = await spoken(s, 'Gammalt ärende');
    const items = s.world.db.connection.collection<{ _id: string }>('items');
    await items.updateOne({ _id: id }, { $set: { recordsReference: 'ÄLDRE 1999/3' } });
    const words = async () => (await Items(s.world.db).findOne({ tenantId: 'main', _id: id }).lean())?.words;
    expect(await words()).not.toContain('1999');
    await findByReference(s.world.db);
    const found = await words();
    expect(found).toEqual(expect.arrayContaining(['äldre', '1999', 'gammalt']));
    await findByReference(s.world.db);
    expect(await words()).toEqual(found);
  });
});

describe('what cannot be handed over', () => {
  test('Each refusal has a code of its own', async () => {
    const { id } = await spoken(s, 'Hej');
    const codeOf = async (itemId: string) =>
      (await handOver(itemId)).body as unknown as { error?: { code: string } };
    expect((await codeOf(id)).error?.code).toBe('no_route');
    const hidden = await captured();
    expect((await codeOf(hidden)).error?.code).toBe('no_route');
  });

  test('In bulk each item goes or is refused by name, and counting first changes nothing', async () => {
    await setRoute(EMAIL);
    const [a, b] = [await captured('Idiot ett'), await captured('Idiot två')];
    await handOver(b);
    const itemIds = [a, b, 'nothing'];
    const refused = [
      { itemId: b, reason: 'already' },
      { itemId: 'nothing', reason: 'not-found' },
    ];
    const counted = await s.api.send('POST', '/api/hand-overs', { itemIds, dryRun: true });
    expect(counted.body).toEqual({ handedOver: 1, refused });
    expect(await handOversOf(a)).toEqual([]);
    expect((await s.api.send('POST', '/api/hand-overs', { itemIds })).body).toEqual({
      handedOver: 1,
      refused,
    });
    await s.world.runQueue();
    expect(registry.mails).toHaveLength(2);
  });
});
