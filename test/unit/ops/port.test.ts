import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { holdPort } from '../../../ops/run/port.ts';

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
