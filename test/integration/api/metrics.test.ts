/** What /metrics tells, and whom. */
import { expect, test } from '@jest/globals';
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
