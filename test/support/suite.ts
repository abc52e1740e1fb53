/** One world per test file, with one account and one client, opened before and closed after its tests. */
import { afterAll, beforeAll } from '@jest/globals';
import type { Account } from '../../core/accounts/account.ts';
import { ensurePerson } from '../../core/accounts/people.store.ts';
import { commentsById } from '../../core/inbox/comments.store.ts';
import { eventsOf } from '../../core/inbox/events.store.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { commentId } from '../../core/kernel/ids.ts';
import { addTestAccount } from './accounts.ts';
import { type ApiClient, apiClient } from './client.ts';
import { type TestStores, testMongo } from './stores.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

export interface Suite {
  readonly world: World;
  readonly api: ApiClient;
  readonly account: Account;
}

/** Read its members inside tests only. */
export function suite(options: Partial<WorldOptions> = {}): Suite {
  let stores: TestStores | undefined;
  let world: World | undefined;
  let api: ApiClient | undefined;
  let account: Account | undefined;
  beforeAll(async () => {
    stores = await testMongo();
    world = await openWorld({ mongoUrl: stores.mongoUrl, ...options });
    const some = options.simulator === false ? {} : { apiBase: world.sim.apiBase };
    account = await addTestAccount(world.db, some, world.clock.now());
    api = await apiClient(world.db, world.url, { now: world.clock.now() });
  }, 90_000);
  afterAll(async () => {
    await world?.db.connection.db?.dropDatabase();
    await world?.close();
    await stores?.stop();
  });
  const given = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The suite has not been opened.');
    return value;
  };
  return {
    get world() {
      return given(world);
    },
    get api() {
      return given(api);
    },
    get account() {
      return given(account);
    },
  };
}

/** Comment, item and events of one external id, as stored. */
export async function storedOf({ world, account }: Suite, externalId: string) {
  const { tenantId, _id } = account;
  const id = commentId(_id, externalId);
  const [[comment], [item], events] = await Promise.all([
    commentsById(world.db, { tenantId, ids: [id] }),
    itemsById(world.db, { tenantId, ids: [id] }),
    eventsOf(world.db, { tenantId, itemId: id }),
  ]);
  return { comment: comment ?? null, item: item ?? null, events };
}

/** A citizen speaks on the simulated page; resolves when the item is in the inbox and its context fetched. */
export async function spoken(
  { world, api }: Suite,
  text: string,
  more: object = {},
): Promise<{ id: string; externalId: string }> {
  const { id: externalId, acknowledged } = await world.sim.comment({ text, ...more });
  if (!acknowledged) throw new Error('The webhook was not acknowledged.');
  await world.runQueue();
  const [item] = (await api.items(`?externalId=${externalId}`)).items;
  if (item === undefined) throw new Error('The comment is not in the inbox.');
  return { id: item.id, externalId };
}

export const callsOn = ({ world }: Suite, externalId: string) =>
  world.sim.calls().filter(({ targetId }) => targetId === externalId);

/** The id of a person who sees every account and may act on it. */
export async function administrator({ world }: Suite): Promise<string> {
  const key = { tenantId: 'main', email: 'samordnare@exempel.se' };
  const now = world.clock.now();
  return (await ensurePerson(world.db, { ...key, role: 'communications-unit', now }))._id;
}
