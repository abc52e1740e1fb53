/** An account is changed, paused, given another token, and disconnected; what it took in stays. */
import { beforeAll, expect, test } from '@jest/globals';
import { accountById } from '../../../core/accounts/accounts.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { sweepOnce } from '../../../workers/sweep.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { spoken, storedOf, suite } from '../../support/suite.ts';
import { PAGE_TOKEN } from '../../support/webhook.ts';

const s = suite();
let unit: ApiClient;
beforeAll(async () => {
  const { db, url, clock } = s.world;
  unit = await apiClient(db, url, { role: 'communications-unit', now: clock.now() });
});

const path = (more = '') => `/api/accounts/${s.account._id}${more}`;
const post = (more: string, body: object) =>
  unit.send<{ connected: boolean; outgoing: string; error?: { code: string; message: string } }>(
    'POST',
    path(more),
    body,
  );
const stored = () => accountById(s.world.db, { tenantId: MAIN_TENANT, id: s.account._id });

test('An account changes its board and people, and keeps two administrators', async () => {
  const change = { board: 'Tekniska nämnden', deputies: ['ny.vikarie@exempel.se'], head: null };
  expect(await post('', change)).toMatchObject({
    status: 200,
    body: { ...change, administrators: s.account.administrators },
  });
  expect((await post('', { administrators: ['a@exempel.se', 'a@exempel.se'] })).status).toBe(422);
  expect((await post('', { unit: '   ' })).status).toBe(422);
  expect(
    (await post('', { administrators: ['hanna.ek@exempel.se', 'bo.berg@exempel.se'] })).body.error?.message,
  ).toContain('hanna.ek@exempel.se has the role head-of-department');
});

test('What was answered with a dead token goes out once the account has a new one', async () => {
  const { id } = await spoken(s, 'När öppnar badet?');
  expect((await post('/token', { token: 'dead', offline: true })).status).toBe(200);
  const acted = await unit.act(id, { type: 'reply', text: 'I morgon.' });
  s.world.clock.advance(20_000);
  await s.world.runQueue();
  const actionId = acted.body.action.id;
  expect(await unit.action(actionId)).toMatchObject({ state: 'blocked', cause: 'token-expired' });
  expect((await stored())?.outgoing).toBe('paused');
  expect(await post('/token', { token: 'another-dead-one' })).toMatchObject({
    status: 422,
    body: { error: { code: 'account_check_failed' } },
  });
  expect((await post('/token', { token: PAGE_TOKEN })).body).toMatchObject({ outgoing: 'active' });
  s.world.clock.advance(20_000);
  await sweepOnce(s.world.deps);
  await s.world.runQueue();
  expect(await unit.action(actionId)).toMatchObject({ state: 'done' });
});

test('A paused account takes in and sends nothing until it goes on', async () => {
  expect((await post('/outgoing', { outgoing: 'paused' })).body.outgoing).toBe('paused');
  const { id } = await spoken(s, 'Och biblioteket?');
  const acted = await unit.act(id, { type: 'reply', text: 'Klockan tio.' });
  s.world.clock.advance(20_000);
  await s.world.runQueue();
  expect(await unit.action(acted.body.action.id)).toMatchObject({ state: 'blocked', cause: 'paused' });
  expect((await post('/outgoing', { outgoing: 'active' })).body.outgoing).toBe('active');
  await sweepOnce(s.world.deps);
  await s.world.runQueue();
  expect(await unit.action(acted.body.action.id)).toMatchObject({ state: 'done' });
});

test('A disconnected account has no token and takes nothing in; a new token brings what was said meanwhile', async () => {
  const before = (await unit.items('?status=open')).items.length;
  expect(await unit.send('DELETE', path())).toMatchObject({
    status: 200,
    body: { connected: false, outgoing: 'paused' },
  });
  expect((await stored())?.encryptedToken).toBeNull();
  expect((await post('/outgoing', { outgoing: 'active' })).status).toBe(422);
  // A worker remembers for some seconds whose page it is.
  s.world.clock.advance(6_000);
  const { id } = await s.world.sim.comment({ text: 'Hör ni mig?' });
  await s.world.runQueue();
  expect((await storedOf(s, id)).item).toBeNull();
  expect((await unit.items('?status=open')).items).toHaveLength(before);
  expect((await post('/token', { token: PAGE_TOKEN })).status).toBe(200);
  await s.world.settle();
  expect((await storedOf(s, id)).item).not.toBeNull();
});
