/** What /metrics tells, and whom. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { createApp } from '../../../server/app.ts';
import { suite } from '../../support/suite.ts';

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
