/** The simulated LinkedIn on a real local port. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { AccountAccess } from '../../core/actions/connector.ts';
import {
  createLinkedIn,
  type LinkedInOptions,
  type LinkedInSimulator,
} from '../../ops/simulator/linkedin/linkedin.ts';

export interface ServedLinkedIn extends LinkedInSimulator {
  readonly access: AccountAccess;
  /** Method and path of every call, with its query. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function serveLinkedIn(options: Partial<LinkedInOptions> = {}): Promise<ServedLinkedIn> {
  const organisation = options.organisation ?? 'urn:li:organization:2414183';
  const simulator = createLinkedIn({ ...options, organisation });
  const asked: string[] = [];
  const app = express();
  app.use((req, _res, next) => {
    asked.push(`${req.method} ${req.originalUrl}`);
    next();
  });
  app.use('/rest', simulator.router);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...simulator,
    asked,
    access: {
      externalId: organisation,
      apiBase: `http://127.0.0.1:${port}/rest`,
      token: simulator.switches.token,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
