/** Precision as moderators judged it: what counts, for whom, and when there is too little to say. */
import { expect, test } from '@jest/globals';
import { Items } from '../../../core/inbox/items.store.ts';
import type { AccuracyReport } from '../../../core/learning/accuracy.contract.ts';
import { labelsFor } from '../../../core/learning/learning.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, edited, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
let count = 0;

async function said(text: string, page?: string): Promise<string> {
  const id = `8_${++count}`;
  const envelope = page === undefined ? {} : { page };
  await s.world.deliver(envelopeOf([added({ id, text, at: MONDAY })], envelope));
  return (await s.api.items(`?externalId=${id}`)).items[0]?.id ?? '';
}
const close = (id: string) => s.api.act(id, { type: 'close', reason: 'other' });
const QUERY = '?from=2026-03-01T00:00:00Z&to=2026-03-10T00:00:00Z';
const report = async (client: ApiClient = s.api, more = ''): Promise<AccuracyReport> =>
  (await client.get<AccuracyReport>(`/api/accuracy${QUERY}${more}`)).body;
const insults = ({ categories }: Pick<AccuracyReport, 'categories'>) =>
  categories.find(({ category }) => category === 'insult');
const WRONG = { type: 'correct', category: 'insult', as: 'wrong' };

test('The table counts finished comments only, and withholds a share that hardly anybody judged', async () => {
  expect(await report()).toMatchObject({ finished: 0, layer: null });
  const open = await said('Vilken idiot');
  await s.api.act(open, WRONG);
  for (let i = 0; i < 9; i += 1) await close(await said(`Vilken idiot ${i}`));
  const few = insults(await report());
  expect(few).toMatchObject({ flagged: 9, judged: 0, wrong: 0, precision: null, recall: null });
  const tenth = await said('Vilken idiot till');
  await s.api.act(tenth, { ...WRONG, as: 'other', other: 'hate' });
  await close(tenth);
  const missed = await said('Din knöl');
  await s.api.act(missed, { ...WRONG, as: 'missing' });
  await close(missed);
  const now = await report();
  expect(now.finished).toBe(11);
  expect(insults(now)).toMatchObject({ flagged: 10, judged: 1, wrong: 1, missing: 1, removed: 0 });
  expect(insults(now)).toMatchObject({ precision: null, recall: null });
  expect(now.categories.find(({ category }) => category === 'hate')).toMatchObject({
    flagged: 0,
    missing: 1,
  });
  expect(insults(now)?.measured?.precision).toBeGreaterThan(0);
});

test('A correction counts for the text it was made on, until it is taken back, and so do the labels', async () => {
  const id = await said('En idiot, rent ut sagt');
  await s.api.act(id, WRONG);
  await close(id);
  expect(insults(await report())).toMatchObject({ flagged: 11, wrong: 2 });
  const externalId = `8_${count}`;
  await s.world.deliver(
    envelopeOf([edited({ id: externalId, text: 'En idiot, igen', at: new Date(MONDAY.getTime() + 60_000) })]),
  );
  const { item } = await storedOf(s, externalId);
  expect(item?.corrections).toMatchObject([{ as: 'wrong', revision: 1 }]);
  if (item?.status === 'open') await close(id);
  expect(insults(await report())).toMatchObject({ flagged: 11, wrong: 1 });
  const after = (await storedOf(s, externalId)).item;
  expect(after && labelsFor(after).find(({ category }) => category === 'insult')).toMatchObject({
    is: true,
    kind: 'agreed',
  });
});

test('Accuracy is counted per account, inside the scope of the reader and of nobody else', async () => {
  const other = await addTestAccount(
    s.world.db,
    { externalId: '555000555', name: 'Biblioteket', unit: 'unit@exempel.se' },
    s.world.clock.now(),
  );
  await close(await said('Vilken idiot på biblioteket', '555000555'));
  const all = await report();
  expect(all.accounts.map(({ name, flagged }) => [name, flagged]).sort()).toEqual([
    ['Biblioteket', 1],
    ['Exempels kommun', 11],
  ]);
  expect(insults(await report(s.api, `&accountId=${other._id}`))).toMatchObject({ flagged: 1 });
  const now = s.world.clock.now();
  const narrow = await apiClient(s.world.db, s.world.url, { now, accountIds: [other._id] });
  const seen = await report(narrow);
  expect(seen.accounts.map(({ name }) => name)).toEqual(['Biblioteket']);
  expect(seen.finished).toBe(1);
  const stranger = await apiClient(s.world.db, s.world.url, { now, tenantId: 'other' });
  expect(await report(stranger)).toMatchObject({ finished: 0, accounts: [] });
  const outside = await report(s.api, '&board=Ingen');
  expect(outside.finished).toBe(0);
});

test('A comment with a picture counts once, as what is found in either', async () => {
  const porn = ({ categories }: AccuracyReport) => categories.find(({ category }) => category === 'porn');
  const before = porn(await report());
  for (const [text, score] of [
    ['Se på bilden', 0.95],
    ['Se på den andra', 0],
  ] as const) {
    const id = await said(text);
    const level = score > 0 ? ('strong' as const) : ('none' as const);
    const seen = { category: 'porn' as const, kind: null, score, level, spans: [], version: 'image-1' };
    const item = await Items(s.world.db).findOne({ tenantId: 'main', _id: id }).lean();
    const verdicts = [...(item?.verdicts ?? []), seen];
    await Items(s.world.db).updateOne({ tenantId: 'main', _id: id }, { $set: { verdicts } });
    const as = score > 0 ? 'wrong' : 'missing';
    const { body } = await s.api.act(id, { type: 'correct', category: 'porn', as });
    expect(body.item.corrections).toMatchObject([{ category: 'porn' }]);
    // What stood on the screen, the graver of the two, is what was judged.
    expect((await storedOf(s, `8_${count}`)).item?.corrections).toMatchObject([{ as, level, score }]);
    await close(id);
  }
  const after = porn(await report());
  expect(before).toMatchObject({ flagged: 0, wrong: 0, missing: 0 });
  expect(after).toMatchObject({ flagged: 1, wrong: 1, missing: 1 });
});

test('The table leaves as CSV', async () => {
  const answer = await fetch(`${s.world.url}/api/accuracy/export${QUERY}&lang=nb`, {
    headers: { authorization: `Bearer ${s.api.token}` },
  });
  expect(answer.headers.get('content-disposition')).toContain('uppsikt-accuracy-2026-03-01-2026-03-10.csv');
  const [head, ...rows] = (await answer.text()).replace('\uFEFF', '').trimEnd().split('\r\n');
  expect(head).toMatch(/^Konto;Kategori;Merket;Vurdert av noen;Rettet som feil/u);
  expect(rows).toContainEqual(
    expect.stringMatching(/^Exempels kommun;insult;11;1;1;0;1;ikke vurdert;;;ikke vurdert;/u),
  );
});
