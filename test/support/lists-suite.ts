/** The lists of a municipality over the API, and what a text is judged by them. */
import { afterAll, beforeAll } from '@jest/globals';
import type { TextClassifier } from '../../classifiers/text/index.ts';
import { type ListCache, openListCache } from '../../core/lists/list-cache.store.ts';
import { keepStarterRegister } from '../../core/lists/list-claims.store.ts';
import type { ListChangeShape } from '../../core/lists/lists.contract.ts';
import { loadTextClassifier, readStarterClaims } from '../../workers/classify/load.ts';
import { createTextContexts } from '../../workers/classify/text-context.ts';
import { type ApiClient, apiClient } from './client.ts';
import { MONDAY } from './clock.ts';
import { suite } from './suite.ts';

/** Read its members inside tests only. */
export function listsSuite() {
  const s = suite({ simulator: false });
  let unit: ApiClient;
  let cache: ListCache;
  let classifier: TextClassifier;
  beforeAll(async () => {
    unit = await apiClient(s.world.db, s.world.url, { role: 'communications-unit', now: MONDAY });
    classifier = await loadTextClassifier();
    await keepStarterRegister(s.world.db, await readStarterClaims());
    cache = await openListCache(s.world.db, () => undefined);
  }, 60_000);
  afterAll(() => cache?.close());
  return {
    s,
    /** As the communications unit. */
    get unit() {
      return unit;
    },
    /** As the worker knows the lists. */
    get cache() {
      return cache;
    },
    /** As the worker judges it now. */
    async judged(text: string, about = {}) {
      await cache.refresh();
      const contexts = createTextContexts({
        listsOf: cache.listsOf,
        zoneOf: () => 'Europe/Stockholm',
        now: s.world.clock.now,
      });
      return classifier.classify(text, contexts(s.account, about));
    },
    async changes() {
      return (await unit.get<{ changes: ListChangeShape[] }>('/api/lists/changes')).body.changes;
    },
  };
}
