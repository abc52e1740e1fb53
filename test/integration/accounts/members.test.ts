/** People come, change and go, and no way leaves an account without two administrators. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { accountById } from '../../../core/accounts/accounts.store.ts';
import type { MemberShape } from '../../../core/accounts/members.contract.ts';
import { principalOfPerson } from '../../../core/accounts/people.store.ts';
import { WorkLog } from '../../../core/inbox/work-log.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
let unit: ApiClient;
let operator: ApiClient;
beforeAll(async () => {
  const { db, url, clock } = s.world;
  unit = await apiClient(db, url, { role: 'communications-unit', now: clock.now() });
  operator = await apiClient(db, url, { role: 'system-administrator', now: clock.now() });
});

const members = async (): Promise<MemberShape[]> =>
  (await unit.get<{ members: MemberShape[] }>('/api/members')).body.members;
const member = async (email: string): Promise<MemberShape | undefined> =>
  (await members()).find((one) => one.email === email);
const idOf = async (email: string): Promise<string> => (await member(email))?.id ?? '';
const post = (path: string, body: object, as = unit) =>
  as.send<{ error?: { code: string; message: string }; id: string }>('POST', path, body);
const scopeOf = async (email: string) =>
  (await principalOfPerson(s.world.db, { tenantId: MAIN_TENANT, id: await idOf(email) }))?.scope ?? null;

describe('people', () => {
  test('The people of an account are there, with where they are named', async () => {
    expect(await member('eva.alm@exempel.se')).toMatchObject({
      role: 'administrator',
      accountIds: null,
      places: [{ accountId: s.account._id, name: s.account.name, place: 'administrator' }],
      items: 0,
    });
  });

  test('A person is let in once, with a cleaned address and the limits that were given', async () => {
    const moa = { email: ' Moa.Ek@Exempel.se ', role: 'registrar', boards: ['Kommunstyrelsen'] };
    expect(await post('/api/members', moa)).toMatchObject({
      status: 201,
      body: { email: 'moa.ek@exempel.se', name: 'Moa Ek', boards: ['Kommunstyrelsen'], accountIds: null },
    });
    expect(await post('/api/members', moa)).toMatchObject({
      status: 409,
      body: { error: { code: 'known_person' } },
    });
    expect((await scopeOf('moa.ek@exempel.se'))?.accountIds).toEqual([s.account._id]);
  });

  test('A limit that is taken away gives the whole role back', async () => {
    const id = await idOf('moa.ek@exempel.se');
    expect((await post(`/api/members/${id}`, { boards: null })).status).toBe(200);
    expect((await scopeOf('moa.ek@exempel.se'))?.accountIds).toBe('all');
  });

  test('A limit to what is not here, and an address that is none, are refused', async () => {
    const ask = (more: object) => post('/api/members', { email: 'x@exempel.se', role: 'moderator', ...more });
    expect((await ask({ boards: ['Nämnden för ingenting'] })).status).toBe(422);
    expect((await ask({ accountIds: ['none'] })).status).toBe(422);
    expect((await ask({ email: 'ingen adress' })).status).toBe(422);
  });

  test('A moderator sees the accounts that the limit names', async () => {
    const other = await addTestAccount(s.world.db, { externalId: '555' }, s.world.clock.now());
    const no = { email: 'noa@exempel.se', role: 'moderator', accountIds: [other._id] };
    expect((await post('/api/members', no)).status).toBe(201);
    expect((await scopeOf('noa@exempel.se'))?.accountIds).toEqual([other._id]);
  });

  test('Nobody makes a system administrator who is none, nor changes one', async () => {
    const root = { email: 'rot@exempel.se', role: 'system-administrator' };
    expect((await post('/api/members', root)).status).toBe(403);
    expect((await post('/api/members', root, operator)).status).toBe(201);
    const id = (await member('rot@exempel.se'))?.id;
    expect((await post(`/api/members/${id}`, { role: 'auditor' })).status).toBe(403);
    expect((await post(`/api/members/${id}/removal`, {})).status).toBe(403);
    expect((await post(`/api/members/${id}/invitation`, {})).status).toBe(403);
  });

  test('An administrator of an account keeps a role that can administer it', async () => {
    const id = await idOf('eva.alm@exempel.se');
    expect(await post(`/api/members/${id}`, { role: 'auditor' })).toMatchObject({
      status: 422,
      body: { error: { code: 'is_administrator', message: expect.stringContaining(s.account.name) } },
    });
  });
});

describe('whoever goes', () => {
  test('A person who would leave an account with one administrator goes only with somebody who takes over', async () => {
    await s.world.deliver(envelopeOf([added({ id: '1_1', text: 'Är badet öppet?', at: MONDAY })]));
    const { item } = await storedOf(s, '1_1');
    const [eva, dan] = [await idOf('eva.alm@exempel.se'), await idOf('dan.dal@exempel.se')];
    expect((await unit.act(item?._id ?? '', { type: 'assign', to: eva })).status).toBe(202);
    expect((await member('eva.alm@exempel.se'))?.items).toBe(1);
    expect(await post(`/api/members/${eva}/removal`, {})).toMatchObject({
      status: 422,
      body: { error: { code: 'two_administrators', message: expect.stringContaining(s.account.name) } },
    });
    // A deputy could not do what the place is for.
    expect((await post(`/api/members/${eva}/removal`, { to: dan })).status).toBe(422);
    expect((await storedOf(s, '1_1')).item?.assignee).toBe(eva);
    const inga = { email: 'inga.ny@exempel.se', role: 'administrator' };
    const heir = (await post('/api/members', inga)).body.id;
    expect(await post(`/api/members/${eva}/removal`, { to: heir })).toMatchObject({
      status: 200,
      body: { items: 1 },
    });
    expect((await storedOf(s, '1_1')).item?.assignee).toBe(heir);
    const key = { tenantId: MAIN_TENANT, id: s.account._id };
    expect((await accountById(s.world.db, key))?.administrators).toEqual([
      'inga.ny@exempel.se',
      'bo.berg@exempel.se',
    ]);
    expect(await principalOfPerson(s.world.db, { tenantId: MAIN_TENANT, id: eva })).toBeNull();
    expect(await member('eva.alm@exempel.se')).toBeUndefined();
  });

  test('The name of who has gone stays with what they did', async () => {
    const { item } = await storedOf(s, '1_1');
    const { body } = await unit.get<{ events: { type: string }[] }>(`/api/items/${item?._id}/events`);
    expect(body.events.filter(({ type }) => type === 'item.assigned')).toHaveLength(2);
  });

  test('An account names nobody who has gone', async () => {
    const administrators = ['eva.alm@exempel.se', 'bo.berg@exempel.se'];
    expect(await post(`/api/accounts/${s.account._id}`, { administrators })).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringContaining('eva.alm@exempel.se') } },
    });
  });

  test('Who comes back is what they are now, under the old name of their acts', async () => {
    const eva = { email: 'eva.alm@exempel.se', role: 'auditor' };
    expect((await post('/api/members', eva)).status).toBe(201);
    expect((await member('eva.alm@exempel.se'))?.role).toBe('auditor');
  });

  test('Every change stands in the work log, without a name or an address', async () => {
    const log = await WorkLog(s.world.db).find({ tenantId: MAIN_TENANT }).lean();
    expect(new Set(log.map(({ type }) => type))).toEqual(
      new Set(['person.added', 'person.changed', 'person.removed', 'key.made']),
    );
    expect(JSON.stringify(log)).not.toMatch(/@|Eva|Moa/u);
  });
});

describe('keys', () => {
  test('A key is shown once, opens what it says, is listed without itself and ends when it is revoked', async () => {
    const made = await unit.send<{ key: { id: string }; token: string }>('POST', '/api/keys', {
      name: 'Statistik',
      role: 'auditor',
      days: 7,
    });
    expect(made.status).toBe(201);
    const { token, key } = made.body;
    const ask = () => fetch(`${s.world.url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    const listed = await unit.get<{ keys: { id: string; lastUsedAt: string | null }[] }>('/api/keys');
    expect(JSON.stringify(listed.body)).not.toContain(token);
    expect(listed.body.keys.find(({ id }) => id === key.id)?.lastUsedAt).toBe(
      s.world.clock.now().toISOString(),
    );
    expect((await unit.send('DELETE', `/api/keys/${key.id}`)).status).toBe(200);
    expect((await ask()).status).toBe(401);
    expect((await unit.send('DELETE', `/api/keys/${key.id}`)).status).toBe(404);
  });

  test('A key for accounts that are not here is not made', async () => {
    const wanted = { name: 'x', role: 'auditor', accountIds: ['none'] };
    expect((await post('/api/keys', wanted)).status).toBe(422);
  });
});
