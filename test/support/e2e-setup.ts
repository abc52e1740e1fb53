/**
 * jest's set-up of e2e: one installation for every file that asks for one, started when the first does. Files run in
 * processes of their own, so it is kept here, in the one that outlives them, and its address is asked for over HTTP.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Outside, startOutside } from './outside.ts';

let shared: Promise<Outside> | undefined;

const server = createServer(async (_request, response) => {
  shared ??= startOutside();
  try {
    const { url, dataDir, appSecret, verifyToken } = await shared;
    response.end(JSON.stringify({ url, dataDir, appSecret, verifyToken }));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

export default async function setUp(): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.UPPSIKT_TEST_INSTALLATION = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** For jest's tear-down, which is a module of its own. */
export async function tearDown(): Promise<void> {
  server.close();
  server.closeAllConnections();
  const outside = await shared?.catch(() => undefined);
  await outside?.stop();
  outside?.remove();
}
