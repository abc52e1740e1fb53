/** Saved views: named filters, one's own or shared, each read within the scope of whoever looks. */
import { expect, test } from '@jest/globals';
import {
  MAX_OWN_VIEWS,
  MAX_SHARED_VIEWS,
  type SavedViewShape,
} from '../../../core/inbox/saved-views.contract.ts';
import { SavedViews } from '../../../core/inbox/saved-views.store.ts';
import { WorkLog } from '../../../core/inbox/work-log.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { spoken, suite } from '../../support/suite.ts';

const s = suite();
const viewsOf = async (api: ApiClient): Promise<SavedViewShape[]> =>
  (await api.get<{ views: SavedViewShape[] }>('/api/saved-views')).body.views;
const save = (api: ApiClient, name: string, more: object = {}) =>
  api.send<SavedViewShape>('POST', '/api/saved-views', {
    type: 'own',
    name,
    filters: { view: 'all' },
    ...more,
  });
const client = (role: 'administrator' | 'moderator', accountIds: readonly string[] | 'all' = 'all') =>
  apiClient(s.world.db, s.world.url, { role, accountIds, now: s.world.clock.now() });

test('A view of one’s own is counted like the built-in ones, and nobody else is shown it', async () => {
  await spoken(s, 'När plogas gatan?');
  const mine = await client('moderator');
  const { status, body } = await save(mine, 'Facebook', {
    filters: { view: 'all', platform: 'facebook', from: '2026-01-01' },
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    mine: true,
    by: null,
    count: 1,
    filters: { platform: 'facebook', from: '2026-01-01' },
  });
  expect(await viewsOf(mine)).toEqual([body]);
  expect(await viewsOf(s.api)).toEqual([]);
  expect((await s.api.send('DELETE', `/api/saved-views/${body.id}`)).status).toBe(404);
  await mine.send('DELETE', `/api/saved-views/${body.id}`);
  expect(await viewsOf(mine)).toEqual([]);
});

test('A shared view is seen by those who see its account, counted in their own scope, and changed by those who may share', async () => {
  const { db, clock } = s.world;
  const other = await addTestAccount(db, { externalId: '888000' }, clock.now());
  await spoken(s, 'Är badet öppet?');
  const limited = await save(s.api, 'Bara sidan', {
    type: 'shared',
    filters: { view: 'all', accountId: s.account._id },
  });
  const open = await save(s.api, 'Alla sidor', { type: 'shared', filters: { view: 'all' } });
  const colleague = await client('moderator', [other._id]);
  expect((await viewsOf(colleague)).map(({ name, count, mine, by }) => ({ name, count, mine, by }))).toEqual([
    { name: 'Alla sidor', count: 0, mine: false, by: 'test administrator' },
  ]);
  const body = { type: 'shared', name: 'Mina nu', filters: { view: 'all' } };
  expect((await colleague.send('POST', `/api/saved-views/${open.body.id}`, body)).status).toBe(403);
  const own = { ...body, type: 'own' };
  expect((await colleague.send('POST', `/api/saved-views/${open.body.id}`, own)).status).toBe(403);
  expect((await colleague.send('DELETE', `/api/saved-views/${open.body.id}`)).status).toBe(403);
  expect((await save(colleague, 'Delad', { type: 'shared' })).status).toBe(403);
  const administrator = await client('administrator');
  const renamed = await administrator.send<SavedViewShape>('POST', `/api/saved-views/${open.body.id}`, {
    ...body,
    name: 'Hela inkorgen',
  });
  expect(renamed.body).toMatchObject({ name: 'Hela inkorgen', by: 'test administrator', mine: true });
  for (const { id } of [limited.body, open.body]) await s.api.send('DELETE', `/api/saved-views/${id}`);
  const log = await WorkLog(db).find({ tenantId: MAIN_TENANT, subject: open.body.id }).lean();
  expect(log.map(({ type }) => type).sort()).toEqual(['view.removed', 'view.shared', 'view.shared']);
  expect(JSON.stringify(log)).not.toContain('inkorgen');
});

test('A colleague’s shared view is kept from all by nobody but its owner, and one for all is changed by those who see all', async () => {
  const { db, clock } = s.world;
  const other = await addTestAccount(db, { externalId: '888002' }, clock.now());
  const forAll = await save(s.api, 'För alla', { type: 'shared' });
  const limited = await save(s.api, 'Bara den', {
    type: 'shared',
    filters: { view: 'all', accountId: other._id },
  });
  const whole = await client('administrator');
  const ofOne = await client('administrator', [other._id]);
  const change = async (api: ApiClient, { id }: SavedViewShape, body: object) =>
    (await api.send('POST', `/api/saved-views/${id}`, { filters: { view: 'all' }, ...body })).status;
  expect(await change(whole, forAll.body, { type: 'own', name: 'Tagen' })).toBe(403);
  expect(await change(ofOne, forAll.body, { type: 'shared', name: 'Ändrad' })).toBe(403);
  expect((await ofOne.send('DELETE', `/api/saved-views/${forAll.body.id}`)).status).toBe(403);
  expect((await viewsOf(ofOne)).map(({ name, mine }) => [name, mine])).toEqual([
    ['För alla', false],
    ['Bara den', true],
  ]);
  const filters = { view: 'closed', accountId: other._id };
  expect(await change(ofOne, limited.body, { type: 'shared', name: 'Den', filters })).toBe(200);
  expect(await change(ofOne, limited.body, { type: 'shared', name: 'Den' })).toBe(403);
  expect(await change(s.api, forAll.body, { type: 'own', name: 'Min' })).toBe(200);
  for (const { id } of [limited.body, forAll.body]) await s.api.send('DELETE', `/api/saved-views/${id}`);
});

test('A view whose account is gone for its owner says so, and can be removed', async () => {
  const { db, clock } = s.world;
  const other = await addTestAccount(db, { externalId: '888001' }, clock.now());
  const mine = await client('moderator');
  const made = await save(mine, 'Den sidan', { filters: { view: 'all', accountId: other._id } });
  expect((await save(mine, 'Ingen sida', { filters: { view: 'all', accountId: 'nowhere' } })).status).toBe(
    422,
  );
  await SavedViews(db).updateOne(
    { tenantId: MAIN_TENANT, _id: made.body.id },
    { $set: { 'filters.accountId': 'gone' } },
  );
  expect(await viewsOf(mine)).toMatchObject([{ name: 'Den sidan', count: null }]);
  expect((await mine.send('DELETE', `/api/saved-views/${made.body.id}`)).status).toBe(200);
});

test('Each person keeps an order of their own, and a name stands once', async () => {
  const mine = await client('moderator');
  const [first, second] = [await save(mine, 'Första'), await save(mine, 'Andra')];
  await mine.send('POST', '/api/saved-views/order', { ids: [second.body.id, first.body.id] });
  expect((await viewsOf(mine)).map(({ name }) => name)).toEqual(['Andra', 'Första']);
  expect((await save(mine, 'ANDRA')).status).toBe(422);
  expect((await save(mine, ' ')).status).toBe(422);
  expect((await save(mine, 'Om 19900101-0017')).status).toBe(422);
  expect((await save(mine, 'Sökt', { filters: { view: 'all', text: 'vinter' } })).status).toBe(422);
});

test('A view that is removed while it is changed stays removed, and of two who save the last one at once one does', async () => {
  const mine = await client('moderator');
  const made = await save(mine, 'Strax borta');
  const url = `/api/saved-views/${made.body.id}`;
  const change = { type: 'own', name: 'Ändrad', filters: { view: 'all' } };
  for (let tries = 0; tries < 3; tries++)
    await Promise.all([mine.send('POST', url, change), mine.send('DELETE', url)]);
  expect((await mine.send('POST', url, change)).status).toBe(404);
  expect(await viewsOf(mine)).toEqual([]);
  for (let n = 1; n < MAX_OWN_VIEWS; n++) expect((await save(mine, `Vy ${n}`)).status).toBe(201);
  const last = await Promise.all(['En', 'Två', 'Tre'].map((name) => save(mine, name)));
  expect(last.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  const same = await client('moderator');
  const twice = await Promise.all(['Samma', 'samma'].map((name) => save(same, name)));
  expect(twice.map(({ status }) => status).sort()).toEqual([201, 422]);
});

test('As many views are shared as may be, also where the one who shares is not shown all of them', async () => {
  const { db, clock } = s.world;
  const [here, there] = [
    await addTestAccount(db, { externalId: '888010' }, clock.now()),
    await addTestAccount(db, { externalId: '888011' }, clock.now()),
  ];
  const share = async (api: ApiClient, accountId: string, n: number) =>
    (await save(api, `Delad ${accountId} ${n}`, { type: 'shared', filters: { view: 'all', accountId } }))
      .status;
  const [atHere, atThere] = [
    await client('administrator', [here._id]),
    await client('administrator', [there._id]),
  ];
  for (let n = 0; n < MAX_SHARED_VIEWS; n++) expect(await share(atHere, here._id, n)).toBe(201);
  expect(await viewsOf(atThere)).toEqual([]);
  expect(await share(atThere, there._id, 0)).toBe(422);
  await SavedViews(db).deleteMany({ tenantId: MAIN_TENANT, type: 'shared' });
});
