/** What the whole municipality shares is changed by who sees all of it. */
import { expect, test } from '@jest/globals';
import { Accounts } from '../../../core/accounts/accounts.store.ts';
import { People } from '../../../core/accounts/people.store.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });
const wanted = {
  platform: 'facebook',
  externalId: '424242',
  name: 'Ny sida',
  country: 'SE',
  board: 'Kommunstyrelsen',
  administrators: ['ny@exempel.se', 'nils@exempel.se'],
  unit: 'kommunikation@exempel.se',
  offline: true,
};
const unit = (accountIds: readonly string[] | 'all') =>
  apiClient(s.world.db, s.world.url, { role: 'communications-unit', accountIds, now: MONDAY });
const counts = async () => [
  await Accounts(s.world.db).countDocuments({ tenantId: 'main' }),
  await People(s.world.db).countDocuments({ tenantId: 'main' }),
];

test('A token for some accounts connects none and makes no people', async () => {
  const before = await counts();
  const some = await unit([s.account._id]);
  expect((await some.send('POST', '/api/accounts', wanted)).status).toBe(403);
  expect(await counts()).toEqual(before);
});

test('Nobody connects an account whose platform would be a service of this machine', async () => {
  const all = await unit('all');
  const before = await counts();
  for (const apiBase of ['http://127.0.0.1:27017/', 'http://localhost:6379/', 'http://[::1]/'])
    expect((await all.send('POST', '/api/accounts', { ...wanted, apiBase })).status).toBe(422);
  // What stands behind these would be no path any more.
  for (const rest of ['?x=1', '#x', '?', '/v1#'])
    expect(
      (await all.send('POST', '/api/accounts', { ...wanted, apiBase: `https://graph.facebook.com${rest}` }))
        .status,
    ).toBe(422);
  expect(await counts()).toEqual(before);
  expect((await all.send('POST', '/api/accounts', wanted)).status).toBe(201);
});
