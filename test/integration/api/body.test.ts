/** A body is read once it is known who sends it, up to what its route may hold. */
import { expect, test } from '@jest/globals';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });
const MB = 1_000_000;
/** As JSON it ends too early: whoever parses it says 400. */
const broken = (bytes: number): string => `{"a":"${'x'.repeat(bytes)}`;

async function post(path: string, body: string, token?: string): Promise<number> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  return (await fetch(`${s.world.url}${path}`, { method: 'POST', headers, body })).status;
}

test('No body of an unknown caller is parsed', async () => {
  expect(await post('/api/lists/cases', broken(8 * MB))).toBe(401);
  expect(await post('/api/lists/words', broken(10))).toBe(401);
  expect(await post('/api/lists/words', broken(10), 'x'.repeat(43))).toBe(401);
});

test('A caller who may send a body hears that it is broken or too large', async () => {
  const { token } = await apiClient(s.world.db, s.world.url, { role: 'communications-unit', now: MONDAY });
  expect(await post('/api/lists/words', broken(10), token)).toBe(400);
  expect(await post('/api/lists/words', broken(MB), token)).toBe(413);
  expect(await post('/api/lists/cases', broken(MB), token)).toBe(400);
  expect(await post('/api/lists/cases', broken(10 * MB), token)).toBe(413);
});
