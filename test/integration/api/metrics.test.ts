/** What /metrics tells, and whom. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { setOutgoing } from '../../../core/accounts/accounts.store.ts';
import { Actions } from '../../../core/actions/actions.store.ts';
import { Notices } from '../../../core/alarms/notices.store.ts';
import { Deliveries } from '../../../core/inbox/deliveries.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { MAIN_TENANT, SYSTEM_TENANT } from '../../../core/kernel/ids.ts';
import { createApp } from '../../../server/app.ts';
import { startHeartbeat } from '../../../workers/heartbeat.ts';
import { suite } from '../../support/suite.ts';
import { until } from '../../support/until.ts';
import { SILENT } from '../../support/world.ts';

const s = suite({ simulator: false });
const metrics = (headers: Record<string, string> = {}) => fetch(`${s.world.url}/metrics`, { headers });

test('The metrics count requests by route pattern and status, never by path', async () => {
  await s.api.get('/api/items/no-such-item');
  await fetch(`${s.world.url}/api/made/up/by/somebody`);
  const told = await (await metrics()).text();
  expect(told).toMatch(
    /uppsikt_http_request_seconds_count\{route="GET \/api\/items\/:id",status="404"\} [1-9]/u,
  );
  expect(told).toMatch(/uppsikt_http_request_seconds_count\{route="none",status="404"\} [1-9]/u);
  expect(told).not.toContain('no-such-item');
  expect(told).not.toContain('made/up');
});

test('The metrics answer nobody that a proxy speaks for', async () => {
  expect((await metrics()).status).toBe(200);
  expect((await metrics({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
  expect((await metrics({ forwarded: 'for=203.0.113.7' })).status).toBe(403);
});

test('The metrics count what somebody must see to, how long the oldest work is due, and the workers', async () => {
  const { db, clock } = s.world;
  const at = (secondsAgo: number): Date => new Date(clock.now().getTime() - secondsAgo * 1000);
  const row = { tenantId: MAIN_TENANT, notBefore: at(120), attempts: 1, lease: null };
  await Actions(db).collection.insertMany([
    { ...row, _id: 'a1', state: 'failed' },
    { ...row, _id: 'a2', state: 'blocked' },
    { ...row, _id: 'a3', state: 'blocked' },
    { ...row, _id: 'a4', state: 'pending' },
  ] as never);
  await Notices(db).collection.insertOne({ ...row, _id: 'n1', state: 'failed' } as never);
  await Deliveries(db).collection.insertMany([
    { _id: 'd1', tenantId: SYSTEM_TENANT, state: 'quarantined', receivedAt: at(500) },
    { _id: 'd2', tenantId: SYSTEM_TENANT, state: 'received', receivedAt: at(60) },
  ] as never);
  await transaction(db, (session) =>
    setOutgoing(db, { tenantId: MAIN_TENANT, id: s.account._id, outgoing: 'paused' }, session),
  );
  const worker = startHeartbeat({ db, log: SILENT, now: clock.now, id: 'w1', browser: () => 'runs' });
  let told = '';
  await until('the worker is heard of', async () => {
    told = await (await metrics()).text();
    return told.includes('uppsikt_workers_alive 1');
  });
  expect(told).toContain('uppsikt_actions{state="failed"} 1');
  expect(told).toContain('uppsikt_actions{state="blocked"} 2');
  expect(told).toContain('uppsikt_actions{state="open"} 1');
  expect(told).toContain('uppsikt_notices{state="failed"} 1');
  expect(told).toContain('uppsikt_deliveries{state="quarantined"} 1');
  expect(told).toContain('uppsikt_accounts{outgoing="paused"} 1');
  expect(told).toContain('uppsikt_oldest_open_seconds{job="act"} 120');
  expect(told).toContain('uppsikt_oldest_open_seconds{job="ingest-delivery"} 60');
  expect(told).toContain('uppsikt_oldest_open_seconds{job="scan-images"} 0');
  expect(told).toMatch(/nodejs_eventloop_lag_p99_seconds \d/u);
  expect(told).toMatch(/uppsikt_worker_event_loop_delay_seconds \d/u);
  expect(told).toMatch(/uppsikt_worker_resident_bytes \d{6}/u);
  await worker.stop();
}, 30_000);
test('The metrics need their token where people use another address than this machine’s own', async () => {
  const deps = (publicUrl: string) => ({
    ...s.world.serverDeps,
    settings: { ...s.world.serverDeps.settings, publicUrl, metricsToken: 'a-metrics-token' },
  });
  const statusOf = async (publicUrl: string, headers: Record<string, string> = {}) => {
    const http = createServer(createApp(deps(publicUrl)));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    const { status } = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
    await new Promise((resolve) => {
      http.close(resolve);
      http.closeAllConnections();
    });
    return status;
  };
  expect(await statusOf('http://127.0.0.1:4800')).toBe(200);
  expect(await statusOf('https://uppsikt.exempel.se')).toBe(403);
  expect(await statusOf('https://uppsikt.exempel.se', { authorization: 'Bearer wrong' })).toBe(403);
  expect(await statusOf('https://uppsikt.exempel.se', { authorization: 'Bearer a-metrics-token' })).toBe(200);
});
