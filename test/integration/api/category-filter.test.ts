/** Items by category and platform: found by a field of their own, also those that an older version stored. */
import { beforeAll, expect, test } from '@jest/globals';
import { Items } from '../../../core/inbox/items.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { keepFlagged } from '../../../core/migrations/0016-flagged.store.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const idsOf = async (query: string) =>
  (await s.api.items(query)).items.map(({ externalId }) => externalId).sort();
const verdict = (category: string, level: string) => ({
  category,
  level,
  kind: null,
  score: 0.9,
  spans: [],
  version: 't',
});

beforeAll(async () => {
  const said = ['1_1', '1_2', '1_3'].map((id) => added({ id, text: `Text ${id}`, at: MONDAY }));
  await s.world.deliver(envelopeOf(said));
  // As an older version stored them.
  const items = Items(s.world.db).collection;
  await items.updateOne({ externalId: '1_1' }, {
    $set: { verdicts: [verdict('threat', 'strong'), verdict('ads', 'none')] },
  } as never);
  await items.updateOne({ externalId: '1_2' }, {
    $set: { verdicts: [verdict('threat', 'suspect'), verdict('threat', 'strong')] },
  } as never);
  await items.updateMany({}, { $unset: { flagged: '' } });
  await items.createIndex({ tenantId: 1, 'deadline.stoppedAt': 1, accountId: 1 });
});

test('The migration flags what is stored, once for each category, and drops the indexes that were replaced', async () => {
  await keepFlagged(s.world.db);
  await keepFlagged(s.world.db);
  const stored = await Items(s.world.db).find({ tenantId: MAIN_TENANT }).sort({ externalId: 1 });
  expect(stored.map(({ flagged }) => [...flagged])).toEqual([['threat'], ['threat'], []]);
  const names = (await Items(s.world.db).collection.indexes()).map(({ name }) => name);
  expect(names).not.toContain('tenantId_1_deadline.stoppedAt_1_accountId_1');
});

test('A category finds what is flagged with it, and a platform what its accounts have', async () => {
  expect(await idsOf('?category=threat')).toEqual(['1_1', '1_2']);
  expect(await idsOf('?category=ads')).toEqual([]);
  expect(await idsOf('?category=threat&platform=facebook&view=all')).toEqual(['1_1', '1_2']);
  expect(await idsOf('?platform=facebook')).toHaveLength(3);
  expect(await idsOf('?platform=youtube')).toEqual([]);
  expect(await idsOf(`?platform=facebook&accountId=${s.account._id}`)).toHaveLength(3);
});
