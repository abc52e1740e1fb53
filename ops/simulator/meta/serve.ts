/** Serves a platform's router on this machine, for a test. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';

export interface Served {
  readonly address: string;
  close(): Promise<void>;
}

/** With and without each of the versions, as the platform does. */
export async function serveOnLoopback(router: Router, versions: readonly string[]): Promise<Served> {
  const app = express();
  app.use(express.json({ limit: '1mb' }), express.urlencoded({ extended: false, limit: '1mb' }));
  for (const version of versions) app.use(`/${version}`, router);
  app.use(router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
