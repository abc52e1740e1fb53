/** Drafts: the caller's alone, sealed in the store, gone when sent, emptied, or after their time. */
import { expect, test } from '@jest/globals';
import type { DraftShape } from '../../../core/inbox/drafts.contract.ts';
import { DRAFT_KEPT_DAYS, Drafts } from '../../../core/inbox/drafts.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { spoken, suite } from '../../support/suite.ts';

const s = suite();
const WORDS = 'Hej Kim, vi ser till att gatan';
const SEEN = {
  version: 1,
  revision: 1,
  untold: false,
  status: 'open',
  visibility: 'public',
  answers: [],
  removals: [],
};
const draftsOf = async (api: ApiClient): Promise<DraftShape[]> =>
  (await api.get<{ drafts: DraftShape[] }>('/api/drafts')).body.drafts;
const save = (id: string, kind: string, text: string) =>
  s.api.send('POST', `/api/items/${id}/draft`, { kind, text, seen: SEEN });

test('A draft is given back as it was typed, to its writer alone, and the store holds none of its words', async () => {
  const { id } = await spoken(s, 'När sandas gatan?');
  expect((await save(id, 'reply', `${WORDS}  `)).status).toBe(200);
  expect(await draftsOf(s.api)).toEqual([
    expect.objectContaining({ itemId: id, kind: 'reply', text: `${WORDS}  `, seen: SEEN }),
  ]);
  const colleague = await apiClient(s.world.db, s.world.url, { now: s.world.clock.now() });
  expect(await draftsOf(colleague)).toEqual([]);
  const stored = await Drafts(s.world.db).find({ tenantId: MAIN_TENANT }).lean();
  expect(stored).toHaveLength(1);
  // A word of three letters comes by chance in what is sealed.
  for (const words of ['Hej Kim', 'ser till', 'att gatan'])
    expect(JSON.stringify(stored)).not.toContain(words);
  const kept = (stored[0]?.keptUntil.getTime() ?? 0) - s.world.clock.now().getTime();
  expect(kept).toBe(DRAFT_KEPT_DAYS * 86_400_000);
  await save(id, 'reply', ' ');
});

test('A view lists and counts the items that its reader has drafts about, also closed ones', async () => {
  const { id } = await spoken(s, 'Vem svarar om parken?');
  await spoken(s, 'Och om torget?');
  await save(id, 'reply', 'Parken …');
  await save(id, 'note', 'Fråga Ida');
  await s.api.act(id, { type: 'close', reason: 'no-answer-needed' });
  expect((await s.api.items('?view=drafts')).items.map((item) => item.id)).toEqual([id]);
  expect((await s.api.get<Record<string, number>>('/api/views')).body.drafts).toBe(1);
  const colleague = await apiClient(s.world.db, s.world.url, { now: s.world.clock.now() });
  expect((await colleague.items('?view=drafts')).items).toEqual([]);
  await save(id, 'reply', '');
  await save(id, 'note', '');
  expect((await s.api.items('?view=drafts')).items).toEqual([]);
});

test('A draft is gone with what was sent of it, the other kind stays', async () => {
  const { id } = await spoken(s, 'Hur går det med bron?');
  await save(id, 'reply', 'Bron öppnar.');
  await save(id, 'note', 'Kolla med Mats');
  await s.api.act(id, { type: 'reply', text: 'Bron öppnar.' });
  expect((await draftsOf(s.api)).map(({ kind }) => kind)).toEqual(['note']);
  await s.api.act(id, { type: 'note', text: 'Kolla med Mats' });
  expect(await draftsOf(s.api)).toEqual([]);
});

test('A draft that another key sealed is left out, and the rest is given', async () => {
  const { id } = await spoken(s, 'Är biblioteket öppet?');
  await save(id, 'reply', 'Ja.');
  await save(id, 'note', 'Nej.');
  await Drafts(s.world.db).updateOne(
    { tenantId: MAIN_TENANT, kind: 'note' },
    { $set: { sealed: 'v1.AAAA' } },
  );
  expect((await draftsOf(s.api)).map(({ text }) => text)).toEqual(['Ja.']);
});
