import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { SettingsError } from '../../../core/kernel/start-errors.ts';
import { addressOf, holdPort } from '../../../ops/run/port.ts';

const HOST = '127.0.0.1';

test('Two starts at the same moment never get the same port', async () => {
  const held = await Promise.all(Array.from({ length: 4 }, () => holdPort(undefined, HOST)));
  expect(new Set(held.map(({ port }) => port)).size).toBe(4);
  await Promise.all(held.map(({ release }) => release()));
});

test('A port that was let go can be listened on at once', async () => {
  const { port, release } = await holdPort(undefined, HOST);
  await release();
  await release();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, HOST, resolve));
  await expect(holdPort(port, HOST)).rejects.toThrow(`Port ${port} is taken.`);
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  '999.1.1.1',
  '203.0.113.9',
  'no-such-host.invalid',
])('The host %s, which this machine has not, is called wrong and not a taken port', async (host) => {
  const refusal = await holdPort(undefined, host).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SettingsError);
  expect((refusal as Error).message).toContain('HOST');
  expect((refusal as Error).message).not.toContain(host);
});

test.each([
  ['127.0.0.1', 'http://127.0.0.1:4800'],
  ['0.0.0.0', 'http://127.0.0.1:4800'],
  ['::', 'http://[::1]:4800'],
  ['::1', 'http://[::1]:4800'],
  ['192.0.2.7', 'http://192.0.2.7:4800'],
])('What listens on %s is reached at %s', (address, url) => {
  expect(addressOf({ address, port: 4800 })).toBe(url);
});
