/** Ninety lived days in a store of the file's own: from October 2026 over the end of summer time, Christmas and Epiphany. */
import { afterAll, beforeAll } from '@jest/globals';
import { planHistory } from '../../ops/history/plan.ts';
import type { History } from '../../ops/history/story.ts';
import { writeHistory } from '../../ops/history/write.ts';
import { vault } from './accounts.ts';
import { type ApiClient, apiClient } from './client.ts';
import { testClock } from './clock.ts';
import { type TestStores, testMongo } from './stores.ts';
import { openWorld, type World } from './world.ts';

const UNTIL = new Date('2027-01-12T10:00:00.000Z');

export interface LivedDays {
  readonly world: World;
  readonly api: ApiClient;
  readonly history: History;
}

/** Read its members inside tests only. */
export function livedDays(perDay: number): LivedDays {
  const history = planHistory({ seed: 'lived days', days: 90, until: UNTIL, perDay });
  let stores: TestStores | undefined;
  let opened: { world: World; api: ApiClient } | undefined;
  beforeAll(async () => {
    stores = await testMongo();
    const world = await openWorld({
      mongoUrl: stores.mongoUrl,
      clock: testClock(new Date(history.until)),
      simulator: false,
    });
    opened = { world, api: await apiClient(world.db, world.url, { now: world.clock.now() }) };
    await writeHistory(history, { db: world.db, vault });
  }, 240_000);
  afterAll(async () => {
    await opened?.world.db.connection.db?.dropDatabase();
    await opened?.world.close();
    await stores?.stop();
  });
  const given = () => {
    if (opened === undefined) throw new Error('The days have not been lived yet.');
    return opened;
  };
  return {
    history,
    get world() {
      return given().world;
    },
    get api() {
      return given().api;
    },
  };
}
