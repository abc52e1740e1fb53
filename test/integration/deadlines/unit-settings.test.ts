/** What the unit sets over the API: tried before it applies, who set what, and a message to try a channel with. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { AlarmSettingsRows, settingsId } from '../../../core/alarms/alarm-settings.store.ts';
import { DEFAULT_ALARMS } from '../../../core/alarms/alarm-settings.ts';
import type { AlarmSettingsHistory } from '../../../core/alarms/alarms.contract.ts';
import { addTestNotice, testNoticeById } from '../../../core/alarms/notices.store.ts';
import { defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';
import type { DeadlinePolicyHistory, PolicyPreview } from '../../../core/deadlines/deadlines.contract.ts';
import { createSender } from '../../../workers/alarms/send.ts';
import { createWebhookPoster } from '../../../workers/alarms/webhook.ts';
import { vault } from '../../support/accounts.ts';
import { apiClient } from '../../support/client.ts';
import { testClock } from '../../support/clock.ts';
import { deadlineDeps, seedOpen, WEEK_ONE } from '../../support/deadlines.ts';
import { suite } from '../../support/suite.ts';

const HOUR = 3_600_000;
const s = suite({ simulator: false, clock: testClock(WEEK_ONE) });
const unit = () =>
  apiClient(s.world.db, s.world.url, { role: 'communications-unit', now: s.world.clock.now() });
const { version: _version, ...policy } = defaultPolicy('SE');

test('A policy is tried on the open items before it applies, and refused at the field that is wrong', async () => {
  const api = await unit();
  await seedOpen(s.world.db, s.account, { prefix: 'old', count: 3, at: s.world.clock.now() });
  s.world.clock.advance(10 * HOUR);
  await seedOpen(s.world.db, s.account, { prefix: 'new', count: 2, at: s.world.clock.now() });
  const asked = { accountId: null, policy: { ...policy, targetMs: 8 * HOUR } };
  const tried = await api.send<PolicyPreview>('POST', '/api/deadlines/policies/preview', asked);
  expect(tried.body.effect).toMatchObject({ open: 5, earlier: 5, later: 0, newlyOverdue: 3, capped: false });
  expect(tried.body.moments.map(({ key }) => key)).toEqual(['friday', 'saturday', 'before-day-off']);
  const wrong = {
    ...asked,
    policy: { ...policy, closures: [{ date: '2026-09-01', spans: [{ from: 9, to: 8 }] }] },
  };
  for (const path of ['/api/deadlines/policies/preview', '/api/deadlines/policies'])
    expect(await api.send('POST', path, wrong)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid', field: 'closures.2026-09-01' } },
    });
  await api.send('POST', '/api/deadlines/policies', asked);
  await api.send('POST', '/api/deadlines/policies', { ...asked, policy });
  const { body } = await api.get<DeadlinePolicyHistory>('/api/deadlines/policies/history');
  expect(body.versions).toMatchObject([
    { version: 'municipality-2', inForce: true, policy: { targetMs: 24 * HOUR } },
    { version: 'municipality-1', inForce: false, policy: { targetMs: 8 * HOUR } },
  ]);
});

test('A policy for the accounts of one country leaves that of the other in force', async () => {
  const api = await unit();
  const { version: _norwegian, ...norway } = defaultPolicy('NO');
  for (const each of [policy, norway])
    await api.send('POST', '/api/deadlines/policies', { accountId: null, policy: each });
  const { body } = await api.get<{ policies: DeadlinePolicyHistory['versions'] }>('/api/deadlines/policies');
  expect(body.policies.map((of) => of.policy.country).sort()).toEqual(['NO', 'SE']);
});

test('The history of alarm settings begins with what stood before it was kept, and holds no address', async () => {
  const api = await unit();
  const { _id: accountId, tenantId } = s.account;
  await AlarmSettingsRows(s.world.db).insertMany([
    {
      _id: settingsId(tenantId, accountId),
      tenantId,
      accountId,
      settings: { ...DEFAULT_ALARMS, digestMinutes: 30 },
      webhook: null,
      updatedAt: WEEK_ONE,
    },
  ]);
  const webhook = { kind: 'teams', url: 'https://exempel.example/hemlig-adress' };
  const settings = { ...DEFAULT_ALARMS, digestMinutes: 45 };
  await api.send('POST', '/api/alarm-settings', { accountId, settings, webhook });
  const read = await api.get<AlarmSettingsHistory>(`/api/alarm-settings/history?accountId=${accountId}`);
  expect(read.body.versions).toMatchObject([
    { version: 2, inForce: true, settings: { digestMinutes: 45 }, webhook: { host: 'exempel.example' } },
    { version: 1, inForce: false, settings: { digestMinutes: 30 }, by: null },
  ]);
  expect(JSON.stringify(read.body)).not.toContain('hemlig-adress');
  const levels = [{ audience: 'head', from: 1, afterMinutes: 0 }];
  expect(
    await api.send('POST', '/api/alarm-settings', { accountId, settings: { ...settings, levels } }),
  ).toMatchObject({ status: 422, body: { error: { field: 'levels.administrators' } } });
});

test('A test of a channel tells what the other end answered', async () => {
  const http = createServer((_request, response) => void response.writeHead(404).end('no_service'));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const { _id: accountId, tenantId } = s.account;
  const id = await addTestNotice(s.world.db, {
    tenantId,
    channel: 'webhook',
    recipient: settingsId(tenantId, accountId),
    accountIds: [accountId],
    language: 'sv',
    webhook: { kind: 'slack', host: '127.0.0.1', sealedUrl: vault.seal(`http://127.0.0.1:${port}/x`) },
    now: s.world.clock.now(),
  });
  const poster = createWebhookPoster({ loopback: true });
  await createSender(deadlineDeps(s.world, { postWebhook: poster.post }))();
  expect(await testNoticeById(s.world.db, { tenantId, id })).toMatchObject({
    state: 'failed',
    cause: 'http-404',
    answer: '404 no_service',
  });
  const told = await (await unit()).get(`/api/alarm-settings/tests/${id}`);
  expect(told).toMatchObject({ status: 200, body: { state: 'failed', answer: '404 no_service' } });
  await poster.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

test('Of two who set a policy at once one is told that the other was first, and of what stands now', async () => {
  const api = await unit();
  const path = '/api/deadlines/policies';
  const read = await api.get<{ policies: DeadlinePolicyHistory['versions'] }>(path);
  const seen = read.body.policies.find((of) => of.accountId === null && of.policy.country === 'SE');
  const put = (hours: number, more: object) =>
    api.send(`POST`, path, { accountId: null, policy: { ...policy, targetMs: hours * HOUR }, ...more });
  const basedOn = seen?.version ?? null;
  const both = await Promise.all([put(10, { basedOn }), put(11, { basedOn })]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const [first, second] = both.toSorted((a, b) => a.status - b.status);
  expect(second?.body).toMatchObject({
    error: { code: 'stale_policy' },
    present: (first?.body as { version: string }).version,
  });
  expect((await put(12, { basedOn: null })).status).toBe(409);
  // Of the other country, of an account, and for who does not say what they saw: nobody is in the way.
  const { version: _norwegian, ...norway } = defaultPolicy('NO');
  const account = { accountId: s.account._id, policy, basedOn: null };
  expect((await api.send('POST', path, account)).status).toBe(201);
  expect((await api.send('POST', path, { ...account, policy: norway })).status).toBe(201);
  expect((await put(24, {})).status).toBe(201);
});

test('Of two who set the alarms at once one is told that the other was first', async () => {
  const api = await unit();
  const path = '/api/alarm-settings';
  const { body } = await api.get<{ version: number | null }>(path);
  const put = (digestMinutes: number, more: object) =>
    api.send('POST', path, { accountId: null, settings: { ...DEFAULT_ALARMS, digestMinutes }, ...more });
  const basedOn = body.version;
  const both = await Promise.all([put(20, { basedOn }), put(25, { basedOn })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const won = both.find(({ status }) => status === 200)?.body as { version: number };
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
    error: { code: 'stale_policy' },
    present: won.version,
  });
  expect((await put(30, { basedOn: won.version })).status).toBe(200);
  expect((await put(35, {})).status).toBe(200);
});
