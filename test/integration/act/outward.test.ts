import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { openWorld, type World } from '../../support/world.ts';

let stores: TestStores;
let world: World;
let api: ApiClient;

beforeAll(async () => {
  stores = await testMongo();
  world = await openWorld({ mongoUrl: stores.mongoUrl });
  await addTestAccount(world.db, { apiBase: world.sim.apiBase }, world.clock.now());
  api = await apiClient(world.db, world.url, { now: world.clock.now() });
}, 60_000);

afterAll(async () => {
  await world?.close();
  await stores?.stop();
});

/** A citizen speaks on the page; the item's id when it is in the inbox. */
async function spoken(text: string): Promise<{ id: string; externalId: string }> {
  const { id: externalId, acknowledged } = await world.sim.comment({ text });
  expect(acknowledged).toBe(true);
  await world.settle();
  const [item] = (await api.items(`?externalId=${externalId}`)).items;
  return { id: item?.id ?? '', externalId };
}

const callsOn = (externalId: string) => world.sim.calls().filter(({ targetId }) => targetId === externalId);

describe('what a moderator sends to the platform', () => {
  test('a reply is on the page, stands in the thread, and answers the item', async () => {
    const { id, externalId } = await spoken('När öppnar badhuset?');
    const asked = await api.act(id, { type: 'reply', text: 'Klockan nio.' });
    expect(asked.status).toBe(202);
    expect(asked.body.action.state).toBe('pending');
    expect(callsOn(externalId)).toEqual([]);
    await world.settle();
    expect(await api.action(asked.body.action.id)).toMatchObject({ state: 'done', cause: null });
    expect(callsOn(externalId)).toMatchObject([{ type: 'reply', message: 'Klockan nio.', ok: true }]);
    const { item, thread } = await api.detail(id);
    expect(item).toMatchObject({
      status: 'closed',
      closeReason: 'answered',
      deadline: { state: 'answered' },
    });
    expect(thread.filter(({ own }) => own)).toMatchObject([{ text: 'Klockan nio.', parentId: externalId }]);
  });
});
