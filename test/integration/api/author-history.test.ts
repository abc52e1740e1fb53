/** No file on citizens: of an author only our own decisions that stand are shown, with date and reason, and not for ever. */
import { expect, test } from '@jest/globals';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import { apiClient } from '../../support/client.ts';
import { spoken, suite } from '../../support/suite.ts';

const s = suite();

const by = { id: '9009', name: 'Ada Exempelsson' };
const historyOf = async (id: string) => (await s.api.detail(id)).authorHistory;

test('Comments that nobody decided on are not counted, and a removal that stands is shown with date and reason until it is restored or old', async () => {
  const { id: present } = await spoken(s, 'Hej', { author: by });
  const { id: removed } = await spoken(s, 'Idiot', { author: by });
  await spoken(s, 'Hej igen', { author: by });
  expect(await historyOf(present)).toEqual([]);
  await s.api.act(removed, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  expect(await historyOf(present)).toEqual([]);
  await s.world.settle();
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/u);
  expect(await historyOf(present)).toEqual([{ itemId: removed, reason: 'insult', at }]);
  expect(await historyOf(removed)).toEqual([]);
  await s.api.act(removed, { type: 'unhide' });
  await s.world.settle();
  expect(await historyOf(present)).toEqual([]);
  await s.api.act(removed, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await s.world.settle();
  expect(await historyOf(present)).toHaveLength(1);
  s.world.clock.advance(181 * DAY_MS);
  const later = await apiClient(s.world.db, s.world.url, { now: s.world.clock.now() });
  expect((await later.detail(present)).authorHistory).toEqual([]);
}, 60_000);
